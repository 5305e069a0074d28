// SPDX-License-Identifier: Apache-2.0
// One client connection as the engine's thread knows it: what it sent, what its session is like, and the way back.

import { EngineCrash } from './engine.js';
import { describe, isExpected } from './failure.js';
import { Intake } from './intake.js';
import { BodyReader, copyFail, errorResponse } from './messages.js';
import { ClientSession } from './client-session.js';
import { lateSender, transactionOver } from './owner.js';
import { EndsWriter } from './session-ends.js';
import { now, PHASE } from './slots.js';

const TERMINATE = 'X'.charCodeAt(0);
const LOST = copyFail('the connection is lost');
const YIELDS = copyFail('the database is reset');
const DONE = { releases: true, waitsFor: null };

export class Client extends ClientSession {
  #slot;
  #reply;
  #post;
  #waitWhile;
  #inbox;
  #unit = 0;
  /** A unit that met a lock, and is to be run again. */
  #unfinished = null;
  #isRunning = false;
  #wantsGreeting;
  #ends;
  #failure = null;
  #hasEnded = false;
  #hasLeft = false;
  /** Whether nothing of it is left. */
  hasDeparted = false;

  /**
   * @param {{id: number, settings: Map<string, string>, wantsGreeting: boolean}} description
   * @param {import('./database.js').Database} database
   * @param {{slot: import('./slots.js').Slot, reply: import('./reply.js').Reply, post: (value: object) => void,
   *     waitWhile: (condition: () => boolean, patience?: number) => boolean}} ways waitWhile does something else meanwhile
   */
  constructor({ id, settings, wantsGreeting }, database, { slot, reply, post, waitWhile }) {
    super(settings);
    this.id = id;
    this.database = database;
    this.#slot = slot;
    this.#reply = reply;
    this.#post = post;
    this.#waitWhile = waitWhile;
    this.#wantsGreeting = wantsGreeting;
    this.#inbox = new Intake(slot, post);
    this.#ends = new EndsWriter(slot, post);
  }

  get slotIndex() {
    return this.#slot.index;
  }

  get status() {
    return this.#slot.status;
  }

  /** Whether there is something to do for it. */
  get isReady() {
    return this.#hasLeft || (!this.#hasEnded && (this.#wantsGreeting || this.#hasUnit || this.#failure !== null));
  }

  get #hasUnit() {
    return this.#unfinished !== null || this.#inbox.isRunnable(this.database.clients.size === 1);
  }

  /** Whether its unit was ended because the database is reset. */
  get isYielding() {
    return this.#slot.isYielding;
  }

  /**
   * Its database has another state: what it had there is gone.
   * @param {object} error what it is told if a transaction was open
   */
  lose(error) {
    const wasInBlock = this.status !== 'I';
    if (wasInBlock || this.isMidUnit) this.loss = { error, wasInBlock, wasMidUnit: this.isMidUnit };
    this.#slot.status = 'I';
    this.#slot.isOwner = this.isMidUnit = false;
    this.#ends.note(null);
    this.forgetPlaces();
  }

  /** Whether its client wants no answer any more to the unit that waits. */
  get isCancelled() {
    return this.#slot.isCancelled(this.#unit);
  }

  /** Whether its unit was ended because its transaction takes for too long. */
  get isOverdue() {
    return this.#slot.isOverdue(this.#unit);
  }

  /** When its transaction was begun, and so on. */
  get slot() {
    return this.#slot;
  }

  /** @returns {Buffer[]} the messages of the next unit */
  get upcoming() {
    return this.#unfinished ?? this.#inbox.peekUnit();
  }

  /** Takes what the network thread sent. */
  receive(bytes) {
    if (this.#hasEnded) return;
    this.#inbox.add(bytes);
    if (!this.#isRunning) this.#inbox.dropStrays();
  }

  /** What it sent last cannot be understood: it is told when everything before is done. */
  fail(error) {
    this.#failure = error;
  }

  /** The socket is closed; hasTerminated: as the protocol wants it, so that what was sent is still done. */
  leave(hasTerminated) {
    this.#hasLeft = true;
    if (!hasTerminated) this.#hasEnded = true;
  }

  /**
   * Does what is next.
   * @param {import('./scheduler.js').Turn} turn
   * @returns {{owns: boolean} & import('./scheduler.js').Outcome}
   */
  serve(turn) {
    let outcome = DONE;
    if (this.#hasLeft && (this.#hasEnded || !this.#hasUnit)) return this.depart();
    if (this.#hasEnded) return { ...DONE, owns: this.#slot.isOwner };
    try {
      if (this.#wantsGreeting) this.#greet(turn.place);
      else if (this.#hasUnit) outcome = this.#serveUnit(turn) ?? DONE;
      else if (this.#failure) this.#quit(this.#failure);
    } catch (e) {
      this.#report(e);
    }
    // Also when it has ended: its transaction is open until it departs.
    const owns = this.status !== 'I' || this.isMidUnit;
    this.#slot.isOwner = owns;
    const { releases, waitsFor, due } = outcome; // a spread of it takes longer than all else here
    return { owns, releases, waitsFor, due };
  }

  /** Leaves nothing of it, and gives its slot back. */
  depart() {
    this.database.leave(this);
    this.hasDeparted = true;
    this.#post({ slot: this.#slot.index, left: true });
    return { ...DONE, owns: false };
  }

  #greet(place) {
    this.#wantsGreeting = false;
    if (this.#slot.change(0, PHASE.waiting, PHASE.taken)) {
      const parameters = Buffer.concat(this.database.greet(this, place));
      this.#post({ slot: this.#slot.index, greeted: parameters, isCommon: !this.hasDefaults });
      this.#ends.begin(place.backend);
    }
    this.#slot.finish(0);
  }

  #serveUnit(turn) {
    if (this.#unfinished) return turn.ending === 'transaction' ? this.#endWaiting() : this.#run(this.#unfinished, turn);
    const { unit } = this.#inbox;
    this.#unit = unit;
    const isTaken = this.#slot.change(unit, PHASE.waiting, PHASE.taken);
    const messages = this.#inbox.takeUnit();
    let outcome;
    if (!isTaken) this.#drop(unit, turn);
    else if (messages[0][0] === TERMINATE) this.finish();
    else outcome = this.#run(messages, turn);
    this.#inbox.dropStrays();
    return outcome;
  }

  /** The network thread answered a unit, of which this is all or a part, with an error in our place. */
  #drop(unit, { place }) {
    const isEnded = this.#inbox.unit !== unit;
    const hadTransaction = this.isMidUnit || this.status === 'T';
    try {
      if (!this.loss) this.#slot.status = place.fail(this, isEnded);
      this.#ends.note(hadTransaction ? place.backend.sessionEnds : null);
      if (isEnded) this.isMidUnit = false;
    } finally {
      if (isEnded) this.#slot.drop(unit, this.#inbox.unit);
    }
  }

  /** Its unit waited for a lock until its transaction was over. */
  #endWaiting() {
    this.#unfinished = this.lockWait = null;
    this.end(transactionOver(this));
    this.#slot.finish(this.#inbox.unit);
  }

  #run(messages, turn) {
    const wasIdle = this.status === 'I';
    this.noteMessages(messages);
    this.#unfinished = null;
    this.#isRunning = true;
    this.#slot.startedAt = now();
    try {
      const outcome = this.database.run(this, messages, turn);
      if (outcome.waitsFor) {
        this.#unfinished = messages;
        return outcome;
      }
      this.lockWait = null;
      this.isMidUnit = !outcome.isReady;
      this.#slot.status = outcome.status;
      this.#ends.note(turn.place.backend.sessionEnds);
      if (this.isOverdue) this.end(transactionOver(this));
      return outcome;
    } finally {
      this.#isRunning = false;
      this.#slot.lastActive = now();
      if (wasIdle) this.#slot.transactionSince = this.#slot.startedAt;
      if (!this.#unfinished) this.#slot.finish(this.#inbox.unit);
    }
  }

  /** The engine begins with the messages of the unit: from now on a cancel hits nothing else. */
  begin() {
    this.#slot.change(this.#unit, PHASE.taken, PHASE.running);
  }

  /** The engine is done with the messages of the unit. */
  settle() {
    this.#slot.stop(this.#unit);
  }

  /** The next message of a unit that wants more: waits for it; without a client, or where others wait for long, a COPY ends. */
  more() {
    const { waitTimeout } = this.database.scheduler;
    const isLate = this.#waitWhile(() => this.#inbox.isEmpty && !this.#slot.gone && !this.#slot.isYielding, waitTimeout);
    if (this.#slot.isYielding) return YIELDS;
    if (isLate) return copyFail(lateSender(waitTimeout));
    return (this.#slot.gone ? undefined : this.#inbox.takeMessage()) ?? LOST;
  }

  /** Sends a part of the answer. */
  answer(pieces) {
    if (pieces.length > 0) this.#reply.answer(pieces);
  }

  /** Sends what is no answer. */
  tell(bytes) {
    if (!this.#hasEnded) this.#reply.tell(bytes);
  }

  /** Notes what the engine reported of a parameter. */
  noteParameter(bytes, start) {
    const reader = new BodyReader(bytes, start + 5);
    if (reader.string() !== 'application_name') return;
    this.applicationName = reader.string();
    this.#post({ slot: this.#slot.index, applicationName: this.applicationName });
  }

  #report(e) {
    if (e instanceof EngineCrash) return this.database.crashed(e, this.statement, this);
    if (!isExpected(e)) this.database.log(`connection ${this.id}: ${e.stack}`);
    this.#quit(describe(e));
  }

  #quit(error) {
    this.end(error);
    this.database.release(this);
    this.#slot.status = 'I';
    this.isMidUnit = false;
  }

  /** Ends the connection with an error. */
  end(error) {
    if (this.#hasEnded) return;
    this.tell(errorResponse({ severity: 'FATAL', ...error }));
    this.finish();
  }

  /** Ends the connection after what was sent. */
  finish() {
    if (!this.#hasEnded) this.#reply.end();
    this.#hasEnded = true;
  }
}
