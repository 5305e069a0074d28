// SPDX-License-Identifier: Apache-2.0
// An engine that stands by, and the state that it is in or on the way to.

export class Spare {
  /** The state; null for none. */
  snapshot = null;
  #steps = null;

  /** @param {object | null} [owner] whose state it is; null if anybody may begin with it */
  constructor(engine, owner = null) {
    this.engine = engine;
    this.owner = owner;
  }

  /** Whether there is nothing to do to it. */
  get isReady() {
    return this.#steps === null;
  }

  /** Sets out for a state that the engine knows. */
  aim(snapshot) {
    this.snapshot = snapshot;
    this.#steps = this.engine.restoring(snapshot);
  }

  step() {
    if (this.#steps.next().done) this.#steps = null;
  }

  finish() {
    while (!this.isReady) this.step();
  }

  /** Puts it at once into a state that it need not know; false if that cannot be, and then it cannot be used any more. */
  put(snapshot) {
    this.finish();
    if (this.snapshot === snapshot) return true;
    if (this.engine.knows(snapshot)) return this.#goTo(snapshot);
    const isTaken = this.engine.take(snapshot);
    this.snapshot = this.engine.knows(snapshot) ? snapshot : null;
    return isTaken;
  }

  #goTo(snapshot) {
    this.aim(snapshot);
    this.finish();
    return true;
  }

  /** Another engine takes its place, which is to go back to the same state if it can. */
  leave(engine, owner) {
    this.engine = engine;
    this.owner = owner;
    if (engine.knows(this.snapshot)) this.aim(this.snapshot);
    else this.release();
  }

  /** It is in no state, and keeps nothing of one. */
  release() {
    this.finish();
    this.snapshot = this.owner = null;
    this.engine.release();
  }
}
