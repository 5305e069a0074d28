// SPDX-License-Identifier: Apache-2.0
// A database as the network thread knows it: where it lives, who is connected, and what must work while it is busy.

import { setTimeout } from 'node:timers/promises';
import { Alarm, Interrupts } from './interrupts.js';
import { SQLSTATE } from './messages.js';
import { now, PHASE } from './slots.js';

const PARAMETER_CACHE = 100;

export class RemoteDatabase {
  #alarm;
  #interrupts;
  #parameters = new Map();
  /** @type {Set<import('./connection.js').Connection>} */
  #connections = new Set();
  /** Why it cannot be used; null while it can. */
  crash = null;

  static async open(thread, { name, directory, waitTimeout }) {
    const { interrupts } = await thread.request('open', { database: name, directory, waitTimeout });
    return new RemoteDatabase(thread, name, new Interrupts(interrupts));
  }

  constructor(thread, name, interrupts) {
    this.thread = thread;
    this.name = name;
    this.#interrupts = interrupts;
    this.#alarm = new Alarm(interrupts);
  }

  /** Ends the statement that runs. */
  interrupt() {
    this.#interrupts.cancel();
  }

  /** The ParameterStatus messages that a connection begins with, if one with equal settings came before. */
  parametersFor(settings) {
    return this.#parameters.get(keyOf(settings)) ?? null;
  }

  learnParameters(settings, messages) {
    if (this.#parameters.size >= PARAMETER_CACHE) this.#parameters.clear();
    this.#parameters.set(keyOf(settings), messages);
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
    const busy = [...this.#connections].find(({ slot }) => slot.phase === PHASE.running);
    if (busy) return { state: 'busy', statement: busy.statement, milliseconds: Math.round(now() - busy.slot.startedAt) };
    if ([...this.#connections].some(({ slot }) => slot.isOwner)) return { state: 'in transaction' };
    const patience = setTimeout(CHECK_PATIENCE, { state: 'waiting for another database' }, { ref: false });
    return Promise.race([this.thread.request('check', { database: this.name }), patience]);
  }

  versions() {
    return this.thread.request('versions', { database: this.name });
  }

  hear({ alarm, crash }) {
    if (alarm !== undefined) this.#alarm.set(alarm);
    if (crash !== undefined) this.crash = crash;
  }

  /** The thread is no more. */
  lost(reason) {
    this.crash ??= reason;
    this.#alarm.set(0);
    const message = `database "${this.name}" is lost: ${reason}`;
    for (const connection of this.#connections) connection.end({ code: SQLSTATE.internalError, message });
  }

  async close() {
    this.#alarm.set(0);
    for (const connection of this.#connections) connection.cancel();
    await this.thread.request('close', { database: this.name });
  }
}

const CHECK_PATIENCE = 1000;
const isHolding = (slot) => slot.isOwner || slot.phase === PHASE.running || slot.phase === PHASE.taken;
const keyOf = (settings) => JSON.stringify([...settings]);
