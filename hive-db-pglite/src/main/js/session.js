// SPDX-License-Identifier: Apache-2.0
// One client connection, from its first byte to its last: takes messages, makes units of them, hands the units to the
// database, and sends the answers. It knows no socket: bytes come by receive() and leave by the transport.

import { CopyCollector, isLoneCopy } from './copy.js';
import { EngineCrash } from './engine.js';
import { describe, isExpected } from './failure.js';
import { Framer } from './framer.js';
import { backendKeyData, BodyReader, errorResponse, readyForQuery, SQLSTATE } from './messages.js';
import { blockedBy } from './owner.js';
import { ClientSettings } from './settings.js';
import { FatalError, Startup } from './startup.js';
import { ClientStatements } from './statements.js';

const [SYNC, FLUSH, QUERY, FUNCTION_CALL, TERMINATE] = [...'SHQFX'].map((type) => type.charCodeAt(0));
const [COPY_DATA, COPY_DONE, COPY_FAIL, PASSWORD] = [...'dcfp'].map((type) => type.charCodeAt(0));
const STRAY_COPY = new Set([COPY_DATA, COPY_DONE, COPY_FAIL]);

export class Session {
  #transport;
  #server;
  #framer = new Framer();
  #startup;
  #database = null;
  #batch = [];
  #copy = null;
  #busy = false;
  #ended = false;
  status = 'I';
  isMidUnit = false;
  applicationName = '';
  transactionSince = 0;
  lastActive = 0;
  lastStatement = '';

  /** @param {{send: (pieces: Buffer[]) => void, end: (pieces: Buffer[]) => void}} transport */
  constructor(id, server, transport) {
    this.id = id;
    this.#server = server;
    this.#transport = transport;
    this.#startup = new Startup(server.verifier);
  }

  /** Whether the connection can take more bytes; while not, the transport should stop reading. */
  get isBusy() {
    return this.#busy;
  }

  /** Whether the start-up phase is over. */
  get isReady() {
    return this.#startup.phase === 'done';
  }

  receive(chunk) {
    if (this.#ended) return;
    this.#framer.push(chunk);
    this.#pump();
  }

  #pump() {
    try {
      while (!this.#busy && !this.#ended) {
        const bytes = this.#startup.phase === 'packet' ? this.#framer.nextStartup() : this.#framer.next();
        if (bytes === null) break;
        this.#take(bytes);
      }
    } catch (e) {
      this.#fail(e);
    }
  }

  #take(bytes) {
    if (this.#startup.phase === 'done') return this.#takeMessage(bytes);
    this.send(this.#startup.phase === 'packet' ? this.#startup.packet(bytes) : this.#startup.message(bytes));
    if (this.#startup.phase === 'cancel') this.#finish([]);
    if (this.#startup.phase === 'done') this.#enter();
  }

  #enter() {
    const name = this.#startup.database;
    this.#database = this.#server.database(name);
    if (!this.#database) throw new FatalError(SQLSTATE.unknownDatabase, `database "${name}" does not exist`);
    if (this.#database.crash) throw new FatalError(SQLSTATE.internalError, `database "${name}" is closed: ${this.#database.crash}`);
    this.settings = new ClientSettings(this.#startup.settings);
    this.statements = new ClientStatements(this.#database.statements, this.id);
    this.applicationName = this.#startup.parameters.get('application_name') ?? '';
    this.#database.clients.add(this);
    const known = this.#database.knownParameters(this);
    if (known) return this.#welcome(known);
    this.#busy = true;
    this.#submit(() => this.#welcome(this.#database.greet(this)), true);
  }

  #welcome(parameters) {
    this.send([...parameters, backendKeyData(this.id, 0), readyForQuery('I')]);
    this.#busy = false;
    return false;
  }

  #takeMessage(bytes) {
    if (this.#copy) return this.#takeCopy(bytes);
    switch (bytes[0]) {
      case TERMINATE:
        return this.#finish([]);
      case SYNC:
      case FLUSH:
        return this.#unit([...this.#batch, bytes], bytes[0] === FLUSH);
      case QUERY:
        return this.#query(bytes);
      case FUNCTION_CALL:
        return this.#unit([bytes], false);
      case PASSWORD:
        throw new FatalError(SQLSTATE.protocolViolation, 'unexpected password message');
      default:
        if (!STRAY_COPY.has(bytes[0])) this.#batch.push(bytes);
    }
  }

  #query(bytes) {
    if (this.#batch.length > 0) return this.#unit([...this.#batch, bytes], false);
    if (this.status === 'E' || !isLoneCopy(bytes)) return this.#unit([bytes], false);
    this.#unit([bytes], false, 'try', (result) => {
      if (result.starved) this.#copy = new CopyCollector(bytes);
    });
  }

  #takeCopy(bytes) {
    const unit = this.#copy.take(bytes);
    if (!unit) return;
    this.#copy = null;
    this.#unit(unit, false, 'run');
  }

  #unit(messages, isPartial, copy, then = () => {}) {
    this.#batch = [];
    this.#busy = true;
    this.#submit(() => {
      const result = this.#run(messages, isPartial, copy);
      then(result);
      this.#busy = false;
      this.send(result.pieces);
      return this.status !== 'I' || this.isMidUnit;
    });
  }

  #run(messages, isPartial, copy) {
    const startedIdle = this.status === 'I';
    this.#remember(messages);
    const result = this.#database.run(this, messages, { copy });
    this.isMidUnit = isPartial;
    this.status = result.status;
    this.lastActive = performance.now();
    if (startedIdle) this.transactionSince = this.lastActive;
    return result;
  }

  #remember(messages) {
    const statement = messages.findLast(([type]) => type === QUERY || type === 0x50);
    if (!statement) return;
    const reader = new BodyReader(statement, 5);
    if (statement[0] !== QUERY) reader.string();
    this.lastStatement = reader.string();
  }

  #submit(run, isStartup = false) {
    this.#database.scheduler.submit({
      client: this,
      run: () => {
        try {
          return run();
        } catch (e) {
          this.#fail(e);
          // What the failure left open is cleaned up when the connection is closed; until then nobody may use it.
          return this.#database.crash === null;
        } finally {
          if (!this.#busy) setImmediate(() => this.#resume());
        }
      },
      expire: (owner) => this.#expire(owner, isStartup),
    });
  }

  #resume() {
    if (this.#ended) return;
    this.#pump();
    this.#transport.resume();
  }

  /** The bounded wait is over: the unit is not run, the connection goes on. */
  #expire(owner, isStartup) {
    const error = blockedBy(owner, this.#server.waitTimeout);
    if (isStartup) return this.#finish([errorResponse({ ...error, severity: 'FATAL' })]);
    this.#busy = false;
    this.send([errorResponse(error), readyForQuery('I')]);
    this.#resume();
  }

  /** Notes what the engine reported of a parameter. */
  noteParameter(bytes, start) {
    const reader = new BodyReader(bytes, start + 5);
    if (reader.string() === 'application_name') this.applicationName = reader.string();
  }

  send(pieces) {
    if (!this.#ended && pieces.length > 0) this.#transport.send(pieces);
  }

  #fail(e) {
    if (e instanceof EngineCrash) return this.#database.crashed(e, this.lastStatement);
    this.#finish([errorResponse({ severity: 'FATAL', ...describe(e) })]);
    if (!isExpected(e)) this.#server.log(`connection ${this.id}: ${e.stack}`);
  }

  /** Ends the connection with an error that is not its fault. */
  end(code, what) {
    this.#finish([errorResponse({ severity: 'FATAL', code, message: what })]);
  }

  #finish(pieces) {
    if (this.#ended) return;
    this.#ended = true;
    this.#transport.end(pieces);
  }

  /** The transport is closed, whoever closed it. */
  closed() {
    this.#ended = true;
    const database = this.#database;
    if (!database?.clients.delete(this)) return;
    database.scheduler.leave(this, () => database.release(this));
  }
}
