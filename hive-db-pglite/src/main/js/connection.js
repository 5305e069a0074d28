// SPDX-License-Identifier: Apache-2.0
// One client connection as the network thread knows it: start-up, password, and then the way of its messages to the
// engine's thread.

import { describe, isExpected } from './failure.js';
import { EARLY } from './inbox.js';
import { Incoming } from './incoming.js';
import { backendKeyData, errorResponse, readyForQuery, SQLSTATE } from './messages.js';
import { idleInTransaction } from './owner.js';
import { Pending } from './pending.js';
import { EndsReader } from './session-ends.js';
import { now } from './slots.js';
import { FatalError, Startup } from './startup.js';

/** Bytes that the engine's thread did not take in yet, before reading stops. */
const HIGH_WATER = 1 << 20;

export class Connection {
  #server;
  #incoming = new Incoming();
  #startup;
  #database = null;
  slot = null;
  /** What waits of what it sent; null before it has a database. @type {Pending | null} */
  #pending = null;
  #ends = null;
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

  get hasEnded() {
    return this.#hasEnded;
  }

  /** The SQL that it sent last. */
  get statement() {
    this.reclaim();
    return this.#incoming.statement;
  }

  receive(chunk) {
    if (this.#hasEnded) return;
    this.#incoming.push(chunk);
    try {
      while (!this.#hasEnded && (this.isReady ? this.#forward() : this.#begin()));
      if (this.slot?.reader.isWished && this.isBetween) this.#database.lend(this);
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
    const about = { incoming: this.#incoming, database: this.#database, waitTimeout: this.#server.waitTimeout };
    this.#pending = new Pending(this, { ...about, isGreeting: !parameters });
    this.#ends = new EndsReader(this, this.#pending);
    this.#database.enter(this, { id: this.id, descriptor: this.transport.descriptor, settings, wantsGreeting: !parameters });
    if (parameters) this.#welcome(parameters);
  }

  /** Tells the client that it may begin. */
  #welcome(parameters, isCommon = true) {
    if (this.#pending.greet() && isCommon) this.#database.parameters.learn(this.#startup.settings, parameters);
    this.write(Buffer.concat([parameters, backendKeyData(this.id, this.secret), readyForQuery('I')]));
  }

  #forward() {
    const bytes = this.#incoming.nextMessages();
    if (bytes === null) return false;
    this.#database.send(this.slot.index, bytes);
    this.#pending.noteSent();
    if (this.#pending.underWay > HIGH_WATER) this.#pause();
    return !this.#incoming.hasTerminated;
  }

  /** Whether the engine's thread can begin to read the socket. */
  get isBetween() {
    return this.#incoming.isBetween && !this.#incoming.hasTerminated && !this.#hasEnded && this.#pending.underWay < EARLY;
  }

  /** Whole messages that the engine's thread read, and has. */
  noteRead(bytes) {
    this.#incoming.push(bytes);
    while (this.#incoming.nextMessages());
    this.#pending.noteSent();
  }

  /** From now on all is known that the engine's thread has read, and it reads no more. */
  reclaim() {
    this.lentTo?.end();
  }

  #pause() {
    this.transport.pause();
    this.slot.pause();
    if (this.#pending.underWay <= HIGH_WATER && this.slot.unpause()) this.transport.resume();
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

  /** Whether all that its client sent is done. */
  get isQuiet() {
    this.reclaim();
    return !this.#pending.isOutstanding && this.#pending.underWay === 0;
  }

  /** Cancels what the client waits for, if there is something. */
  cancel() {
    this.#pending?.cancel();
  }

  /** The same for what was cancelled already. */
  cancelAgain() {
    this.#pending?.cancelAgain();
  }

  /** The database is about to be reset. */
  yield() {
    this.#pending?.yield();
  }

  /** Its unit, if it runs, has to end, where its transaction takes for too long. */
  endRunningTransaction() {
    this.#pending?.endRunningTransaction();
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
    this.reclaim();
    if (this.#pending.isOutstanding) return;
    if (now() - this.#pending.quietSince >= timeout) this.end(idleInTransaction(this, timeout));
  }

  /** The password did not come in time. */
  lateForPassword() {
    if (!this.isReady) this.end({ code: SQLSTATE.adminShutdown, message: 'canceling authentication due to timeout' });
  }

  /** What the engine's thread has to tell. */
  hear({ write, end, resume, greeted, applicationName, readsNoMore, endsAt, isCommon }) {
    if (readsNoMore) this.reclaim();
    if (write) this.deliver(write);
    if (end) this.finish();
    if (resume) this.transport.resume();
    if (greeted) this.#welcome(greeted, isCommon);
    if (endsAt !== undefined) this.#ends.lookAt(endsAt);
    if (applicationName !== undefined) this.applicationName = applicationName;
  }

  /** Ends the connection with an error. */
  end(error) {
    this.reclaim();
    const bytes = errorResponse({ severity: 'FATAL', ...error });
    if (this.#hasEnded) return;
    if (this.slot) this.write(bytes);
    else this.transport.send(bytes);
    this.finish();
  }

  /** Ends the connection after what was sent. */
  finish() {
    this.reclaim();
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.transport.end();
  }

  /** The descriptor is about to be closed. */
  revoke() {
    this.reclaim();
    this.slot?.revoke();
  }

  /** The transport is closed, whoever closed it. */
  closed() {
    this.#hasEnded = true;
    if (!this.#pending) return;
    this.#pending.close();
    this.#ends.close();
    this.#database.leave(this, this.#incoming.hasTerminated);
  }
}
