// SPDX-License-Identifier: Apache-2.0
// What a database says of the versions of PostgreSQL, PGlite and pgvector.

export const VERSIONS = "SELECT pg_catalog.version(), (SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'vector')";

/** @param {string[][]} rows what VERSIONS gave */
export function versionsOf([[version, pgvector]]) {
  const [, postgresql, pglite] = /^PostgreSQL (\S+) \(PGlite ([^)]+)\)/.exec(version);
  return { postgresql, pglite, pgvector };
}
