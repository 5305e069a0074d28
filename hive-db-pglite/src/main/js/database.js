// SPDX-License-Identifier: Apache-2.0
// One database: a backend, who may use it, and what its one session must be like for the connection whose turn it is.

import { errorFields, splice } from './answer.js';
import { Backend, QueryError } from './backend.js';
import { EngineCrash } from './engine.js';
import { Interrupts } from './interrupts.js';
import { errorResponse, parameterStatus, SQLSTATE, sync } from './messages.js';
import { Notifications } from './notifications.js';
import { Scheduler } from './scheduler.js';
import { applySql, readBack } from './settings.js';
import { EngineStatements } from './statements.js';
import { TemporaryTables } from './temporary.js';

/** The parameters that PostgreSQL 18 reports to clients (guc_tables.c: GUC_REPORT). */
const REPORTED = `application_name client_encoding DateStyle default_transaction_read_only in_hot_standby integer_datetimes
  IntervalStyle is_superuser scram_iterations search_path server_encoding server_version session_authorization
  standard_conforming_strings TimeZone`.split(/\s+/);
const REPORT_SQL = `SELECT name, pg_catalog.current_setting(name) FROM pg_catalog.unnest(ARRAY['${REPORTED.join("','")}']) AS name`;
const QUERY = 'Q'.charCodeAt(0);
const NOTHING_SET = '[]';
const PARAMETER_CACHE = 100;

export class Database {
  #backend;
  #interrupts;
  #onCrash;
  #inForce = NOTHING_SET;
  #last = null;
  #parameters = new Map();
  #notifications = new Notifications();
  #temporary = new TemporaryTables((sql) => this.ask(sql));
  scheduler = new Scheduler();
  statements = new EngineStatements();
  clients = new Set();
  /** Whether a unit runs, and perhaps waits for its client. */
  isBusy = false;

  /**
   * @param {{name: string, directory?: string, log: (line: string) => void, setAlarm: (milliseconds: number) => void,
   *     onCrash: (reason: string) => void}} options
   */
  static async open(runtime, options) {
    return new Database(options, await Backend.start(runtime, options));
  }

  constructor({ name, log, onCrash }, backend) {
    this.name = name;
    this.log = log;
    this.#backend = backend;
    this.#onCrash = onCrash;
    this.#interrupts = new Interrupts(backend.interrupts);
  }

  /** Why the engine cannot be used; null while it can. */
  get crash() {
    return this.#backend.crash;
  }

  /** For a thread that wants to interrupt what runs. */
  get interrupts() {
    return this.#backend.interrupts;
  }

  /** Cancels what runs. */
  interrupt() {
    this.#interrupts.cancel();
  }

  /** Asks the engine for the bridge itself. */
  ask(sql) {
    this.statements.simpleQuery();
    return this.#backend.ask(sql);
  }

  /** Makes the session the client's own, and gives the ParameterStatus messages that its connection begins with. */
  greet(client) {
    this.#handOver(client, true);
    return this.knownParameters(client) ?? this.#readParameters(client);
  }

  /** The same without the engine, where a connection with equal settings came before. */
  knownParameters(client) {
    return this.#parameters.get(client.settings.key);
  }

  #readParameters(client) {
    if (this.#parameters.size >= PARAMETER_CACHE) this.#parameters.clear();
    const messages = this.ask(REPORT_SQL).map(([name, value]) => parameterStatus(name, value));
    this.#parameters.set(client.settings.key, messages);
    return messages;
  }

  /** Puts the client's settings in force if they are not. */
  #handOver(client, isStrict) {
    if (this.#backend.status !== 'I' || client.isMidUnit) return;
    if (this.#last !== client && this.#last?.settings.stale) this.#readBack(this.#last);
    this.#last = client;
    if (client.settings.stale || this.#inForce === client.settings.key) return;
    this.#apply(client, isStrict);
  }

  #apply(client, isStrict) {
    const sql = applySql(client.settings.values);
    this.#inForce = null;
    try {
      this.ask(sql);
    } catch (e) {
      if (isStrict || !(e instanceof QueryError)) throw e;
      // One of them is no longer possible, such as a role that was dropped: the others are kept.
      this.log(`settings of connection ${client.id} cannot all be restored: ${e.message}`);
      for (const statement of sql.split('; ')) this.#backend.try(statement);
    }
    this.#inForce = client.settings.key;
  }

  #readBack({ settings }) {
    const { wasReset } = settings;
    settings.update(this.ask(readBack(settings.customNames)));
    this.#inForce = wasReset ? null : settings.key;
  }

  /**
   * Runs a unit of a client, and sends it the answer.
   * @param {import('./client.js').Client} client
   * @param {Buffer[]} messages as the client sent them
   * @returns {{status: string, isReady: boolean}} transaction status; whether ReadyForQuery was sent
   */
  run(client, messages) {
    this.#handOver(client, false);
    const unit = client.statements.rewrite(messages);
    const last = this.#execute(client, unit);
    if (messages.at(-1)[0] === QUERY) client.statements.simpleQuery();
    const answer = this.#visible(client, unit, last);
    client.settings.observe(unit.texts, messages, last.allTags);
    const isIdle = this.#backend.status === 'I' && last.isReady;
    const { status } = this.#backend;
    const told = this.#afterwards(client, unit.texts, last.allTags, isIdle);
    client.answer([...answer, ...told]);
    return { status, isReady: last.isReady };
  }

  #execute(client, unit) {
    try {
      return this.#backend.execute(unit.messages, {
        onBegin: () => client.begin(),
        onPart: (part) => client.answer(this.#visible(client, unit, part)),
        more: () => client.more(),
      });
    } finally {
      client.settle();
    }
  }

  /** What the client is to see of a part of an answer. */
  #visible(client, unit, part) {
    const hidden = client.statements.settle(unit, part);
    return splice(part.bytes, this.#edits(client, part, hidden));
  }

  /** Mends what the unit did to other connections; gives what the client is to be told besides the answer. */
  #afterwards(client, texts, tags, isIdle) {
    this.#temporary.observe(client, texts, isIdle);
    const sql = this.#notifications.observe(client, texts, tags);
    if (sql && isIdle) this.#backend.try(sql);
    return isIdle && client.settings.wasReset ? this.#restoreDefaults(client) : [];
  }

  /** After RESET, what the startup packet set is in force again, as PostgreSQL has it. */
  #restoreDefaults(client) {
    this.#readBack(client);
    this.#apply(client, false);
    return this.#readParameters(client);
  }

  #edits(client, { bytes, marks }, hidden) {
    if (marks.length === 0) return marks;
    const edits = hidden.map(({ start, end }) => ({ start, end }));
    for (const mark of marks) {
      const { kind, start } = mark;
      if (kind === 'parameter') client.noteParameter(bytes, start);
      if (kind === 'error') edits.push(...withoutPrefix(client.statements.prefix, bytes, mark));
      if (kind === 'notification') edits.push(...this.#deliver(client, bytes, mark));
    }
    return edits.sort((a, b) => a.start - b.start);
  }

  #deliver(client, bytes, mark) {
    const copy = Buffer.from(bytes.subarray(mark.start, mark.end));
    for (const other of this.#notifications.others(client, bytes, mark)) other.tell(copy);
    return this.#notifications.isListening(client, bytes, mark) ? [] : [{ start: mark.start, end: mark.end }];
  }

  /** The connection is gone: nothing of it may stay in the session. */
  leave(client) {
    if (this.clients.delete(client)) this.release(client);
  }

  /** The same for a connection that only failed. */
  release(client) {
    if (this.crash) return;
    try {
      this.#release(client);
    } catch (e) {
      if (e instanceof EngineCrash) this.crashed(e, 'the clean-up of a connection');
      else this.log(`the clean-up of connection ${client.id} failed: ${e.stack}`);
    }
  }

  #release(client) {
    if (client.isMidUnit) this.#backend.execute([sync()]);
    if (this.#backend.status !== 'I') this.ask('ROLLBACK');
    const closes = client.statements.closeAll();
    if (closes.length > 0) this.#backend.execute([...closes, sync()]);
    if (client.settings.stale) this.#inForce = null;
    if (this.#last === client) this.#last = null;
    this.#temporary.leave(client);
    const sql = this.#notifications.leave(client);
    if (sql) this.ask(sql);
  }

  /** The engine is damaged: what it would answer from now on cannot be trusted, so nobody gets an answer. */
  crashed(e, statement) {
    this.#onCrash(e.message);
    this.log(`database ${this.name} crashed in [${statement}]: ${e.cause?.stack ?? e.stack}`);
    for (const client of this.clients) {
      client.end({ code: SQLSTATE.internalError, message: `database "${this.name}" crashed and is closed: ${e.message}; statement: ${statement}` });
    }
  }

  close() {
    for (const client of this.clients) client.end({ code: SQLSTATE.adminShutdown, message: 'terminating connection due to administrator command' });
    this.#backend.stop();
  }
}

/** Errors name statements and portals as the client named them. */
function withoutPrefix(prefix, bytes, { start, end }) {
  if (!bytes.subarray(start, end).includes(prefix)) return [];
  const { S, C, M, D, H } = errorFields(bytes, start, end);
  const clean = (value) => value?.replaceAll(prefix, '');
  return [{ start, end, replacement: errorResponse({ severity: S, code: C, message: clean(M), detail: clean(D), hint: clean(H) }) }];
}
