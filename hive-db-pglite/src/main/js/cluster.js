// SPDX-License-Identifier: Apache-2.0
// Writes a database that lives in memory as the data directory of a cluster, which can be opened as one.

import { extractTo } from './image.js';
import { PGDATA } from './module.js';
import { endSessions } from './states.js';

/**
 * Writes what is committed. Transactions that are open stay open.
 * @param {import('./engine.js').Engine} engine
 * @param {{name: string, storedName: string, places: import('./place.js').Place[]}} database storedName: what clusters call it
 * @param {string} directory made here
 */
export function writeCluster(engine, { name, storedName, places }, directory) {
  const present = engine.snapshot();
  const statuses = places.map(({ backend }) => backend.status);
  try {
    endSessions(places);
    const [{ backend }] = places;
    if (name !== storedName) backend.ask(renaming(name, storedName));
    // Pages that were changed in memory alone, and the log of transactions.
    backend.ask('CHECKPOINT');
    extractTo({ files: engine.tree }, `${PGDATA}/`, directory);
  } finally {
    engine.restore(present);
    places.forEach(({ backend }, i) => (backend.status = statuses[i]));
  }
}

/** SQL that gives a database another name: this is what current_database() reads. */
export function renaming(from, to) {
  return `UPDATE pg_catalog.pg_database SET datname = '${to}' WHERE datname = '${from}'`;
}
