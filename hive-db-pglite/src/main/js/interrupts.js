// SPDX-License-Identifier: Apache-2.0
// Stops a statement from another thread, as a signal would: PostgreSQL looks at these flags at every
// CHECK_FOR_INTERRUPTS. The engine's memory is shared for this purpose.

// timeout.h of PostgreSQL 18: TimeoutId
const [LOCK, STATEMENT] = [2, 3]; // LOCK_TIMEOUT, STATEMENT_TIMEOUT
const [IDLE_IN_TRANSACTION, TRANSACTION, IDLE] = [7, 8, 9]; // IDLE_IN_TRANSACTION_SESSION_TIMEOUT, TRANSACTION_TIMEOUT, IDLE_SESSION_TIMEOUT
/** Those that end a statement. */
const TIMERS = [LOCK, STATEMENT];
export const TIMEOUTS = 23;
// timeout.c: struct timeout_params { int id; bool active, indicator; void *handler; int64 start, fin; int interval }
export const TIMEOUT_SIZE = 40;
const [ACTIVE, INDICATOR, DUE] = [4, 5, 24];
const EPOCH_MILLISECONDS = Date.UTC(2000, 0, 1);
const IO = 0x0a; // wait_event_types.h: PG_WAIT_IO, the only kind of wait that never lasts
const LONGEST_NAP = 1; // milliseconds: how late a wait may end
const SECOND_LOOK = 12; // milliseconds: timeout.c arms no timer until 10 ms after one that it believes to be lost

/** @typedef {{memory: SharedArrayBuffer, pending: number, cancel: number, latch: number, timeouts: number,
 *     waitEvent: number}} Handle addresses; waitEvent is seen from the latch, of which is_set is the first word */

/** The handle of an engine. */
export function interruptsOf(module, { timeouts = 0, waitEvent = 0 }) {
  const { HEAPU8, _InterruptPending: pending, _QueryCancelPending: cancel, _MyLatch: latch } = module;
  return { memory: HEAPU8.buffer, pending, cancel, latch, timeouts, waitEvent };
}

export class Interrupts {
  #handle;
  #words;
  #bytes;
  #view;

  /** @param {Handle} handle what an engine gave; it may come from another thread */
  constructor(handle) {
    this.#handle = handle;
    this.#words = new Int32Array(handle.memory);
    this.#bytes = new Uint8Array(handle.memory);
    this.#view = new DataView(handle.memory);
  }

  /** Ends the running statement with 57014 "canceling statement due to user request". */
  cancel() {
    const { cancel, pending, latch } = this.#handle;
    Atomics.store(this.#words, cancel >> 2, 1);
    Atomics.store(this.#words, pending >> 2, 1);
    const index = this.#word(latch) >> 2;
    Atomics.store(this.#words, index, 1);
    Atomics.notify(this.#words, index);
  }

  /** Forgets a cancel that came too late, so that it does not hit the next statement; but no timeout that is over. */
  clear() {
    if (!TIMERS.some((id) => this.#isOver(id))) Atomics.store(this.#words, this.#handle.cancel >> 2, 0);
  }

  /** Whether a timeout is over of which PostgreSQL did not yet take note. */
  #isOver(id) {
    const entry = this.#entryOf(id);
    return this.#bytes[entry + ACTIVE] !== 0 && this.#bytes[entry + INDICATOR] !== 0;
  }

  #entryOf(id) {
    return this.#handle.timeouts + id * TIMEOUT_SIZE;
  }

  /** Whether there is a timeout that ends a statement or a transaction. */
  get isArmed() {
    return [...TIMERS, TRANSACTION].some((id) => this.#bytes[this.#entryOf(id) + ACTIVE] !== 0);
  }

  /** When a timeout will be over, in milliseconds; Infinity if it is not armed, or is over. */
  #dueOf(id) {
    const entry = this.#entryOf(id);
    if (this.#bytes[entry + ACTIVE] === 0 || this.#bytes[entry + INDICATOR] !== 0) return Infinity;
    return EPOCH_MILLISECONDS + Number(this.#view.getBigInt64(entry + DUE, true) / 1000n);
  }

  /** When PostgreSQL's timeouts end what runs now, in milliseconds as by Date.now(); Infinity where they do not. */
  get due() {
    return { statement: this.#dueOf(STATEMENT), lock: this.#dueOf(LOCK), transaction: this.#dueOf(TRANSACTION) };
  }

  /**
   * When PostgreSQL's timers end the session of which a unit has just ended, in milliseconds as by Date.now(): where its client
   * stays idle, and in any case where its transaction goes on; null where none does, which is mostly so.
   */
  get sessionEnds() {
    const bytes = this.#bytes;
    const first = this.#handle.timeouts + IDLE_IN_TRANSACTION * TIMEOUT_SIZE + ACTIVE; // the three stand in a row
    if ((bytes[first] | bytes[first + TIMEOUT_SIZE] | bytes[first + 2 * TIMEOUT_SIZE]) === 0) return null;
    return { idle: Math.min(this.#dueOf(IDLE), this.#dueOf(IDLE_IN_TRANSACTION)), transaction: this.#dueOf(TRANSACTION) };
  }

  /** Whether the transaction that runs now is over by PostgreSQL's transaction_timeout. */
  get isTransactionOver() {
    return this.#dueOf(TRANSACTION) <= Date.now();
  }

  /** In the engine's thread: sleeps a little if PostgreSQL waits for its latch. */
  nap() {
    const latch = this.#word(this.#handle.latch);
    const waitEvent = this.#word(latch + this.#handle.waitEvent);
    if (waitEvent === 0 || waitEvent >>> 24 === IO) return;
    Atomics.wait(this.#words, latch >> 2, 0, LONGEST_NAP);
  }

  /**
   * Ends the running statement if a timeout of PostgreSQL's (statement_timeout, lock_timeout) is over.
   * @returns {number | null} when to look again, also for transaction_timeout, in milliseconds
   */
  expire(now = Date.now()) {
    const transaction = this.#dueOf(TRANSACTION);
    let next = transaction > now ? transaction - now : Infinity;
    let isDue = false;
    for (const id of TIMERS) {
      const due = this.#dueOf(id);
      if (due > now) next = Math.min(next, due - now);
      else isDue = this.#bytes[this.#entryOf(id) + INDICATOR] = 1;
    }
    if (isDue) this.cancel();
    return next === Infinity ? null : next;
  }

  #word(address) {
    return Atomics.load(this.#words, address >> 2);
  }
}

/** PostgreSQL's interval timer, in a thread that stays free while the engine works. */
export class Alarm {
  #interrupts;
  #onTransactionOver;
  #timer = null;

  /** @param {() => void} [onTransactionOver] ends the session whose transaction runs, of which PostgreSQL would end the process */
  constructor(interrupts, onTransactionOver = () => {}) {
    this.#interrupts = interrupts;
    this.#onTransactionOver = onTransactionOver;
  }

  /** What the engine's setAlarm asked for; 0 turns the alarm off. */
  set(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = milliseconds > 0 ? setTimeout(() => this.#ring(false), milliseconds) : null;
    this.#timer?.unref();
  }

  #ring(isSecondLook) {
    const next = this.#interrupts.expire();
    if (this.#interrupts.isTransactionOver) this.#onTransactionOver();
    if (next === null && isSecondLook) return;
    this.#timer = setTimeout(() => this.#ring(next === null), next ?? SECOND_LOOK);
    this.#timer.unref();
  }
}
