// SPDX-License-Identifier: Apache-2.0
// Engines of databases that were closed, kept for the next one that begins with a state: that takes a few milliseconds,
// a new engine ten times as many.

const MOST = 2; // each keeps some 25 MB

export class Spares {
  /** Whether anybody has begun with a state yet: before, nothing is kept. */
  isWanted = false;
  #engines = [];
  #log;

  /** @param {(line: string) => void} log */
  constructor(log) {
    this.#log = log;
  }

  /** Takes an engine that nobody uses any more; false if it is not wanted. */
  give(engine) {
    if (!this.isWanted || this.#engines.length >= MOST || !engine.isSmall) return false;
    engine.release();
    this.#engines.push(engine);
    return true;
  }

  get count() {
    return this.#engines.length;
  }

  /** An engine in the state of a snapshot; null if there is none that can be. */
  take(snapshot, options) {
    for (let engine = this.#engines.pop(); engine; engine = this.#engines.pop()) {
      try {
        if (engine.take(snapshot, options)) return engine;
      } catch (e) {
        this.#log(`a spare engine could not be used: ${e.stack}`);
      }
    }
    return null;
  }
}
