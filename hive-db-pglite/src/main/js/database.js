// SPDX-License-Identifier: Apache-2.0
// One database: an engine, who may use it, and what its one session must be like for the connection whose turn it is.

import { errorFields, readAnswer, splice, textRows } from './answer.js';
import { NOT_ALONE } from './copy.js';
import { Engine, EngineCrash } from './engine.js';
import { copyFail, errorResponse, parameterStatus, query, SQLSTATE, sync } from './messages.js';
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
const [QUERY, SYNC] = [...'QS'].map((type) => type.charCodeAt(0));
const NOTHING_SET = '[]';
const PARAMETER_CACHE = 100;

/** An error of the engine to a question of the bridge's own. */
export class QueryError extends Error {
  constructor(fields) {
    super(fields.M);
    this.fields = fields;
  }
}

export class Database {
  #engine;
  #log;
  #muted = false;
  #inForce = NOTHING_SET;
  #last = null;
  #parameters = new Map();
  #status = 'I';
  #notifications = new Notifications();
  #temporary = new TemporaryTables((sql) => this.ask(sql));
  #crash = null;
  statements = new EngineStatements();
  clients = new Set();

  /** @param {{name: string, directory?: string, waitTimeout: number, log: (line: string) => void}} options */
  static async open(runtime, entries, { name, directory, waitTimeout, log }) {
    const database = new Database(name, waitTimeout, log);
    const stored = 'postgres';
    const visible = (line) => database.#muted || database.#log(line);
    database.#engine = await Engine.start(runtime, entries, { database: stored, directory, log: visible });
    if (name !== stored) database.ask(`UPDATE pg_catalog.pg_database SET datname = '${name}' WHERE datname = '${stored}'`);
    return database;
  }

  constructor(name, waitTimeout, log) {
    this.name = name;
    this.#log = log;
    this.scheduler = new Scheduler(waitTimeout);
  }

  /** What the engine met; null while it can be used. */
  get crash() {
    return this.#crash;
  }

  /** Asks the engine for the bridge itself. */
  ask(sql) {
    const bytes = this.#execute([query(sql)]).bytes;
    this.statements.simpleQuery();
    const { marks } = readAnswer(bytes);
    const error = marks.find(({ kind }) => kind === 'error');
    if (error) throw new QueryError(errorFields(bytes, error.start, error.end));
    return textRows(bytes);
  }

  /** @param {Buffer[]} [refusal] what ends a COPY FROM STDIN for which there are no data */
  #execute(messages, refusal = [copyFail('')]) {
    if (this.#crash) throw new EngineCrash(this.#crash);
    let starved = false;
    try {
      const bytes = this.#engine.execute(messages, () => {
        starved = true;
        return Buffer.concat(refusal);
      });
      const answer = readAnswer(bytes);
      this.#status = answer.status || this.#status;
      return { ...answer, bytes, starved };
    } catch (e) {
      this.#crash = e.message;
      throw e;
    }
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
  #handOver(client, strict) {
    if (this.#status !== 'I') return;
    if (this.#last !== client && this.#last?.settings.stale) this.#readBack(this.#last);
    this.#last = client;
    if (client.settings.stale || this.#inForce === client.settings.key) return;
    this.#apply(client, strict);
  }

  #apply(client, strict) {
    const sql = applySql(client.settings.values);
    this.#inForce = null;
    try {
      this.ask(sql);
    } catch (e) {
      if (strict || !(e instanceof QueryError)) throw e;
      // One of them is no longer possible, such as a role that was dropped: PostgreSQL would have kept it in force.
      this.#log(`settings of connection ${client.id} cannot be restored: ${e.message}`);
      for (const statement of sql.split('; ')) this.#askQuietly(statement);
    }
    this.#inForce = client.settings.key;
  }

  #askQuietly(sql) {
    try {
      this.ask(sql);
    } catch (e) {
      if (!(e instanceof QueryError)) throw e;
    }
  }

  #readBack(client) {
    const { settings } = client;
    const wasReset = settings.wasReset;
    settings.update(this.ask(readBack(settings.customNames)));
    this.#inForce = wasReset ? null : settings.key;
  }

  /**
   * Runs a unit of a client.
   * @param {object} client
   * @param {Buffer[]} messages as the client sent them
   * @param {{copy?: 'try' | 'run'}} [options] how to treat a COPY FROM STDIN
   * @returns {{pieces: Buffer[], status: string, starved: boolean}}
   */
  run(client, messages, { copy } = {}) {
    this.#handOver(client, false);
    if (copy === 'try') return this.#tryCopy(client, messages);
    const unit = client.statements.rewrite(messages);
    const result = this.#execute(unit.messages, refuseCopy(messages));
    if (messages[0][0] === QUERY) client.statements.simpleQuery();
    const hidden = client.statements.settle(unit, result);
    client.settings.observe(unit.texts, messages, result.tags);
    this.#temporary.observe(client, unit.texts, this.#status);
    const edits = this.#edits(client, result, hidden, copy === 'run');
    this.#mend(client, unit.texts, result.tags);
    return { pieces: [...splice(result.bytes, edits), ...this.#restoreDefaults(client)], status: this.#status, starved: result.starved };
  }

  /** Runs a COPY that fails for want of data, and undoes it: the answer is either CopyInResponse or the error. */
  #tryCopy(client, messages) {
    const inTransaction = this.#status === 'T';
    this.#muted = true;
    try {
      if (inTransaction) this.ask('SAVEPOINT "hive copy"');
      const result = this.#execute(messages);
      client.statements.simpleQuery();
      if (inTransaction && result.starved) this.ask('ROLLBACK TO "hive copy"; RELEASE "hive copy"');
      const response = result.marks.find(({ kind }) => kind === 'copyIn');
      const bytes = result.starved && response ? result.bytes.subarray(response.start, response.end) : result.bytes;
      return { pieces: [bytes], status: this.#status, starved: result.starved };
    } finally {
      this.#muted = false;
    }
  }

  #edits(client, { bytes, marks, starved }, hidden, hideCopyIn) {
    const edits = hidden.map(({ start, end }) => ({ start, end }));
    for (const mark of marks) {
      const { kind, start, end } = mark;
      if (kind === 'copyIn' && (hideCopyIn || starved)) edits.push({ start, end });
      if (kind === 'parameter') client.noteParameter(bytes, start);
      if (kind === 'error') edits.push(...this.#withoutPrefix(client, bytes, mark));
      if (kind === 'notification') edits.push(...this.#deliver(client, bytes, mark));
    }
    return edits.sort((a, b) => a.start - b.start);
  }

  #withoutPrefix(client, bytes, { start, end }) {
    const { prefix } = client.statements;
    if (!bytes.subarray(start, end).includes(prefix)) return [];
    const { S, C, M, D, H } = errorFields(bytes, start, end);
    const clean = (value) => value?.replaceAll(prefix, '');
    return [{ start, end, replacement: errorResponse({ severity: S, code: C, message: clean(M), detail: clean(D), hint: clean(H) }) }];
  }

  #deliver(client, bytes, mark) {
    const copy = Buffer.from(bytes.subarray(mark.start, mark.end));
    for (const other of this.#notifications.others(client, bytes, mark)) other.send([copy]);
    return this.#notifications.isListening(client, bytes, mark) ? [] : [{ start: mark.start, end: mark.end }];
  }

  #mend(client, texts, tags) {
    const sql = this.#notifications.observe(client, texts, tags);
    if (sql && this.#status === 'I') this.ask(sql);
  }

  /** After RESET, what the startup packet set is in force again, as PostgreSQL has it; the client is told. */
  #restoreDefaults(client) {
    const { settings } = client;
    if (!settings.wasReset || this.#status !== 'I') return [];
    this.#readBack(client);
    this.#apply(client, false);
    return this.#readParameters(client);
  }

  /** The connection is gone: nothing of it may stay in the session. */
  release(client) {
    if (this.#crash) return;
    if (this.#status !== 'I' || client.isMidUnit) {
      this.#execute([sync()]);
      if (this.#status !== 'I') this.#askQuietly('ROLLBACK');
    }
    const closes = client.statements.closeAll();
    if (closes.length > 0) this.#execute([...closes, sync()]);
    if (client.settings.stale) this.#inForce = null;
    if (this.#last === client) this.#last = null;
    this.#temporary.leave(client);
    const sql = this.#notifications.leave(client);
    if (sql) this.#askQuietly(sql);
  }

  /** The engine is damaged: what it would answer from now on cannot be trusted, so nobody gets an answer. */
  crashed(e, statement) {
    this.#log(`database ${this.name} crashed in [${statement}]: ${e.cause?.stack ?? e.stack}`);
    for (const client of this.clients) {
      client.end(SQLSTATE.internalError, `database "${this.name}" crashed and is closed: ${e.message}; statement: ${statement}`);
    }
  }

  /** Shuts the engine down; with a directory this makes the next start need no recovery. */
  close() {
    for (const client of this.clients) client.end(SQLSTATE.adminShutdown, 'terminating connection due to administrator command');
    if (!this.#crash) this.#engine.stop();
    this.#crash ??= 'the database was closed';
  }
}

/** A COPY in the extended protocol swallows the Sync that stands behind it: it needs another to end the unit. */
function refuseCopy(messages) {
  const isExtended = messages[0][0] !== QUERY;
  return isExtended && messages.at(-1)[0] === SYNC ? [copyFail(NOT_ALONE), sync()] : [copyFail(NOT_ALONE)];
}
