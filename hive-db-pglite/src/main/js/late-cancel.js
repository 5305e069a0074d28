// SPDX-License-Identifier: Apache-2.0
// PostgreSQL throws away a cancel that comes while it reads a message (postgres.c: DoingCommandRead). What it calls first
// when it begins with one that it has read is the clock: there it is told again, once.

/** Messages at whose begin it takes the time of the statement (postgres.c: SetCurrentStatementStartTimestamp). */
const STAMPED = new Set([...'QPBDEF'].map((type) => type.charCodeAt(0)));

export class LateCancel {
  #interrupts;
  #isFresh = false;

  constructor(interrupts) {
    this.#interrupts = interrupts;
  }

  /** A message is read. */
  onRead(type) {
    this.#isFresh = STAMPED.has(type);
  }

  /**
   * What time it is, for PostgreSQL.
   * @param {(() => boolean) | undefined} isCancelled
   */
  now(isCancelled) {
    if (this.#isFresh) {
      this.#isFresh = false;
      if (isCancelled?.()) this.#interrupts.cancel();
    }
    return Date.now();
  }
}
