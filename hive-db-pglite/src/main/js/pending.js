// SPDX-License-Identifier: Apache-2.0
// What a client sent and is not done yet, as the network thread knows it; and its end, where it waits for too long, where its
// client cancels it or dies, and where a reset is in its way. None of that may wait for a busy engine.

import { EARLY } from './inbox.js';
import { errorResponse, readyForQuery, SQLSTATE } from './messages.js';
import { blockedBy } from './owner.js';
import { now, PHASE } from './slots.js';

/** Milliseconds until a wait is looked at again that could not be ended. */
const SECOND_LOOK = 50;
const USER_REQUEST = { code: SQLSTATE.queryCanceled, message: 'canceling statement due to user request' };

export class Pending {
  #connection;
  #slot;
  #incoming;
  #database;
  #waitTimeout;
  #lastSent = 0;
  #patience = null;
  /** Whether its connection waits for the engine before it may begin. */
  #isGreeting;

  /**
   * @param {import('./connection.js').Connection} connection with a slot
   * @param {{incoming: import('./incoming.js').Incoming, database: import('./remote-database.js').RemoteDatabase, waitTimeout: number,
   *     isGreeting: boolean}} about incoming: what it sent
   */
  constructor(connection, { incoming, database, waitTimeout, isGreeting }) {
    this.#connection = connection;
    this.#slot = connection.slot;
    this.#incoming = incoming;
    this.#database = database;
    this.#waitTimeout = waitTimeout;
    this.#isGreeting = isGreeting;
    if (isGreeting) this.#await(waitTimeout);
  }

  /** The connection may begin; false if it did not have to wait for the engine. */
  greet() {
    const wasGreeting = this.#isGreeting;
    this.#isGreeting = false;
    return wasGreeting;
  }

  /** There is more. */
  noteSent() {
    this.#lastSent = now();
    if (this.#patience === null) this.#await(this.#waitTimeout);
  }

  /** Bytes that the engine's thread did not take in yet. */
  get underWay() {
    return (this.#incoming.size - this.#slot.consumed) | 0;
  }

  /** Whether the client waits for something; that nothing of it may be read by another thread meanwhile is the caller's business. */
  get isOutstanding() {
    return this.#isGreeting || this.#slot.isBehind(this.#incoming.units) || this.underWay >= EARLY;
  }

  /** Since when nothing was sent or done. */
  get quietSince() {
    return Math.max(this.#slot.lastActive, this.#lastSent);
  }

  #await(milliseconds) {
    this.#patience = setTimeout(() => this.#check(), milliseconds);
  }

  /** Looks whether something waits for too long. */
  #check() {
    this.#connection.reclaim();
    this.#patience = null;
    const { unit } = this.#slot;
    if (this.#connection.hasEnded || !this.isOutstanding) return;
    const left = this.quietSince + this.#waitTimeout - now();
    const owner = left < 1 ? this.#database.ownerBut(this.#connection) : null;
    if (owner) this.#refuse(unit, blockedBy(owner, this.#waitTimeout));
    if (!this.#connection.hasEnded && this.isOutstanding) this.#await(Math.max(left, SECOND_LOOK));
  }

  /**
   * Answers a unit that waits with an error; false if it does not wait any more.
   * @param {number} unit known before it was seen that something is outstanding: the next one was perhaps never sent
   */
  #refuse(unit, error) {
    if (!this.#slot.expire(unit, this.#incoming.units)) return false;
    this.#lastSent = now();
    if (this.#isGreeting) this.#connection.end(error);
    else this.#connection.write(Buffer.concat([errorResponse(error), readyForQuery(this.#slot.status === 'I' ? 'I' : 'E')]));
    return true;
  }

  /** Cancels what the client waits for, if there is something. */
  cancel() {
    this.#connection.reclaim();
    const { unit } = this.#slot;
    if (!this.isOutstanding) return;
    this.#slot.cancel(unit);
    if (!this.#refuse(unit, USER_REQUEST)) this.#interrupt(unit);
  }

  /** The same for what was cancelled already. */
  cancelAgain() {
    const { unit } = this.#slot;
    if (this.#slot.isCancelled(unit)) this.#interrupt(unit);
  }

  /** Whoever prepares the unit now looks for the cancel before it begins; one that waits, for a lock or its client, has to be told. */
  #interrupt(unit) {
    if (this.#slot.change(unit, PHASE.running, PHASE.cancelling)) {
      this.#database.interrupt();
      this.#slot.change(unit, PHASE.cancelling, PHASE.running);
    }
    this.#database.ring();
  }

  /**
   * PostgreSQL's transaction_timeout is over, perhaps: ends the connection, if need be by way of the engine's thread. A unit that
   * waits for a lock is ended by that itself.
   */
  endTransaction(error) {
    const { unit } = this.#slot;
    if (!this.isOutstanding || this.#slot.change(unit, PHASE.waiting, PHASE.expired)) return this.#connection.end(error);
    this.endRunningTransaction();
  }

  /** The same for what runs, which may have ended the transaction and begun another. */
  endRunningTransaction() {
    const { unit } = this.#slot;
    if (!this.#slot.change(unit, PHASE.running, PHASE.cancelling)) return;
    if (this.#database.isTransactionOver) {
      this.#slot.overdue(unit);
      this.#database.interrupt();
    }
    this.#slot.change(unit, PHASE.cancelling, PHASE.running);
  }

  /** The database is about to be reset: what runs is to end. What was not begun is run afterwards. */
  yield() {
    this.#connection.reclaim();
    const { unit } = this.#slot;
    if (this.#slot.phase === PHASE.waiting) return;
    this.#slot.yield(unit);
    this.#interrupt(unit);
  }

  /** Its client is gone: what that waited for is of no use to anybody, unless it took its leave. */
  close() {
    clearTimeout(this.#patience);
    if (this.#incoming.hasTerminated) return;
    const { unit } = this.#slot;
    this.#slot.cancel(unit);
    this.#interrupt(unit);
  }
}
