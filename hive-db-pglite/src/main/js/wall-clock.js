// SPDX-License-Identifier: Apache-2.0
// What time it is, in milliseconds with fractions, since PostgreSQL's timestamps have microseconds: Date.now() has none, so that what
// a client noted just before could be later than what the server says. The monotonic clock has them, but does not hear of it
// when somebody sets the system's time; so it is held to what Date.now() allows.

/** Milliseconds between two looks at the system's time. */
const BETWEEN = 10;
/** Milliseconds by which a look may find that it was ahead: then it waits, rather than to go back. */
const AHEAD = 2;

export class WallClock {
  #origin = performance.timeOrigin;
  #lookedAt = -Infinity;
  #last = 0;

  now() {
    const elapsed = performance.now();
    if (elapsed - this.#lookedAt > BETWEEN) this.#look();
    const time = this.#origin + elapsed;
    if (time >= this.#last || time < this.#last - AHEAD) this.#last = time;
    return this.#last;
  }

  /** Date.now() rounds down; and some time may pass while it is asked. */
  #look() {
    const before = performance.now();
    const time = Date.now();
    this.#lookedAt = performance.now();
    this.#origin = Math.min(Math.max(this.#origin, time - this.#lookedAt), time + 1 - before);
  }
}
