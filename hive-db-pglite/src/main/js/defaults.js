// SPDX-License-Identifier: Apache-2.0
// What ALTER DATABASE and ALTER ROLE set for connections that begin later. PostgreSQL reads that when it starts a process for a
// connection; here the processes are there already. It is asked for once, and again after what may have changed it.

/** PostgreSQL's order (postinit.c: process_settings), the strongest last. Every user is postgres; what is not of a session is not for it. */
const SQL = `SELECT pg_catalog.split_part(setting, '=', 1), pg_catalog.substr(setting, pg_catalog.strpos(setting, '=') + 1)
  FROM pg_catalog.pg_db_role_setting AS s, pg_catalog.unnest(s.setconfig) WITH ORDINALITY AS u (setting, number)
  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
    AND s.setrole IN (0, 10)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_settings AS g
      WHERE g.name = pg_catalog.split_part(setting, '=', 1) AND g.context NOT IN ('user', 'superuser'))
  ORDER BY s.setrole <> 0, s.setdatabase <> 0, number`;
/** ALTER USER has the tag of ALTER ROLE; a block or a procedure may do anything. */
const MAY_CHANGE = /^(ALTER (ROLE|DATABASE)|DO|CALL)$/;
/** Of a database that is as it was built. */
export const NONE = new Map();

export class Defaults {
  /** @type {Map<string, string> | null} null: to be asked for */
  #known;
  /** Who may have changed them in a transaction that is open. */
  #writers = new Set();

  /** @param {Map<string, string> | null} known null where they have to be asked for */
  constructor(known) {
    this.#known = known;
  }

  /** Of a state that is kept now; null where they are not known. */
  get known() {
    return this.#writers.size > 0 ? null : this.#known;
  }

  /**
   * A connection is about to use the engine for the first time.
   * @returns {boolean} whether its settings are others now
   */
  begin(client, backend) {
    const values = this.known ?? ask(backend);
    if (this.#writers.size === 0) this.#known = values;
    return (client.hasDefaults = client.settings.begin(values));
  }

  /** Takes note of a unit that a client ran; isIdle: it left no transaction open. */
  observe(client, tags, isIdle) {
    if (tags.some((tag) => MAY_CHANGE.test(tag))) this.#writers.add(client);
    if (isIdle) this.leave(client);
  }

  leave(client) {
    if (this.#writers.size > 0 && this.#writers.delete(client)) this.#known = null;
  }
}

const ask = (backend) => new Map(backend.ask(SQL));
