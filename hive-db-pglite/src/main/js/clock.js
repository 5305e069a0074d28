// SPDX-License-Identifier: Apache-2.0
// What PostgreSQL is told when it asks for the time. It does so first when it begins with a message that it has read, and
// before it arms a timer: there it is put right about what it cannot know.

import { WallClock } from './wall-clock.js';

/** Messages at whose begin it takes the time of the statement (postgres.c: SetCurrentStatementStartTimestamp). */
const STAMPED = Uint8Array.from({ length: 256 }, (_, type) => ('QPBDEF'.includes(String.fromCharCode(type)) ? 1 : 0));
const MARGIN = 5; // milliseconds

export class Clock {
  #wall = new WallClock();
  #interrupts;
  #signalPending;
  #isFresh = false;
  #trustUntil = 0;

  /**
   * @param {import('./interrupts.js').Interrupts} interrupts
   * @param {Int32Array} words the engine's memory
   * @param {number} signalPending an address
   */
  constructor(interrupts, words, signalPending) {
    this.#interrupts = interrupts;
    this.#signalPending = { words, index: signalPending >> 2 };
  }

  /** A message is read, or is next among those that were. */
  onRead(type) {
    this.#isFresh = STAMPED[type] === 1;
  }

  /**
   * PostgreSQL armed its timer; 0 turns it off.
   * @returns {boolean} whether somebody must be told. Where it is for statistics alone, which are counted at the next statement
   *     anyway, nobody is; but then it may not believe in the timer, or would arm none for what is due later.
   */
  onAlarm(milliseconds) {
    const isWanted = milliseconds === 0 || this.#interrupts.isArmed;
    this.#trustUntil = isWanted ? this.#wall.now() + milliseconds - MARGIN : 0;
    return isWanted;
  }

  /** Its memory is an earlier one: it may believe in a timer of then. */
  distrust() {
    this.#trustUntil = 0;
  }

  /**
   * What time it is.
   * @param {(() => boolean) | undefined} isCancelled
   */
  now(isCancelled) {
    const time = this.#wall.now();
    if (time >= this.#trustUntil) this.#forgetTimer();
    if (this.#isFresh) {
      // It throws away a cancel that comes while it reads (postgres.c: DoingCommandRead): it is told again, once.
      this.#isFresh = false;
      if (isCancelled?.()) this.#interrupts.cancel();
    }
    return time;
  }

  /**
   * It arms no timer where it believes that an earlier one, perhaps of something that is over, is about to ring
   * (timeout.c). But a wait for a lock is noticed by its timer, and would never end.
   */
  #forgetTimer() {
    const { words, index } = this.#signalPending;
    words[index] = 0;
    this.#trustUntil = Infinity;
  }
}
