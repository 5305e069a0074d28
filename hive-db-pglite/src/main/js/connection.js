// SPDX-License-Identifier: Apache-2.0
// One client connection as the network thread knows it: start-up, password, and then the way of its messages to the
// engine's thread. Also what must not wait for a busy engine: the end of its patience, its cancels, its death.

import { describe, isExpected } from './failure.js';
import { EARLY } from './inbox.js';
import { Incoming } from './incoming.js';
import { backendKeyData, errorResponse, readyForQuery, SQLSTATE } from './messages.js';
import { blockedBy, idleInTransaction } from './owner.js';
import { now, PHASE } from './slots.js';
import { FatalError, Startup } from './startup.js';

/** Bytes that the engine's thread did not take in yet, before reading stops. */
const HIGH_WATER = 1 << 20;
/** Milliseconds until a wait is looked at again that could not be ended. */
const SECOND_LOOK = 50;

export class Connection {
  #server;
  #incoming = new Incoming();
  #startup;
  #database = null;
  slot = null;
  #lastSent = 0;
  #patience = null;
  #isGreeting = false;
  #hasEnded = false;
  /** @type {import('./hand-over.js').HandOver | null} of the engine's thread, while that reads the socket */
  lentTo = null;
  applicationName = '';

  /**
   * @param {{send: (bytes: Buffer) => void, pause: () => void, resume: () => void, end: () => void, descriptor: number}} transport
   */
  constructor(id, secret, server, transport) {
    this.id = id;
    this.secret = secret;
    this.#server = server;
    this.transport = transport;
    this.#startup = new Startup(server.verifiers);
  }

  /** Whether the start-up phase is over. */
  get isReady() {
    return this.#startup.phase === 'done';
  }

  /** The SQL that it sent last. */
  get statement() {
    this.#reclaim();
    return this.#incoming.statement;
  }

  receive(chunk) {
    if (this.#hasEnded) return;
    this.#incoming.push(chunk);
    try {
      while (!this.#hasEnded && (this.isReady ? this.#forward() : this.#begin()));
    } catch (e) {
      this.#fail(e);
    }
  }

  /** Takes a packet of the start-up phase; false when none is complete. */
  #begin() {
    const isPacket = this.#startup.phase === 'packet';
    const bytes = this.#incoming.next(isPacket);
    if (bytes === null) return false;
    for (const answer of isPacket ? this.#startup.packet(bytes) : this.#startup.message(bytes)) this.transport.send(answer);
    if (this.#startup.phase === 'cancel') {
      this.#server.cancel(this.#startup.cancelled);
      this.finish();
    }
    if (this.isReady) this.#enter();
    return true;
  }

  #enter() {
    const name = this.#startup.database;
    this.#database = this.#server.database(name);
    if (!this.#database) throw new FatalError(SQLSTATE.unknownDatabase, `database "${name}" does not exist`);
    const { refusal } = this.#database;
    if (refusal) throw new FatalError(refusal.code, refusal.message);
    this.slot = this.#server.takeSlot(this);
    if (!this.slot) throw new FatalError(SQLSTATE.tooManyConnections, 'sorry, too many clients already');
    this.applicationName = this.#startup.parameters.get('application_name') ?? '';
    const { settings } = this.#startup;
    const parameters = this.#database.parameters.get(settings);
    this.#database.enter(this, { id: this.id, descriptor: this.transport.descriptor, settings, wantsGreeting: !parameters });
    this.#isGreeting = !parameters;
    if (parameters) this.#welcome(parameters);
    else this.#await();
  }

  /** Tells the client that it may begin. */
  #welcome(parameters) {
    if (this.#isGreeting) this.#database.parameters.learn(this.#startup.settings, parameters);
    this.#isGreeting = false;
    this.write(Buffer.concat([parameters, backendKeyData(this.id, this.secret), readyForQuery('I')]));
  }

  #forward() {
    const bytes = this.#incoming.nextMessages();
    if (bytes === null) return false;
    this.#database.send(this.slot.index, bytes);
    this.#noteSent();
    if (this.#underWay > HIGH_WATER) this.#pause();
    return !this.#incoming.hasTerminated;
  }

  #noteSent() {
    this.#lastSent = now();
    if (this.#patience === null) this.#await();
  }

  /** Whether the engine's thread can begin to read the socket. */
  get isBetween() {
    return this.#incoming.isBetween && !this.#incoming.hasTerminated && !this.#hasEnded && this.#underWay < EARLY;
  }

  /** Whole messages that the engine's thread read, and has. */
  noteRead(bytes) {
    this.#incoming.push(bytes);
    while (this.#incoming.nextMessages());
    this.#noteSent();
  }

  /** From now on all is known that the engine's thread has read, and it reads no more. */
  #reclaim() {
    this.lentTo?.end();
  }

  get #underWay() {
    return (this.#incoming.size - this.slot.consumed) | 0;
  }

  #pause() {
    this.transport.pause();
    this.slot.pause();
    if (this.#underWay <= HIGH_WATER && this.slot.unpause()) this.transport.resume();
  }

  /** Sends bytes after everything that is under way. */
  write(bytes) {
    this.slot.queue(bytes.length);
    this.deliver(bytes);
  }

  /** Sends what the engine's thread handed over, and has counted. */
  deliver(bytes) {
    this.transport.send(bytes, () => {
      this.slot.unqueue(bytes.length);
      this.#database.ring();
    });
  }

  #await(milliseconds = this.#server.waitTimeout) {
    this.#patience = setTimeout(() => this.#check(), milliseconds);
  }

  /** Looks whether something waits for too long. */
  #check() {
    this.#reclaim();
    this.#patience = null;
    const { unit } = this.slot;
    if (this.#hasEnded || !this.#isOutstanding) return;
    const since = Math.max(this.#lastSent, this.slot.lastActive);
    const left = since + this.#server.waitTimeout - now();
    const owner = left < 1 ? this.#database.ownerBut(this) : null;
    if (owner) this.#refuse(unit, blockedBy(owner, this.#server.waitTimeout));
    if (!this.#hasEnded && this.#isOutstanding) this.#await(Math.max(left, SECOND_LOOK));
  }

  get #isOutstanding() {
    return this.#isGreeting || this.slot.isBehind(this.#incoming.units) || this.#underWay >= EARLY;
  }

  /** Whether all that its client sent is done. */
  get isQuiet() {
    this.#reclaim();
    return !this.#isOutstanding && this.#underWay === 0;
  }

  /**
   * Answers a unit that waits with an error; false if it does not wait any more.
   * @param {number} unit known before it was seen that something is outstanding: the next one was perhaps never sent
   */
  #refuse(unit, error) {
    if (!this.slot.expire(unit, this.#incoming.units)) return false;
    this.#lastSent = now();
    if (this.#isGreeting) this.end(error);
    else this.write(Buffer.concat([errorResponse(error), readyForQuery(this.slot.status === 'I' ? 'I' : 'E')]));
    return true;
  }

  /** Cancels what the client waits for, if there is something. */
  cancel() {
    if (!this.slot) return;
    this.#reclaim();
    const { unit } = this.slot;
    if (!this.#isOutstanding) return;
    this.slot.cancel(unit);
    if (this.#refuse(unit, { code: SQLSTATE.queryCanceled, message: 'canceling statement due to user request' })) return;
    this.#interrupt(unit);
  }

  /** The same for what was cancelled already. */
  cancelAgain() {
    const { unit } = this.slot;
    if (this.slot.isCancelled(unit)) this.#interrupt(unit);
  }

  /** Whoever prepares the unit now looks for the cancel before it begins. */
  #interrupt(unit) {
    if (!this.slot.change(unit, PHASE.running, PHASE.cancelling)) return;
    this.#database.interrupt();
    this.slot.change(unit, PHASE.cancelling, PHASE.running);
  }

  /** The database is about to be reset: what runs is to end. What was not begun is run afterwards. */
  yield() {
    if (!this.slot) return;
    this.#reclaim();
    const { unit } = this.slot;
    if (this.slot.phase === PHASE.waiting) return;
    this.slot.yield(unit);
    this.#interrupt(unit);
    this.#database.ring();
  }

  /** While the engine's thread may be writing, only that can tell the client. */
  #fail(e) {
    if (!isExpected(e)) this.#server.log(`connection ${this.id}: ${e.stack}`);
    if (!this.slot || this.isQuiet) return this.end(describe(e));
    this.#database.fail(this.slot.index, describe(e));
    this.#incoming.hasTerminated = true;
    this.transport.pause();
  }

  /** Ends a connection that keeps a transaction open and does nothing. */
  endIfIdle(timeout) {
    if (this.#hasEnded || !this.slot || this.slot.status === 'I') return;
    this.#reclaim();
    if (this.#isOutstanding) return;
    if (now() - Math.max(this.slot.lastActive, this.#lastSent) >= timeout) this.end(idleInTransaction(this, timeout));
  }

  /** The password did not come in time. */
  lateForPassword() {
    if (!this.isReady) this.end({ code: SQLSTATE.adminShutdown, message: 'canceling authentication due to timeout' });
  }

  /** What the engine's thread has to tell. */
  hear({ write, end, resume, greeted, applicationName, wishesToRead, readsNoMore }) {
    if (wishesToRead) this.#database.lend(this);
    if (readsNoMore) this.#reclaim();
    if (write) this.deliver(write);
    if (end) this.finish();
    if (resume) this.transport.resume();
    if (greeted) this.#welcome(greeted);
    if (applicationName !== undefined) this.applicationName = applicationName;
  }

  /** Ends the connection with an error. */
  end(error) {
    this.#reclaim();
    const bytes = errorResponse({ severity: 'FATAL', ...error });
    if (this.#hasEnded) return;
    if (this.slot) this.write(bytes);
    else this.transport.send(bytes);
    this.finish();
  }

  /** Ends the connection after what was sent. */
  finish() {
    this.#reclaim();
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.transport.end();
  }

  /** The descriptor is about to be closed. */
  revoke() {
    this.#reclaim();
    this.slot?.revoke();
  }

  /** The transport is closed, whoever closed it. What a dead client waited for is of no use to anybody. */
  closed() {
    this.#hasEnded = true;
    clearTimeout(this.#patience);
    if (!this.slot) return;
    const { unit } = this.slot;
    if (!this.#incoming.hasTerminated) {
      this.slot.cancel(unit);
      this.#interrupt(unit);
    }
    this.#database.leave(this, this.#incoming.hasTerminated);
  }
}
