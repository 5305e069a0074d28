// SPDX-License-Identifier: Apache-2.0
// When PostgreSQL's own timers end a session: idle_session_timeout, idle_in_transaction_session_timeout, transaction_timeout. It
// arms them for what the session has set, as ever; but where they ring, the process would end, which here is everybody's. So the
// engine's thread notes when that would be, and the network thread, which has the clocks, ends the connection.

import { idleOver, transactionOver } from './owner.js';

const LONGEST = 2 ** 31 - 1; // milliseconds of a timer
/** Milliseconds until a transaction is looked at again that could not be ended. */
const SECOND_LOOK = 50;

/** In the engine's thread. */
export class EndsWriter {
  #slot;
  #post;
  #isNoted = false;
  /** When the network thread looks. */
  #looksAt = 0;

  /** @param {(value: object) => void} post sends to the network thread */
  constructor(slot, post) {
    this.#slot = slot;
    this.#post = post;
  }

  /** After the settings of the start came into force. */
  begin(backend) {
    if (backend.sessionEnds === null) return;
    backend.ask('SELECT 1'); // the timers are perhaps those of who was there last
    this.note(backend.sessionEnds);
  }

  /**
   * After a unit; most sessions have none of these timeouts.
   * @param {{idle: number, transaction: number} | null} ends as Interrupts give them
   */
  note(ends) {
    if (ends === null && !this.#isNoted) return;
    const { idle, transaction } = ends ?? NONE;
    this.#slot.idleEnd = idle;
    this.#slot.transactionEnd = transaction;
    this.#isNoted = ends !== null;
    this.#tell(Math.min(idle, transaction));
  }

  /** The network thread looks again by itself where the end was put off. */
  #tell(end) {
    if (end === Infinity || (end >= this.#looksAt && Date.now() < this.#looksAt)) return;
    this.#looksAt = end;
    this.#post({ slot: this.#slot.index, endsAt: end });
  }
}

const NONE = { idle: Infinity, transaction: Infinity };

/** In the network thread. */
export class EndsReader {
  #connection;
  #pending;
  #timer = null;
  #looksAt = Infinity;

  /** @param {import('./pending.js').Pending} pending of the connection */
  constructor(connection, pending) {
    this.#connection = connection;
    this.#pending = pending;
  }

  /** The engine's thread noted an end that comes before the next look. */
  lookAt(time) {
    if (time >= this.#looksAt) return;
    this.close();
    this.#looksAt = time;
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.max(time - Date.now(), 0), LONGEST));
  }

  #look() {
    this.#looksAt = Infinity;
    this.#connection.reclaim();
    if (this.#connection.hasEnded) return;
    const isIdle = !this.#pending.isOutstanding && this.#pending.underWay === 0;
    const { idleEnd, transactionEnd } = this.#connection.slot; // after that: what was done is noted
    const now = Date.now();
    if (transactionEnd <= now) this.#pending.endTransaction(transactionOver(this.#connection));
    else if (idleEnd <= now && isIdle) this.#connection.end(idleOver(this.#connection));
    if (!this.#connection.hasEnded) this.#lookAgain(now, { idleEnd, transactionEnd });
  }

  /** Who is not idle is told of anew. */
  #lookAgain(now, { idleEnd, transactionEnd }) {
    const next = Math.min(idleEnd > now ? idleEnd : Infinity, Math.max(transactionEnd, now + SECOND_LOOK));
    if (next < Infinity) this.lookAt(next);
  }

  close() {
    clearTimeout(this.#timer);
  }
}
