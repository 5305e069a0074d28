// SPDX-License-Identifier: Apache-2.0
// A backend of a database, and whose session it has: most connections share one, and then it is made to look like
// each one's own. What a session has beyond that (temporary tables, session locks, held cursors) keeps the others out.

import { QueryError } from './backend.js';
import { FAIL } from './lock-retry.js';
import { FAIL_UNTIL_SYNC } from './loss.js';
import { sync } from './messages.js';
import { SessionState } from './session-state.js';
import { applySql, readBack, REPORT_SQL } from './settings.js';

const NOTHING_SET = '[]';
/** What most clients begin with. */
const COMMON = new Map(Object.entries({ client_encoding: 'UTF8', DateStyle: 'ISO', TimeZone: 'Etc/UTC', extra_float_digits: '2' }));
const NO_SESSION = 'RESET ROLE; SET SESSION AUTHORIZATION postgres; CLOSE ALL; DISCARD TEMP; SELECT pg_catalog.pg_advisory_unlock_all()';
const HAS_TEMPORARY = `SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema())
  OR EXISTS (SELECT FROM pg_catalog.pg_proc WHERE pronamespace = pg_catalog.pg_my_temp_schema())
  OR EXISTS (SELECT FROM pg_catalog.pg_type WHERE typnamespace = pg_catalog.pg_my_temp_schema())`;

/** What a connection has in one backend. */
class Session {
  /** What made the statements that are prepared there, by name. */
  known = new Map();

  constructor(state) {
    this.state = state;
  }
}

export class Place {
  #log;
  #inForce;
  #guest = null;
  /** @type {Map<object, Session>} */
  #sessions = new Map();
  /** @type {Session[]} of connections that left while another's transaction was open */
  #leftovers = [];
  #spareStates = [];
  #hasTemporary = false;
  /** Whose transaction is open. */
  owner = null;
  /** Whose session has something that others must not see. */
  keeper = null;
  /** The channels that the backend listens to, and perhaps more that nobody wants any longer. */
  heard;
  /** For the scheduler: since when the owner has the engine; when a unit of it ended last. */
  since = 0;
  lastActive = 0;
  /** Whether the owner kept others waiting while it thought, or had more than its share, in this transaction. */
  isSlow = false;
  isExpelled = false;

  constructor(backend, { log, inForce = NOTHING_SET, heard = [] }) {
    this.backend = backend;
    this.#log = log;
    this.#inForce = inForce;
    this.heard = new Set(heard);
  }

  isFreeFor(client) {
    return (this.owner === null || this.owner === client) && (this.keeper === null || this.keeper === client);
  }

  /** What a client has prepared here. */
  knownOf(client) {
    return this.#session(client).known;
  }

  /** Makes the session the client's own. */
  enter(client, isStrict) {
    if (this.backend.status !== 'I' || client.isMidUnit) return;
    const { settings } = client;
    if (settings.stale && client.settingsAt !== this) client.settingsAt.readBack(client);
    if (this.#guest !== client) this.#welcome(client);
    if (!settings.stale && this.#inForce !== settings.key) this.#apply(client, isStrict);
  }

  /** Does what every connection begins with, for nobody: of what somebody has set, nothing may be touched. */
  rehearse() {
    this.backend.ask(REPORT_SQL);
    if (this.#guest || this.#inForce !== NOTHING_SET) return;
    this.#inForce = null; // until both are done
    for (const settings of [COMMON, new Map()]) this.backend.ask(applySql(settings));
    this.#inForce = NOTHING_SET;
  }

  #welcome(client) {
    const before = this.#guest;
    if (before?.settings.stale && before.settingsAt === this) this.readBack(before);
    this.#guest = client;
    this.backend.session.exchange(before && this.#sessions.get(before)?.state, this.#session(client).state);
    if (this.#leftovers.length > 0) this.#clean(client);
  }

  #session(client) {
    let session = this.#sessions.get(client);
    if (!session) this.#sessions.set(client, (session = new Session(this.#spareStates.pop() ?? SessionState.empty())));
    return session;
  }

  #apply(client, isStrict) {
    const sql = applySql(client.settings.values);
    this.#inForce = null;
    try {
      this.backend.ask(sql);
    } catch (e) {
      if (isStrict || !(e instanceof QueryError)) throw e;
      // One of them is no longer possible, such as a role that was dropped: the others are kept.
      this.#log(`settings of connection ${client.id} cannot all be restored: ${e.message}`);
      for (const statement of sql.split('; ')) this.backend.try(statement);
    }
    this.#inForce = client.settings.key;
  }

  /** Learns what a client, which was the last one here, has set. */
  readBack({ settings }) {
    const { wasReset } = settings;
    settings.update(this.backend.ask(readBack(settings.customNames)));
    this.#inForce = wasReset ? null : settings.key;
  }

  /** After RESET, what the startup packet set is in force again, as PostgreSQL has it. */
  restoreDefaults(client) {
    this.readBack(client);
    this.#apply(client, false);
  }

  /** After a unit that left no transaction open: whether the session has something that others must not see. */
  observe(client, touchedTemporary) {
    if (this.#leftovers.length > 0) this.#clean(client);
    if (touchedTemporary) this.#hasTemporary = this.backend.ask(HAS_TEMPORARY)[0][0] === 't';
    this.keeper = this.#hasTemporary || this.backend.session.holdsSession ? client : null;
  }

  /**
   * A unit, or a part of one, is not run, and its client was told an error: so its transaction failed.
   * @returns {string} transaction status
   */
  fail(client, isEnded) {
    if (client.isMidUnit) this.backend.execute(isEnded ? [FAIL_UNTIL_SYNC, sync()] : [FAIL_UNTIL_SYNC]);
    else if (client.status === 'T') this.backend.try(FAIL);
    else return client.status;
    return this.backend.status;
  }

  /** The connection is gone: nothing of it may stay. */
  leave(client) {
    if (this.keeper === client || this.owner === client) this.#evict(client);
    const session = this.#sessions.get(client);
    this.#sessions.delete(client);
    if (this.#guest === client) {
      if (session) this.backend.session.exchange(session.state, SessionState.empty());
      this.#guest = null;
      if (client.settings.stale && client.settingsAt === this) this.#inForce = null;
    }
    if (session) this.#leftovers.push(session);
    // In the middle of another's unit it has to wait, also where PostgreSQL last said that no transaction is open.
    if (this.backend.status === 'I' && this.owner === null) this.#clean(this.#guest);
  }

  #evict(client) {
    this.#rollBack(client);
    this.dropSession();
    this.#hasTemporary = false;
    this.#inForce = null;
    this.owner = this.keeper = null;
  }

  #rollBack(client) {
    // Sync alone would commit what the unit did until now.
    if (client?.isMidUnit) this.backend.execute([FAIL_UNTIL_SYNC, sync()]);
    if (this.backend.status !== 'I') this.backend.ask('ROLLBACK');
  }

  /** Whether nobody has more in it than others may have at the same time. */
  get isQuiet() {
    return this.owner === null && this.keeper === null;
  }

  /** The settings in force, as a client's key; null if that is not known. */
  get inForce() {
    return this.#guest?.settings.stale && this.#guest.settingsAt === this ? null : this.#inForce;
  }

  /** For a snapshot: ends the transaction that is open. */
  rollBack() {
    this.#rollBack(this.owner);
  }

  /** For a snapshot: ends what only one session has. */
  dropSession() {
    this.backend.ask(NO_SESSION);
  }

  /** For a snapshot: takes the session out of the backend. */
  hideGuest() {
    if (this.#guest) this.backend.session.exchange(this.#sessions.get(this.#guest).state, SessionState.empty());
  }

  showGuest() {
    if (this.#guest) this.backend.session.exchange(null, this.#sessions.get(this.#guest).state);
  }

  /** Frees what sessions left, and goes back to a client's own. */
  #clean(client) {
    const own = client && this.#sessions.get(client).state;
    for (const { state } of this.#leftovers.splice(0)) {
      if (state.every((word) => word === 0)) continue;
      this.backend.session.exchange(own, state);
      this.backend.ask('DEALLOCATE ALL; DISCARD SEQUENCES', { keepsUnnamed: false });
      this.backend.session.exchange(state, own ?? SessionState.empty());
      this.#spareStates.push(state);
    }
  }
}
