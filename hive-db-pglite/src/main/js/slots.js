// SPDX-License-Identifier: Apache-2.0
// What the network thread and an engine thread both know of a connection, in shared memory: numbers only. Each is
// written by one of the two, but for the turns, which both change by compare-and-exchange.

import { ReaderTurn } from './reader-turn.js';

const BYTES = 128;
const [TURN, CONSUMED, PAUSED, QUEUED, GONE, WRITING, STATUS, OWNER, CANCEL, YIELD] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const [READER, OVERDUE] = [16, 17]; // behind the doubles
const [SINCE, ACTIVE, STARTED] = [5, 6, 7]; // doubles, behind the words
const [IDLE_END, TRANSACTION_END] = [9, 10]; // the same, behind these words
const NUMBERS = 0x0fff_ffff; // of units; they wrap around
const NOT_CANCELLED = -1;
const ORIGIN = performance.timeOrigin; // to ask each time takes longer than the clock

/** What the unit whose turn it is does. */
export const PHASE = {
  waiting: 0, // or was not yet sent
  taken: 1, // the engine thread prepares the session for it
  running: 2, // and can be cancelled
  cancelling: 3, // the network thread is about to interrupt it; the engine thread stays with it that long
  expired: 4, // the network thread answered it with an error; the engine thread drops it
};

/** Milliseconds, the same in all threads. */
export const now = () => ORIGIN + performance.now();

export class Slot {
  #words;
  #doubles;

  constructor(memory, index) {
    this.index = index;
    this.#words = new Int32Array(memory, index * BYTES, BYTES / 4);
    this.#doubles = new Float64Array(memory, index * BYTES, BYTES / 8);
    /** Who reads the socket. */
    this.reader = new ReaderTurn(this.#words, READER);
  }

  /** For the next connection. */
  reset() {
    this.#words.fill(0);
    this.#doubles.fill(0);
    this.#words[CANCEL] = this.#words[YIELD] = this.#words[OVERDUE] = NOT_CANCELLED;
    this.idleEnd = this.transactionEnd = Infinity;
    this.status = 'I';
  }

  /** The number of the unit that runs or is next. */
  get unit() {
    return (Atomics.load(this.#words, TURN) >>> 3) & NUMBERS;
  }

  /** Whether the unit with this number is next: all before it are done. */
  isNext(unit) {
    return this.unit === (unit & NUMBERS) && this.phase === PHASE.waiting;
  }

  /** Whether the network thread still owes an answer to one of the units that were sent, so many in all. */
  isBehind(units) {
    return this.phase === PHASE.expired ? this.#isBeforeLast(units) : !this.isNext(units);
  }

  /** Whether one was sent behind the unit whose turn it is. */
  #isBeforeLast(units) {
    const ahead = (units - this.unit) & NUMBERS;
    return ahead > 1 && ahead <= NUMBERS >> 1;
  }

  /**
   * The network thread answers a unit in place of the engine's, or the one behind it if that is answered already; false if it
   * does not wait any more.
   */
  expire(unit, units) {
    if (this.change(unit, PHASE.waiting, PHASE.expired)) return true;
    const [before, after] = [turnOf(unit, PHASE.expired), turnOf(unit + 1, PHASE.expired)];
    return this.#isBeforeLast(units) && Atomics.compareExchange(this.#words, TURN, before, after) === before;
  }

  /** The engine thread dropped a unit that was answered; next is the first unit that it did not see. */
  drop(unit, next) {
    Atomics.compareExchange(this.#words, TURN, turnOf(unit, PHASE.expired), turnOf(next, PHASE.waiting));
  }

  get phase() {
    return Atomics.load(this.#words, TURN) & 7;
  }

  /** Changes the phase of a unit; false if it was not in that phase any more. */
  change(unit, from, to) {
    return Atomics.compareExchange(this.#words, TURN, turnOf(unit, from), turnOf(unit, to)) === turnOf(unit, from);
  }

  /** From now on the unit cannot be interrupted. */
  stop(unit) {
    while (this.phase !== PHASE.taken && !this.change(unit, PHASE.running, PHASE.taken)) {
      // The network thread is about to interrupt it: a matter of microseconds.
    }
  }

  /** The engine thread is done with what it took or dropped; next is the first unit that it did not see. */
  finish(next) {
    Atomics.store(this.#words, TURN, turnOf(next, PHASE.waiting));
  }

  /** The unit that its client wants cancelled. */
  cancel(unit) {
    Atomics.store(this.#words, CANCEL, unit);
  }

  isCancelled(unit) {
    return Atomics.load(this.#words, CANCEL) === unit;
  }

  /** The unit has to end because the database is about to be reset. */
  yield(unit) {
    Atomics.store(this.#words, YIELD, unit);
    this.cancel(unit);
  }

  /** Whether that is so for the unit at hand. */
  get isYielding() {
    return Atomics.load(this.#words, YIELD) === this.unit;
  }

  /** The unit has to end, and its connection with it, because its transaction takes for too long. */
  overdue(unit) {
    Atomics.store(this.#words, OVERDUE, unit);
    this.cancel(unit);
  }

  isOverdue(unit) {
    return Atomics.load(this.#words, OVERDUE) === unit;
  }

  /** Bytes that the engine thread took in; wraps around. */
  get consumed() {
    return Atomics.load(this.#words, CONSUMED);
  }

  consume(bytes) {
    Atomics.add(this.#words, CONSUMED, bytes);
  }

  /** The network thread stopped reading, and wants to be told when there is room. */
  pause() {
    Atomics.store(this.#words, PAUSED, 1);
  }

  /** Whether it was paused; it is no longer. */
  unpause() {
    return Atomics.load(this.#words, PAUSED) === 1 && Atomics.exchange(this.#words, PAUSED, 0) === 1;
  }

  /** Bytes of answers that were given to the network thread and have not left it. */
  get queued() {
    return Atomics.load(this.#words, QUEUED);
  }

  queue(bytes) {
    return Atomics.add(this.#words, QUEUED, bytes) + bytes;
  }

  unqueue(bytes) {
    return this.queue(-bytes);
  }

  /** Whether the socket is closed, or about to be. */
  get gone() {
    return Atomics.load(this.#words, GONE) === 1;
  }

  /** The network thread is about to close the descriptor: afterwards nobody writes to it, whoever has its number next. */
  revoke() {
    Atomics.store(this.#words, GONE, 1);
    while (Atomics.load(this.#words, WRITING) === 1) {
      // One system call that does not block.
    }
  }

  /** Lets the engine thread use the descriptor, unless it is revoked. */
  write(action) {
    Atomics.store(this.#words, WRITING, 1);
    try {
      return this.gone ? 0 : action();
    } finally {
      Atomics.store(this.#words, WRITING, 0);
    }
  }

  /** Transaction status: I, T or E. */
  get status() {
    return String.fromCharCode(this.#words[STATUS]);
  }

  set status(letter) {
    this.#words[STATUS] = letter.charCodeAt(0);
  }

  /** Whether the database is kept for this connection. */
  get isOwner() {
    return this.#words[OWNER] === 1;
  }

  set isOwner(value) {
    this.#words[OWNER] = value ? 1 : 0;
  }

  /** When the transaction was begun. */
  get transactionSince() {
    return this.#doubles[SINCE];
  }

  set transactionSince(time) {
    this.#doubles[SINCE] = time;
  }

  /** When the last unit ended. */
  get lastActive() {
    return this.#doubles[ACTIVE];
  }

  set lastActive(time) {
    this.#doubles[ACTIVE] = time;
  }

  /** When PostgreSQL ends the session if its client does nothing, as by Date.now(). */
  get idleEnd() {
    return this.#doubles[IDLE_END];
  }

  set idleEnd(time) {
    this.#doubles[IDLE_END] = time;
  }

  /** When it does so because of the transaction that is open. */
  get transactionEnd() {
    return this.#doubles[TRANSACTION_END];
  }

  set transactionEnd(time) {
    this.#doubles[TRANSACTION_END] = time;
  }

  /** When the running unit was begun. */
  get startedAt() {
    return this.#doubles[STARTED];
  }

  set startedAt(time) {
    this.#doubles[STARTED] = time;
  }
}

/** The network thread's list of all slots, and of who has them. */
export class Slots {
  #free;
  #owners = [];

  constructor(count) {
    this.memory = new SharedArrayBuffer(count * BYTES);
    this.#free = Array.from({ length: count }, (_, i) => count - 1 - i);
  }

  /** A slot that is nobody's; null when all are taken. */
  take(owner) {
    const index = this.#free.pop();
    if (index === undefined) return null;
    this.#owners[index] = owner;
    const slot = new Slot(this.memory, index);
    slot.reset();
    return slot;
  }

  owner(index) {
    return this.#owners[index];
  }

  give(index) {
    this.#owners[index] = undefined;
    this.#free.push(index);
  }
}

const turnOf = (unit, phase) => ((unit & NUMBERS) << 3) | phase;
