// SPDX-License-Identifier: Apache-2.0
// Temporary tables live as long as the connection that made them, although the engine's session lives on.

const SPELLINGS = ['temp', 'TEMP', 'Temp'];
const OIDS = "SELECT oid FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relkind IN ('r', 'p', 'v')";
const DROPS = (oids) =>
  `SELECT pg_catalog.format('DROP %s IF EXISTS %s CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, oid::pg_catalog.regclass)
   FROM pg_catalog.pg_class WHERE oid IN (${oids.join(', ')})`;

export class TemporaryTables {
  #ask;
  #ownerOf = new Map();
  #suspects = new Set();

  /** @param {(sql: string) => string[][]} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /** Finds out whom new temporary tables belong to, once the transaction that made them has ended. */
  observe(client, texts, isIdle) {
    if (texts.some((bytes) => SPELLINGS.some((word) => bytes.includes(word)))) this.#suspects.add(client);
    if (!isIdle || !this.#suspects.delete(client)) return;
    const present = new Set(this.#ask(OIDS).map(([oid]) => oid));
    for (const oid of this.#ownerOf.keys()) if (!present.has(oid)) this.#ownerOf.delete(oid);
    for (const oid of present) if (!this.#ownerOf.has(oid)) this.#ownerOf.set(oid, client);
  }

  leave(client) {
    this.#suspects.delete(client);
    const oids = [...this.#ownerOf].filter(([, owner]) => owner === client).map(([oid]) => oid);
    if (oids.length === 0) return;
    for (const oid of oids) this.#ownerOf.delete(oid);
    for (const [sql] of this.#ask(DROPS(oids))) this.#ask(sql);
  }
}
