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

  /**
   * @param {{name: string, directory?: string, waitTimeout: number, isVerified?: boolean, snapshot?: string}} about
   * @param {import('./parameters.js').Parameters} parameters of its connections
   */
  static async open(thread, { name, ...about }, parameters) {
    const { interrupts, versions } = await thread.request('open', { database: name, ...about });
    return new RemoteDatabase(thread, { name, parameters, versions, isVerified: about.isVerified }, interrupts);
  }

  constructor(thread, { name, parameters, versions, isVerified = false }, interrupts) {
    this.thread = thread;
    this.name = name;
    this.parameters = parameters;
    this.versions = versions;
    this.#isVerified = isVerified;
    this.#bind(interrupts);
  }

  #bind(interrupts) {
    this.#alarm?.set(0);
    this.#interrupts = new Interrupts(interrupts);
    this.#alarm = new Alarm(this.#interrupts);
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

  enter(connection, description) {
    this.#connections.add(connection);
    this.thread.post({ enter: { slot: connection.slot.index, database: this.name, ...description } });
  }

  leave(connection, hasTerminated) {
    this.#connections.delete(connection);
    this.thread.post({ leave: { slot: connection.slot.index, hasTerminated } });
  }

  fail(slot, error) {
    this.thread.post({ fail: { slot, error } });
  }

  send(slot, bytes) {
    this.thread.send(slot, bytes);
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
   * first what it was asked first, and if the reset fails, whoever uses the database next is told so.
   * @param {{answer: () => void, log: (line: string) => void}} ways answer is called where the end is not waited for, and before
   *     the engine's thread is woken, which may take the processor; log is told then of a failure
   */
  async reset(snapshot, { answer, log }) {
    if (!this.#isQuiet) return this.#endingAll(() => this.#reset(snapshot));
    answer();
    return this.#reset(snapshot).catch((e) => log(`the reset of database ${this.name} failed: ${e.message}`));
  }

  async #reset(snapshot) {
    await this.thread.request('reset', { database: this.name, snapshot });
    this.crash = this.#restart = null;
  }

  get #isQuiet() {
    const isWell = !this.#isVerified && !this.crash && !this.#restart && !this.thread.loss;
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
