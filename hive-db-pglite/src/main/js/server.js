// SPDX-License-Identifier: Apache-2.0
// The TCP side: listens on 127.0.0.1, gives each socket a connection and a slot, and holds the databases by name.

import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Connection } from './connection.js';
import { errorResponse, SQLSTATE } from './messages.js';
import { stalled } from './owner.js';
import { Parameters } from './parameters.js';
import { rehearse } from './rehearsal.js';
import { RemoteDatabase } from './remote-database.js';
import { Verifiers } from './scram.js';
import { Slots } from './slots.js';
import { Transport } from './transport.js';

const AUTHENTICATION_TIMEOUT = 60_000; // PostgreSQL's authentication_timeout
const SECRETS = 2 ** 31;
const LONGEST_LOOK = 1000; // milliseconds between two looks at all connections

export class Server {
  /** @type {Map<string, RemoteDatabase>} */
  #databases = new Map();
  #listener = null;
  /** @type {Map<number, Connection>} by id */
  #connections = new Map();
  #nextId = 1;
  #maxConnections;
  #maxDatabases;
  #verifyReset;
  /** @type {Map<string, import('./engine-thread.js').EngineThread>} who keeps which */
  #snapshots = new Map();
  #slots;
  #threads;
  /** Of databases in memory. */
  #parameters = new Parameters();

  /**
   * @param {{password: string, waitTimeout: number, idleTimeout?: number, sendTimeout?: number, maxConnections: number, maxDatabases?: number,
   *     verifyReset?: boolean,
   *     log: (line: string) => void, threads: import('./threads.js').EngineThreads, engineThreads?: number,
   *     useDescriptors?: boolean, look?: number}} options look: microseconds in which engines' threads look for news before they
   *     sleep; other times in milliseconds; an idleTimeout or sendTimeout of 0
   *     means that there is none
   */
  constructor(options) {
    const { password, waitTimeout, idleTimeout = 0, sendTimeout = 0, maxConnections, maxDatabases = Infinity } = options;
    const { log, threads, engineThreads = 1, useDescriptors = true, look, verifyReset = false } = options;
    this.#verifyReset = verifyReset;
    this.verifiers = new Verifiers(password);
    this.waitTimeout = waitTimeout;
    this.log = log;
    this.#maxConnections = maxConnections;
    this.#maxDatabases = maxDatabases;
    this.#watch(idleTimeout, (connection) => connection.endIfIdle(idleTimeout));
    this.#watch(sendTimeout, (connection) => this.#endIfStalled(connection, sendTimeout));
    this.#slots = new Slots(2 * maxConnections);
    this.#threads = threads;
    const canWrite = useDescriptors && process.platform !== 'win32'; // where a socket has no file descriptor
    threads.begin({ slots: this.#slots.memory, useDescriptors: canWrite, look }, engineThreads, this);
  }

  /** Does what the first client will need. */
  rehearse() {
    rehearse(this.verifiers);
  }

  /** Starts to listen; gives the port. */
  listen(port) {
    this.#listener = createServer({ noDelay: true }, (socket) => this.#accept(socket));
    return new Promise((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen({ host: '127.0.0.1', port }, () => resolve(this.#listener.address().port));
    });
  }

  get databaseNames() {
    return [...this.#databases.keys()];
  }

  get connections() {
    return this.#connections.size;
  }

  database(name) {
    return this.#databases.get(name);
  }

  /** Keeps the present state of a database under a name, until it is discarded. */
  async snapshot(name, snapshot) {
    const database = this.#existing(name);
    await database.snapshot(snapshot);
    this.#snapshots.set(snapshot, database.thread);
  }

  /** Writes what is committed in a database as a cluster's data directory. */
  async export(name, directory) {
    await this.#existing(name).export(directory);
  }

  /** @param {() => void} answer told where the end of it need not be waited for */
  async reset(name, snapshot, answer) {
    const database = this.#existing(name);
    if (this.#threadOf(snapshot) !== database.thread) throw new Error(`the snapshot "${snapshot}" is kept by another thread`);
    await database.reset(snapshot, answer);
  }

  async discard(snapshot) {
    const thread = this.#threadOf(snapshot);
    this.#snapshots.delete(snapshot);
    await thread.request('discard', { snapshot });
  }

  /** Writes a state to a file, for another process. */
  async save(snapshot, file) {
    await this.#threadOf(snapshot).request('save', { snapshot, file });
  }

  /** Keeps a state from a file under a name, until it is discarded. */
  async load(snapshot, file) {
    const thread = this.#threads.first;
    await thread.request('load', { snapshot, file });
    this.#snapshots.set(snapshot, thread);
  }

  #existing(name) {
    const database = this.#databases.get(name);
    if (!database) throw new Error(`database "${name}" does not exist`);
    if (database.failure) throw new Error(database.failure);
    return database;
  }

  #threadOf(snapshot) {
    const thread = this.#snapshots.get(snapshot);
    if (!thread) throw new Error(`snapshot "${snapshot}" does not exist`);
    return thread;
  }

  /**
   * @param {{directory?: string, snapshot?: string}} [from] where its data are, or the state that it begins with
   * @param {() => void} [answer] told where the end of it need not be waited for: one may connect. If it fails, who connects is told
   */
  async create(name, { directory, snapshot } = {}, answer = null) {
    this.#checkRoom(name);
    const wanted = snapshot === undefined ? null : this.#threadOf(snapshot);
    const isAnswered = answer !== null && wanted !== null && wanted.loss === null;
    if (isAnswered) answer(); // before the engine's thread is woken, which may take the processor
    const thread = this.#threads.take(wanted);
    const isFirst = this.#databases.size === 0;
    if (!isFirst) this.#threads.ahead();
    const about = { name, directory, snapshot, waitTimeout: this.waitTimeout, isVerified: this.#verifyReset };
    const database = RemoteDatabase.open(thread, about, new Parameters(directory ? null : this.#parameters));
    this.#databases.set(name, database);
    try {
      await database.opened;
      if (isFirst) this.#threads.ahead(); // the start of a process has enough to do
    } catch (e) {
      if (isAnswered) return this.log(database.failure); // until it is dropped
      this.#threads.give(thread);
      this.#databases.delete(name);
      throw e;
    }
  }

  #checkRoom(name) {
    if (this.#databases.has(name)) throw new Error(`database "${name}" already exists`);
    if (this.#databases.size < this.#maxDatabases) return;
    const limit = `hive.pglite.max-databases=${this.#maxDatabases}`;
    throw new Error(`${this.#databases.size} databases live already, and the limit is ${limit}: close those that are not used, or raise it`);
  }

  async drop(name) {
    const database = this.#databases.get(name);
    if (!database) throw new Error(`database "${name}" does not exist`);
    this.#databases.delete(name);
    await database.close();
    this.#threads.give(database.thread);
  }

  async close() {
    this.#listener?.close();
    await Promise.all(this.databaseNames.filter((name) => this.database(name).isOpen).map((name) => this.drop(name)));
  }

  /** A CancelRequest came: only who knows the secret of a connection can cancel its statement. */
  cancel({ id, secret }) {
    const connection = this.#connections.get(id);
    if (connection?.secret === secret) connection.cancel();
  }

  /** Shared memory for a connection; null when none is free. */
  takeSlot(connection) {
    return this.#slots.take(connection);
  }

  #accept(socket) {
    const transport = new Transport(socket);
    if (this.#connections.size >= this.#maxConnections) return this.#turnAway(transport);
    const connection = new Connection(this.#nextId++, randomInt(SECRETS), this, transport);
    this.#connections.set(connection.id, connection);
    const deadline = setTimeout(() => connection.lateForPassword(), AUTHENTICATION_TIMEOUT);
    transport.begin({
      onData: (chunk) => connection.receive(chunk),
      onRevoke: () => connection.revoke(),
      onClose: () => {
        clearTimeout(deadline);
        this.#connections.delete(connection.id);
        connection.closed();
      },
    });
  }

  #turnAway(transport) {
    transport.begin({ onData: () => {}, onRevoke: () => {}, onClose: () => {} });
    const error = { severity: 'FATAL', code: SQLSTATE.tooManyConnections, message: 'sorry, too many clients already' };
    transport.send(errorResponse({ ...error, hint: `The limit is hive.pglite.max-connections=${this.#maxConnections}.` }));
    transport.end();
  }

  #watch(timeout, look) {
    const lookAtAll = () => this.#connections.forEach(look);
    if (timeout > 0) setInterval(lookAtAll, Math.min(Math.ceil(timeout / 4), LONGEST_LOOK)).unref();
  }

  /** Ends a connection whose client does not read, so that nothing can be told to it. */
  #endIfStalled(connection, timeout) {
    if (connection.transport.stalledFor < timeout) return;
    this.log(stalled(connection, timeout));
    connection.transport.abort();
  }

  /** What an engine's thread has to tell of a connection or a database. */
  hear({ slot, database: name, ...news }) {
    if (slot !== undefined) this.#slots.owner(slot)?.hear(news);
    if (news.left) this.#slots.give(slot);
    if (name !== undefined) this.#databases.get(name)?.hear(news);
  }

  /** An engine's thread has ended, and its databases with it. */
  lost(thread, reason) {
    for (const database of this.#databases.values()) if (database.thread === thread) database.lost(reason);
  }
}
