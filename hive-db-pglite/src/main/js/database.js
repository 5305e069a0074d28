// SPDX-License-Identifier: Apache-2.0
// One database: its backends, and the units that its connections run in them.

import { Backends } from './backends.js';
import { Defaults, NONE } from './defaults.js';
import { EngineCrash } from './engine.js';
import { parameterStatus, SQLSTATE } from './messages.js';
import { refusalOf } from './owner.js';
import { Notifications } from './notifications.js';
import { Recovery } from './recovery.js';
import { Scheduler } from './scheduler.js';
import { REPORT_SQL } from './settings.js';
import { LockRetry } from './lock-retry.js';
import { answerLoss, lostBy, onlyBegins, RESET } from './loss.js';
import { visible } from './visible-answer.js';

const QUERY = 'Q'.charCodeAt(0);
const PARAMETER_CACHE = 100;
const MOST_BACKENDS = 32;
const RELEASES = /rollback|unlock/i;

export class Database {
  #options;
  #backends;
  #parameters = new Map();
  #notifications = new Notifications();
  scheduler;
  clients = new Set();
  /** Whether a unit runs, and perhaps waits for its client. */
  isServing = false;
  /** Whether its files are in a folder of this machine. */
  isOnDisk;
  #recovery;
  #defaults;

  /**
   * @param {{name: string, directory?: string, waitTimeout: number, log: (line: string) => void,
   *     setAlarm: (milliseconds: number) => void, onCrash: (news: {reason: string, isClosed: boolean}) => void,
   *     isVerified?: boolean, onEngine?: (interrupts: object) => void}} options isVerified: whether resets are; onEngine is told
   *     of a new engine
   * @param {import('./states.js').State} [state] what to begin with
   */
  static open(runtime, options, state) {
    const backends = new Backends({ runtime, ...options });
    backends.begin(state);
    const known = state ? state.defaults : options.directory ? null : NONE;
    return new Database(backends, options, known);
  }

  constructor(backends, options, defaults = null) {
    this.#defaults = new Defaults(defaults);
    this.#backends = backends;
    this.#options = options;
    ({ name: this.name, log: this.log } = options);
    this.isOnDisk = Boolean(options.directory);
    this.scheduler = new Scheduler({ fork: () => backends.fork(), most: MOST_BACKENDS, waitTimeout: options.waitTimeout });
    this.scheduler.renew(backends.places);
    this.#recovery = new Recovery(backends, options, this.clients, (loss) => this.#goOn(loss));
  }

  /** Whether nobody can be served now. */
  get isBusy() {
    return this.isServing || this.isLost;
  }

  /** Whether its engine crashed, so that recover is to follow when no unit runs. */
  get isLost() {
    return this.#recovery.isDue;
  }

  /** Whose turn it is now; null while nobody can be served. */
  next(now) {
    try {
      return this.isBusy ? null : this.scheduler.next(now);
    } catch (e) {
      this.#backends.first.condemn(e.message); // half a process is in the engine's memory
      this.crashed(e, 'the start of another backend');
      return null;
    }
  }

  /** Keeps the present state, of which transactions that are open are no part. */
  snapshot() {
    const state = this.#guarded('the making of a snapshot', () => this.#backends.snapshot());
    state.defaults = this.#defaults.known;
    return state;
  }

  #guarded(what, action) {
    try {
      return action();
    } catch (e) {
      if (e instanceof EngineCrash) this.crashed(e, what);
      throw e;
    }
  }

  /** Writes what is committed as a cluster's data directory. */
  export(directory) {
    this.#backends.export(directory);
  }

  /**
   * Goes back to a state, also of another database. Connections stay; what their sessions had is gone.
   * @param {import('./states.js').State} state
   */
  reset(state) {
    try {
      if (!this.#backends.reset(state)) this.#renew(state);
    } catch (e) {
      throw this.#broken(e);
    }
    this.#goOn(lostBy(RESET), state.defaults);
  }

  #renew(state) {
    this.#backends.renew(state);
    this.#options.onEngine(this.interrupts);
  }

  /** Half a state is no state. */
  #broken(e) {
    this.#recovery.close(`its reset failed: ${e.message}`);
    return e;
  }

  #goOn(loss, defaults = null) {
    this.#recovery.reopen();
    this.#defaults = new Defaults(defaults);
    this.#notifications = new Notifications();
    this.scheduler.renew(this.#backends.places);
    for (const client of this.clients) {
      client.lose(loss);
      if (client.settings.reset()) client.tell(Buffer.concat(this.knownParameters(client) ?? []));
    }
  }

  /** Why the engine cannot be used; null while it can. */
  get crash() {
    return this.#backends.first.crash;
  }

  /** For a thread that wants to interrupt what runs. */
  get interrupts() {
    return this.#backends.first.interrupts;
  }

  /** Asks the engine for the bridge itself, in a backend that nobody keeps; null if there is none. */
  ask(sql) {
    return this.#guarded(sql, () => this.scheduler.idlePlace?.backend.ask(sql) ?? null);
  }

  /** Does what every connection begins with, for nobody. */
  warmUp() {
    try {
      this.#guarded('the rehearsal of a connection', () => this.scheduler.idlePlace?.rehearse());
    } catch (e) {
      this.log(`database ${this.name} does not answer: ${e.stack}`);
    }
  }

  /** Makes the session the client's own, and gives the ParameterStatus messages that its connection begins with. */
  greet(client, place) {
    this.#defaults.begin(client, place.backend);
    place.enter(client, true);
    return this.knownParameters(client) ?? this.#readParameters(client, place);
  }

  /** The same for a connection that was greeted without the engine; it is told what it did not know. */
  #begin(client, place) {
    const hasDefaults = this.#defaults.begin(client, place.backend);
    place.enter(client, false);
    if (hasDefaults) client.tell(Buffer.concat(this.knownParameters(client) ?? this.#readParameters(client, place)));
  }

  /** The same without the engine, where a connection with equal settings came before. */
  knownParameters(client) {
    return this.#parameters.get(client.settings.key);
  }

  #readParameters(client, place) {
    if (this.#parameters.size >= PARAMETER_CACHE) this.#parameters.clear();
    const messages = place.backend.ask(REPORT_SQL).map(([name, value]) => parameterStatus(name, value));
    this.#parameters.set(client.settings.key, messages);
    return messages;
  }

  /**
   * Runs a unit of a client, and sends it the answer.
   * @param {import('./client.js').Client} client
   * @param {Buffer[]} messages as the client sent them
   * @param {import('./scheduler.js').Turn} turn
   * @returns {{status: string, isReady: boolean} & import('./scheduler.js').Outcome} isReady: whether ReadyForQuery was sent; where
   *     it has to wait, nothing of the unit is left
   */
  run(client, messages, { place, ending }) {
    this.#backends.noteUse();
    if (client.settings.hasBegun) place.enter(client, false);
    else this.#begin(client, place);
    const { backend } = place;
    const told = client.loss && answerLoss(client, messages, backend);
    if (told) return { ...told, releases: false, waitsFor: null };
    if (backend.status === 'I' && !client.isMidUnit) this.#notifications.hearIn(place);
    const known = place.knownOf(client);
    const { sequenceMark } = backend.session;
    const unit = client.statements.rewrite(messages, known);
    unit.retry = new LockRetry(place, client, unit, !client.isMidUnit && this.scheduler.isContended(place));
    let last = this.#execute(client, unit, { place, known });
    if (client.isYielding && backend.status === 'I' && onlyBegins(unit)) last = backend.execute(unit.messages);
    const { holders, due } = this.#backends.lockMetBy(backend);
    if (holders && !ending && unit.retry.undo()) return { waitsFor: new Set(holders), due };
    unit.refusal = !holders || client.isCancelled ? null : refusalOf(ending, holders, this.scheduler.waitTimeout);
    unit.retry.end();
    if (messages.at(-1)[0] === QUERY) client.statements.simpleQuery(known);
    const { touchedTemporary } = backend.session;
    const answer = this.#visible(client, unit, last, { place, known });
    client.observe(unit.texts, messages, last.allTags, { place, usedSequence: backend.session.sequenceMark !== sequenceMark });
    const isIdle = backend.status === 'I' && last.isReady;
    const { status } = backend;
    const mended = this.#afterwards(client, unit, last.allTags, { place, isIdle, touchedTemporary });
    client.answer([...answer, ...mended]);
    const releases = this.scheduler.hasLockWaits && (status === 'E' || unit.texts.some((bytes) => RELEASES.test(bytes.toString('latin1'))));
    return { status, isReady: last.isReady, releases, waitsFor: null };
  }

  #execute(client, unit, at) {
    try {
      return at.place.backend.execute(unit.messages, {
        onBegin: () => client.begin(),
        isCancelled: () => client.isCancelled,
        onPart: (part) => this.#pass(client, unit, part, at),
        more: () => {
          unit.retry.give();
          return client.more();
        },
      });
    } finally {
      client.settle();
    }
  }

  #pass(client, unit, part, at) {
    unit.retry.give();
    client.answer(this.#visible(client, unit, part, at));
  }

  #visible(client, unit, part, { place, known }) {
    return visible(part, { client, unit, place, known, notifications: this.#notifications });
  }

  /** Mends what the unit did to other connections; gives what the client is to be told besides the answer. */
  #afterwards(client, { texts }, tags, { place, isIdle, touchedTemporary }) {
    this.#notifications.observe(client, place, texts, tags);
    this.#defaults.observe(client, tags, isIdle);
    if (isIdle) this.#notifications.hearIn(place);
    if (isIdle) place.observe(client, touchedTemporary);
    if (!isIdle || !client.settings.wasReset) return [];
    place.restoreDefaults(client);
    return this.#readParameters(client, place);
  }

  /** The connection is gone: nothing of it may stay in the session. */
  leave(client) {
    if (this.clients.delete(client)) this.release(client);
    this.#defaults.leave(client);
  }

  /** The same for a connection that only failed. */
  release(client) {
    if (this.crash) return;
    try {
      for (const place of this.#backends.places) place.leave(client);
      this.#notifications.leave(client, this.scheduler.idlePlace);
    } catch (e) {
      if (e instanceof EngineCrash) this.crashed(e, 'the clean-up of a connection');
      else this.log(`the clean-up of connection ${client.id} failed: ${e.stack}`);
    }
  }

  /** The engine is damaged, or was used although it is: what it would answer from now on cannot be trusted. */
  crashed(e, statement, victim = null) {
    this.#recovery.crashed(e, statement, victim);
  }

  /** Goes on with a new engine, with what was committed. */
  recover() {
    this.#recovery.restart();
  }

  close() {
    for (const client of this.clients) client.end({ code: SQLSTATE.adminShutdown, message: 'terminating connection due to administrator command' });
    return this.#backends.close();
  }
}
