// SPDX-License-Identifier: Apache-2.0
// The TCP side: listens on 127.0.0.1, gives each socket a session, and holds the databases by name.

import { createServer } from 'node:net';
import { Database } from './database.js';
import { errorResponse, SQLSTATE } from './messages.js';
import { makeVerifier } from './scram.js';
import { Session } from './session.js';

const HIGH_WATER = 1 << 20;
const AUTHENTICATION_TIMEOUT = 60_000; // PostgreSQL's authentication_timeout

export class Server {
  #databases = new Map();
  #listener = null;
  #connections = 0;
  #nextId = 1;
  #maxConnections;
  #open;

  /**
   * @param {{password: string, waitTimeout: number, maxConnections: number, log: (line: string) => void,
   *     openDatabase: (options: object) => Promise<Database>}} options
   */
  constructor({ password, waitTimeout, maxConnections, log, openDatabase }) {
    this.verifier = makeVerifier(password);
    this.waitTimeout = waitTimeout;
    this.log = log;
    this.#maxConnections = maxConnections;
    this.#open = openDatabase;
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
    return this.#connections;
  }

  database(name) {
    return this.#databases.get(name);
  }

  async create(name, directory) {
    if (this.#databases.has(name)) throw new Error(`database "${name}" already exists`);
    this.#databases.set(name, null);
    try {
      const database = await this.#open({ name, directory, waitTimeout: this.waitTimeout, log: this.log });
      this.#databases.set(name, database);
      return database;
    } catch (e) {
      this.#databases.delete(name);
      throw e;
    }
  }

  drop(name) {
    const database = this.#databases.get(name);
    if (!database) throw new Error(`database "${name}" does not exist`);
    this.#databases.delete(name);
    database.close();
  }

  close() {
    this.#listener?.close();
    for (const name of this.databaseNames) this.drop(name);
  }

  #accept(socket) {
    if (this.#connections >= this.#maxConnections) {
      const error = { severity: 'FATAL', code: SQLSTATE.tooManyConnections, message: 'sorry, too many clients already' };
      const hint = `The limit is hive.pglite.max-connections=${this.#maxConnections}.`;
      socket.on('error', () => socket.destroy());
      socket.end(errorResponse({ ...error, hint }));
      socket.resume();
      return;
    }
    this.#connections++;
    const session = new Session(this.#nextId++, this, new Transport(socket));
    const deadline = setTimeout(() => session.isReady || session.end(SQLSTATE.adminShutdown, 'canceling authentication due to timeout'), AUTHENTICATION_TIMEOUT);
    socket.on('data', (chunk) => {
      session.receive(chunk);
      if (session.isBusy || socket.writableLength > HIGH_WATER) socket.pause();
    });
    socket.on('drain', () => session.isBusy || socket.resume());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(deadline);
      this.#connections--;
      session.closed();
    });
  }
}

class Transport {
  #socket;

  constructor(socket) {
    this.#socket = socket;
  }

  send(pieces) {
    const socket = this.#socket;
    if (pieces.length === 1) {
      socket.write(pieces[0]);
      return;
    }
    socket.cork();
    for (const piece of pieces) socket.write(piece);
    socket.uncork();
  }

  resume() {
    if (this.#socket.writableLength <= HIGH_WATER) this.#socket.resume();
  }

  end(pieces) {
    if (pieces.length > 0) this.send(pieces);
    this.#socket.end();
    this.#socket.destroySoon();
  }
}
