// SPDX-License-Identifier: Apache-2.0
// An engine that stands by, and the state that it is in or on the way to.

import { Processes } from './processes.js';

export class Spare {
  /** The state; null for none. */
  snapshot = null;
  /** Whose state it is; null if anybody may begin with it. */
  owner = null;
  #steps = null;
  #hasBegun = false;

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
    this.#hasBegun = false;
  }

  /** @returns {boolean} false if it cannot get there, and then it cannot be used any more */
  step() {
    this.#hasBegun = true;
    const { done, value } = this.#steps.next();
    if (done) this.#steps = null;
    return !done || value;
  }

  /** @returns {boolean} what step returns */
  finish() {
    while (!this.isReady) if (!this.step()) return false;
    return true;
  }

  /** Whether it can go back to a state: on its way to another, libraries may be lost that the state needs. */
  canReturnTo(snapshot) {
    return (!this.#hasBegun || this.finish()) && this.engine.knows(snapshot);
  }

  /** Puts it at once into a state; a way that it did not yet begin need not be gone first. @returns {boolean} what step returns */
  put(snapshot) {
    if (this.#hasBegun && !this.finish()) return false;
    if (this.snapshot !== snapshot) this.aim(snapshot);
    return this.finish();
  }

  /** Another engine takes its place, which is to go back to the same state, or stays as it is where it would lose some of that. */
  leave(engine, owner) {
    const { snapshot } = this;
    this.engine = engine;
    this.snapshot = null;
    this.owner = owner;
    if (this.canReach(snapshot)) this.aim(snapshot, owner);
  }

  /** Whether it gets to a state with all its processes. */
  canReach(snapshot) {
    return this.engine.knows(snapshot) || Processes.isPortable(snapshot.processes);
  }

  /** It is in no state, and keeps nothing of one. @returns {boolean} what step returns */
  release() {
    const isUsable = this.finish();
    this.snapshot = this.owner = null;
    this.engine.release();
    return isUsable;
  }
}
