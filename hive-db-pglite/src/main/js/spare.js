// SPDX-License-Identifier: Apache-2.0
// An engine that stands by, and the state that it is in or on the way to.

export class Spare {
  /** The state; null for none. */
  snapshot = null;
  /** Whose state it is; null if anybody may begin with it. */
  owner = null;
  #steps = null;

  constructor(engine) {
    this.engine = engine;
  }

  /** Whether there is nothing to do to it. */
  get isReady() {
    return this.#steps === null;
  }

  /** Sets out for a state, which the engine need not know. */
  aim(snapshot, owner = null) {
    this.snapshot = snapshot;
    this.owner = owner;
    this.#steps = this.engine.knows(snapshot) ? this.engine.restoring(snapshot) : this.engine.taking(snapshot);
  }

  /** @returns {boolean} false if it cannot get there, and then it cannot be used any more */
  step() {
    const { done, value } = this.#steps.next();
    if (done) this.#steps = null;
    return !done || value;
  }

  /** @returns {boolean} what step returns */
  finish() {
    while (!this.isReady) if (!this.step()) return false;
    return true;
  }

  /** Puts it at once into a state. @returns {boolean} what step returns */
  put(snapshot) {
    if (!this.finish()) return false;
    if (this.snapshot !== snapshot) this.aim(snapshot);
    return this.finish();
  }

  /** Another engine takes its place, which is to go back to the same state. */
  leave(engine, owner) {
    this.engine = engine;
    this.aim(this.snapshot, owner);
  }

  /** It is in no state, and keeps nothing of one. @returns {boolean} what step returns */
  release() {
    const isUsable = this.finish();
    this.snapshot = this.owner = null;
    this.engine.release();
    return isUsable;
  }
}
