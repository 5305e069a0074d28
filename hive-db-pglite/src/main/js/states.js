// SPDX-License-Identifier: Apache-2.0
// States of a database: what is committed, without the sessions of those who are connected.

/**
 * @typedef {object} State
 * @property {object} snapshot of the engine
 * @property {string} name of the database
 * @property {{inForce: string | null, heard: string[]}[]} places by the index of their process
 * @property {Map<string, string> | null} [defaults] what it has for connections, where that is known
 * @property {string} [digest] of the engine, where resets are verified
 */

/** Lets a backend look up its tables: after each return to the state it need not do so again. */
const OPEN_ALL = `SELECT pg_catalog.sum(pg_catalog.pg_relation_size(oid))
  FROM (SELECT oid FROM pg_catalog.pg_class WHERE relkind IN ('r', 'i') AND oid >= 16384 ORDER BY oid DESC LIMIT 300) AS newest`;
/** A plan of each table lets it look up the rest, such as indexes and statistics: statements that plan, and then read nothing. */
const PLAN_ALL = `SELECT pg_catalog.string_agg('SELECT FROM ONLY ' || oid::pg_catalog.regclass::text, ' UNION ALL ') || ' LIMIT 0'
  FROM (SELECT oid, pg_catalog.row_number() OVER (ORDER BY oid DESC) - 1 AS number FROM pg_catalog.pg_class
    WHERE relkind = 'r' AND relpersistence <> 't' AND oid >= 16384 ORDER BY oid DESC LIMIT 100) AS newest GROUP BY number / 20`;

/** 2 MB. So many are written to their files, so that a further database need not have them in its memory before it wants them. */
const MANY_PAGES = 256;

/**
 * Keeps the present state. Transactions that are open stay open, and are not part of it.
 * @param {import('./engine.js').Engine} engine
 * @param {{name: string, places: import('./place.js').Place[], similar?: State, isOpened: boolean, isVerified: boolean}} database
 *     similar: to share memory with; isOpened: whether its tables were opened in the state that it is still in
 * @returns {State}
 */
export function keep(engine, { name, places, similar, isOpened, isVerified }) {
  const open = places.every((place) => place.isQuiet) ? null : engine.snapshot(similar?.snapshot);
  const statuses = places.map(({ backend }) => backend.status);
  try {
    if (open) endSessions(places);
    if (!isOpened) openAll(places[0].backend);
    if (engine.dirtyPages >= MANY_PAGES) places[0].backend.try('CHECKPOINT');
    for (const place of places) place.hideGuest();
    const snapshot = engine.snapshot(open ?? similar?.snapshot);
    return { snapshot, name, places: describe(places, open !== null), digest: isVerified ? engine.digest() : undefined };
  } finally {
    if (open) engine.restore(open);
    else for (const place of places) place.showGuest();
    places.forEach(({ backend }, i) => (backend.status = statuses[i]));
  }
}

function openAll(backend) {
  backend.try(OPEN_ALL);
  for (const [sql] of backend.try(PLAN_ALL)) backend.try(sql);
}

/** First all transactions, so that nobody waits for another's locks. */
export function endSessions(places) {
  for (const place of places) place.rollBack();
  for (const place of places) place.dropSession();
}

function describe(places, isChanged) {
  const described = [];
  for (const { backend, inForce, heard } of places) described[backend.index] = { inForce: isChanged ? null : inForce, heard: [...heard] };
  return described;
}
