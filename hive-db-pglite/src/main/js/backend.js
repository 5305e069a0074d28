// SPDX-License-Identifier: Apache-2.0
// The engine as the bridge uses it: units in, parsed answers out, its transaction status, questions of the bridge's own,
// and the end of all trust once it crashed.

import { AnswerReader, errorFields, textRows } from './answer.js';
import { EngineCrash } from './engine.js';
import { query } from './messages.js';

/** Why nobody can use the engine of a database that was closed. */
export const DROPPED = 'it was dropped';

/** An error of the engine to a question of the bridge's own. */
export class QueryError extends Error {
  constructor(fields) {
    super(fields.M);
    this.fields = fields;
  }
}

export class Backend {
  #engine;
  #process;
  #health;
  /** Transaction status as the last ReadyForQuery told it: I, T or E. */
  status = 'I';

  /** All backends of an engine in which no transaction is open, the first one first. */
  static allOf(engine) {
    const health = { crash: null };
    return engine.processes.indexes.map((index) => new Backend(engine, index, health));
  }

  constructor(engine, process, health) {
    this.#engine = engine;
    this.#process = process;
    this.#health = health;
  }

  /** Of its process. */
  get index() {
    return this.#process;
  }

  /** Another backend in the same engine. */
  fork() {
    const backend = new Backend(this.#engine, this.#engine.processes.fork(), this.#health);
    // It throws away what it copied of the caches, in a transaction of its own, which would count as the first unit's.
    backend.ask('SELECT 1');
    return backend;
  }

  /** What the engine met; null while it can be used. */
  get crash() {
    return this.#health.crash;
  }

  /** The functions of the engine's code. */
  get exports() {
    return this.#engine.exports;
  }

  /** For a thread that wants to interrupt what runs. */
  get interrupts() {
    return this.#engine.interrupts;
  }

  /**
   * Runs a unit.
   * @param {Buffer[]} messages
   * @param {{onBegin?: () => void, isCancelled?: () => boolean, onPart?: (part: object) => void, more?: () => Buffer}} [hooks]
   *     as the engine's, but onPart gets what AnswerReader made of the part
   * @returns {{bytes: Buffer, marks: object[], tags: string[], allTags: string[], isReady: boolean}}
   *     the last part of the answer, and the tags of the whole
   */
  execute(messages, { onBegin, isCancelled, onPart, more } = {}) {
    if (this.crash) throw new EngineCrash(this.crash);
    const reader = new AnswerReader();
    try {
      this.#engine.processes.enter(this.#process);
      const onBytes = onPart && ((part) => onPart(reader.read(part)));
      const rest = this.#engine.execute(messages, { onBegin, isCancelled, onPart: onBytes, more });
      const { bytes, marks, tags } = reader.read(rest); // a spread of it would take longer than all of the reading
      this.status = reader.status || this.status;
      return { bytes, marks, tags, allTags: reader.tags, isReady: reader.status !== '' };
    } catch (e) {
      this.#health.crash = e.message;
      const crash = e instanceof EngineCrash ? e : new EngineCrash(e.message, { cause: e });
      throw Object.assign(crash, { isMidMessage: reader.isMidMessage });
    }
  }

  /** Asks for the bridge itself; gives rows of texts. */
  ask(sql, { keepsUnnamed = true } = {}) {
    if (this.crash) throw new EngineCrash(this.crash);
    this.#engine.processes.enter(this.#process);
    const run = () => this.execute([query(sql)]);
    const { bytes, marks } = keepsUnnamed ? this.#engine.processes.session.keepingUnnamed(run) : run();
    const error = marks.find(({ kind }) => kind === 'error');
    if (error) throw new QueryError(errorFields(bytes, error.start, error.end));
    return textRows(bytes);
  }

  /** The same where an error of the engine does not matter: then it gives no rows. */
  try(sql) {
    try {
      return this.ask(sql);
    } catch (e) {
      if (e instanceof QueryError) return [];
      throw e;
    }
  }

  /** What the static variables say of the session that is in force. */
  get session() {
    this.#engine.processes.enter(this.#process);
    return this.#engine.processes.session;
  }

  /** When PostgreSQL's timers end the session: see Interrupts. */
  get sessionEnds() {
    this.#engine.processes.enter(this.#process);
    return this.#engine.sessionEnds;
  }

  /** Its process number. */
  get pid() {
    return this.#engine.processes.pidOf(this.#process);
  }

  /**
   * The lock that the last unit would have waited for; null if it met none.
   * @returns {{holders: number[], due: import('./scheduler.js').Due} | null} the indexes of the backends that hold it, and
   *     when PostgreSQL's timeouts would have ended the wait
   */
  takeLock() {
    const met = this.#engine.processes.lockWaits.take();
    return met && { holders: [...met.pids].map((pid) => this.#engine.processes.indexOf(pid)), due: met.due };
  }

  /** The engine cannot be used any more. */
  condemn(reason) {
    this.#health.crash = reason;
  }

  /** Shuts down; with a directory this makes the next start need no recovery. */
  stop() {
    if (this.crash) return;
    this.#engine.processes.enter(0);
    this.#engine.stop();
    this.condemn(DROPPED);
  }

  /** Keeps no memory of an engine that cannot be used any more, nor do those who know this backend. */
  forgetEngine() {
    this.#engine = null;
  }
}
