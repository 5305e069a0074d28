// SPDX-License-Identifier: Apache-2.0
// A database as the network thread knows it: where it lives, who is connected, and what must work while it is busy.

import { setTimeout } from 'node:timers/promises';
import { collectGarbage } from './garbage.js';
import { Alarm, Interrupts } from './interrupts.js';
import { SQLSTATE } from './messages.js';
import { now, PHASE } from './slots.js';

export class RemoteDatabase {
  #alarm;
  #interrupts;
  /** @type {Set<import('./connection.js').Connection>} */
  #connections = new Set();
  /** Why it cannot be used; null while it can. */
  crash = null;
  /** Why it is being restarted; null while it is not. */
  #restart = null;
  #isVerified;
  /** What its connections want while it is opened, in the order in which they came; null when it is. @type {(() => void)[] | null} */
  #heldBack = [];
  /** Why it could not be opened; null if it could. */
  failure = null;
  /** Done when it is open; fails if it cannot be opened. @type {Promise<void>} */
  opened;
  versions;

  /**
   * Begins to open it. Whoever connects meanwhile is let in, and what he sends is kept until it is open.
   * @param {{name: string, directory?: string, waitTimeout: number, isVerified?: boolean, snapshot?: string}} about
   * @param {import('./parameters.js').Parameters} parameters of its connections
   */
  static open(thread, { name, ...about }, parameters) {
    const database = new RemoteDatabase(thread, { name, parameters, isVerified: about.isVerified });
    const begun = thread.request('open', { database: name, ...about }).then((result) => database.#begin(result));
    database.opened = begun.catch((e) => database.#giveUp(e));
    return database;
  }

  constructor(thread, { name, parameters, isVerified = false }) {
    this.thread = thread;
    this.name = name;
    this.parameters = parameters;
    this.#isVerified = isVerified;
  }

  #begin({ interrupts, versions }) {
    this.versions = versions;
    this.#bind(interrupts);
    const held = this.#heldBack;
    this.#heldBack = null;
    for (const action of held) action();
  }

  #giveUp(e) {
    this.failure = `database "${this.name}" could not be made: ${e.message}`;
    this.#heldBack = [];
    for (const connection of this.#connections) connection.end(this.refusal);
    throw e;
  }

  get isOpen() {
    return this.#heldBack === null;
  }

  /** What a connection is told that may not enter; null if it may. */
  get refusal() {
    if (this.failure !== null) return { code: SQLSTATE.unknownDatabase, message: this.failure };
    return this.crash ? { code: SQLSTATE.internalError, message: `database "${this.name}" is closed: ${this.crash}` } : null;
  }

  /** The thread does not know yet what is not open. */
  #whenOpen(action) {
    if (this.isOpen) action();
    else this.#heldBack.push(action);
  }

  #bind(interrupts) {
    this.#alarm?.set(0);
    this.#interrupts = new Interrupts(interrupts);
    this.#alarm = new Alarm(this.#interrupts, () => this.#connections.forEach((connection) => connection.endRunningTransaction()));
    this.crash = this.#restart = null;
  }

  /** The engine is another one, and may have begun with a statement that was cancelled in vain. */
  #rebind(interrupts, isExchanged) {
    this.#bind(interrupts);
    for (const connection of this.#connections) connection.cancelAgain();
    if (!isExchanged) setImmediate(collectGarbage); // the other is no more
  }

  /** Ends the statement that runs. */
  interrupt() {
    this.#interrupts?.cancel();
  }

  /** Whether the transaction that runs takes longer than it may. */
  get isTransactionOver() {
    return this.#interrupts?.isTransactionOver ?? false;
  }

  enter(connection, description) {
    this.#connections.add(connection);
    this.#whenOpen(() => this.thread.post({ enter: { slot: connection.slot.index, database: this.name, ...description } }));
  }

  leave(connection, hasTerminated) {
    this.#connections.delete(connection);
    const { index: slot } = connection.slot;
    // The thread gives back the slot of a connection to a database that it has not.
    if (this.failure !== null) this.thread.post({ enter: { slot, database: this.name } });
    else this.#whenOpen(() => this.thread.post({ leave: { slot, hasTerminated } }));
  }

  /** The engine's thread may read the socket of a connection, if that agrees. */
  lend(connection) {
    this.thread.handOver.begin(connection);
  }

  fail(slot, error) {
    this.#whenOpen(() => this.thread.post({ fail: { slot, error } }));
  }

  send(slot, bytes) {
    if (this.isOpen) this.thread.send(slot, bytes);
    else this.#holdBack(slot, Buffer.from(bytes));
  }

  #holdBack(slot, bytes) {
    this.#heldBack.push(() => this.thread.send(slot, bytes));
  }

  /** The thread may be waiting for news of a connection. */
  ring() {
    this.thread.ring();
  }

  /** Who keeps the engine from a connection; null if nobody does. */
  ownerBut(connection) {
    for (const other of this.#connections) if (other !== connection && isHolding(other.slot)) return other;
    return null;
  }

  /** What health tells. */
  async state() {
    if (this.failure !== null) return { state: 'crashed', reason: this.failure };
    if (!this.isOpen) return { state: 'starting' };
    if (this.crash) return { state: 'crashed', reason: this.crash };
    if (this.#restart) return { state: 'restarting', reason: this.#restart };
    const busy = [...this.#connections].find(({ slot }) => slot.phase === PHASE.running);
    if (busy) return { state: 'busy', statement: busy.statement, milliseconds: Math.round(now() - busy.slot.startedAt) };
    if ([...this.#connections].some(({ slot }) => slot.isOwner)) return { state: 'in transaction' };
    const patience = setTimeout(CHECK_PATIENCE, { state: 'waiting for another database' }, { ref: false });
    return Promise.race([this.thread.request('check', { database: this.name }), patience]);
  }

  /** Keeps the present state under a name. */
  snapshot(snapshot) {
    return this.thread.request('snapshot', { database: this.name, snapshot });
  }

  /** Writes what is committed as a cluster's data directory. */
  export(directory) {
    return this.thread.request('export', { database: this.name, directory });
  }

  /**
   * Goes back to a state; what runs is ended. Where nothing does, the answer of the engine's thread is not waited for: it does
   * first what it was asked first, and if the reset fails, that is logged, and whoever uses the database next is told so.
   * @param {() => void} answer called where the end is not waited for, and before the engine's thread is woken, which may take the
   *     processor
   */
  async reset(snapshot, answer) {
    if (!this.#isQuiet) return this.#endingAll(() => this.#reset(snapshot));
    answer();
    this.thread.tell('reset', { database: this.name, snapshot });
  }

  async #reset(snapshot) {
    await this.thread.request('reset', { database: this.name, snapshot });
    this.crash = this.#restart = null;
  }

  get #isQuiet() {
    const isWell = !this.#isVerified && this.isOpen && !this.crash && !this.#restart && !this.thread.loss;
    return isWell && [...this.#connections].every(({ isQuiet }) => isQuiet);
  }

  async #endingAll(action) {
    const yieldAll = () => this.#connections.forEach((connection) => connection.yield());
    const again = setInterval(yieldAll, YIELD_AGAIN);
    try {
      yieldAll();
      await action();
    } finally {
      clearInterval(again);
    }
  }

  hear({ alarm, crash, interrupts, isExchanged }) {
    if (interrupts) this.#rebind(interrupts, isExchanged);
    if (alarm !== undefined) this.#alarm?.set(alarm);
    if (crash?.isClosed) this.crash = crash.reason;
    else if (crash) this.#restart = crash.reason;
  }

  /** The thread is no more. */
  lost(reason) {
    this.crash ??= reason;
    this.#alarm?.set(0);
    const message = `database "${this.name}" is lost: ${reason}`;
    for (const connection of this.#connections) connection.end({ code: SQLSTATE.internalError, message });
  }

  async close() {
    await this.opened.catch(() => {}); // nothing is left to close then
    if (this.failure !== null) return;
    this.#alarm.set(0);
    for (const connection of this.#connections) connection.cancel();
    const { isLeft } = await this.thread.request('close', { database: this.name });
    // Connections that are still closing know this database: the memory of its engine, which this thread refers to as the
    // engine's does, need not wait for them.
    this.#alarm = this.#interrupts = null;
    if (!isLeft) setImmediate(collectGarbage);
  }
}

const CHECK_PATIENCE = 1000;
/** Milliseconds after which a unit that was begun while a reset was asked for is ended too. */
const YIELD_AGAIN = 20;
const isHolding = (slot) => slot.isOwner || slot.phase === PHASE.running || slot.phase === PHASE.taken;
