// SPDX-License-Identifier: Apache-2.0
// Session settings (SET, set_config, role) by connection, where several share one backend. A connection's
// settings are read back after a unit that may have changed them, and put in force again when the engine changes
// hands, but only when the two connections differ: in a pool they are mostly equal, and then it costs nothing.

/** The parameters that PostgreSQL 18 reports to clients (guc_tables.c: GUC_REPORT). */
const REPORTED = `application_name client_encoding DateStyle default_transaction_read_only in_hot_standby integer_datetimes
  IntervalStyle is_superuser scram_iterations search_path server_encoding server_version session_authorization
  standard_conforming_strings TimeZone`.split(/\s+/);
// A backend that was not started by a postmaster has no value of session_authorization before it is set.
export const REPORT_SQL = `SELECT name, CASE name WHEN 'session_authorization' THEN session_user::text ELSE pg_catalog.current_setting(name) END FROM pg_catalog.unnest('{${REPORTED}}'::text[]) AS name`;
const MAY_CHANGE = /^(SET|RESET|DISCARD ALL)/;
const DEFAULT_ROLES = { role: 'none', session_authorization: 'postgres' };

/** Reads what is set in the session; role and authorization are not in pg_settings, nor are settings of users. */
export const readBack = (customNames) => `
  SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session'
  UNION ALL SELECT name, pg_catalog.current_setting(name, true)
  FROM pg_catalog.unnest(ARRAY['role', 'session_authorization'${customNames.map((name) => `, ${literal(name)}`).join('')}]) AS name`;

const literal = (value) => `'${value.replaceAll("'", "''")}'`;
const quoted = (value) => `"${value.replaceAll('"', '""')}"`;

/** The SQL statements that put settings in force, whatever was in force before. */
export function applySql(settings) {
  const { role, session_authorization: user } = { ...DEFAULT_ROLES, ...Object.fromEntries(settings) };
  const calls = [...settings]
    .filter(([name]) => !(name in DEFAULT_ROLES))
    .map(([name, value]) => `pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`);
  return [
    // RESET SESSION AUTHORIZATION stays at the other role in PGlite.
    'RESET ROLE; SET SESSION AUTHORIZATION postgres; RESET ALL',
    ...(calls.length > 0 ? [`SELECT ${calls.join(', ')}`] : []),
    ...(user === DEFAULT_ROLES.session_authorization ? [] : [`SET SESSION AUTHORIZATION ${quoted(user)}`]),
    ...(role === DEFAULT_ROLES.role ? [] : [`SET ROLE ${quoted(role)}`]),
  ].join('; ');
}

export class ClientSettings {
  #startup;
  #values;
  #customNames = new Set();

  /** @param {Map<string, string>} startup the settings of the startup packet */
  constructor(startup) {
    this.#startup = startup;
    this.#values = new Map(startup);
    this.key = keyOf(this.#values);
    /** The unit just run may have changed settings that were not read back yet. */
    this.stale = false;
    this.hasBegun = false;
    /** A RESET took back what the startup packet had set; in PostgreSQL those are the defaults of the session. */
    this.wasReset = false;
  }

  /**
   * What the database has for connections is known with the first unit; what the startup packet says is stronger.
   * @param {Map<string, string>} defaults
   * @returns {boolean} whether there is something of it
   */
  begin(defaults) {
    this.hasBegun = true;
    if (defaults.size === 0) return false;
    const others = [...defaults].filter(([name]) => !hasName(this.#startup, name));
    this.#startup = new Map([...others, ...this.#startup]);
    this.reset();
    return true;
  }

  /**
   * What was set is gone, as after DISCARD ALL.
   * @returns {boolean} whether something was
   */
  reset() {
    const { key, stale } = this;
    this.#values = new Map(this.#startup);
    this.#customNames.clear();
    this.key = keyOf(this.#values);
    this.stale = this.wasReset = false;
    return stale || key !== this.key;
  }

  get values() {
    return this.#values;
  }

  get customNames() {
    return [...this.#customNames];
  }

  /** Looks for signs of a change in a unit: the texts of its statements, its messages, and its command tags. */
  observe(texts, messages, tags) {
    const isTagged = tags.some((tag) => MAY_CHANGE.test(tag));
    if (!isTagged && !texts.some(mentions)) return;
    this.stale = true;
    this.wasReset ||= tags.some((tag) => /^(RESET|DISCARD ALL)/.test(tag));
    for (const bytes of messages) {
      // Settings of users have a dot in their name.
      for (const [name] of bytes.toString('latin1', 0, 8192).matchAll(/[A-Za-z_][\w$]*\.[A-Za-z_][\w$.]*/g)) {
        this.#customNames.add(name.toLowerCase());
      }
    }
  }

  /** Takes what readBack gave. */
  update(rows) {
    this.#values = new Map(rows.filter(([name, value]) => value !== null && DEFAULT_ROLES[name] !== value));
    for (const name of this.#customNames) if (!this.#values.has(name)) this.#customNames.delete(name);
    if (this.wasReset) {
      for (const [name, value] of this.#startup) if (!hasName(this.#values, name)) this.#values.set(name, value);
    }
    this.key = keyOf(this.#values);
    this.stale = false;
    this.wasReset = false;
  }
}

/** By message: that of a prepared statement comes with each of its uses. @type {WeakMap<Buffer, boolean>} */
const searched = new WeakMap();

function mentions(text) {
  let found = searched.get(text);
  if (found === undefined) searched.set(text, (found = text.includes('set_config') || text.includes('SET_CONFIG')));
  return found;
}

const hasName = (values, name) => [...values.keys()].some((other) => other.toLowerCase() === name.toLowerCase());
const keyOf = (values) => JSON.stringify([...values].map(([name, value]) => [name.toLowerCase(), value]).sort());
