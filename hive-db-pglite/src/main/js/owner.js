// SPDX-License-Identifier: Apache-2.0
// Explains to a connection that waited in vain who keeps the engine, and what can be done.

import { SQLSTATE } from './messages.js';

const SHOWN = 200;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

function shorten(statement) {
  const line = statement.trim().replace(/\s+/g, ' ');
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)} …`;
}

/** @param {object | null} owner the session whose transaction is open; null when only the queue was long */
export function blockedBy(owner, waitTimeout, now = performance.now()) {
  const what = `waited ${seconds(waitTimeout)} for the database`;
  const code = SQLSTATE.lockNotAvailable;
  const hint =
    'PGlite runs one transaction at a time. End that transaction or close its connection before another is used, use one ' +
    'connection, set hive.pglite.wait-timeout higher, or run with hive.database.backend=postgresql.';
  if (!owner) return { code, message: `${what}, which other connections kept busy`, hint };
  const name = owner.applicationName || 'without an application name';
  return {
    code,
    message:
      `${what}: connection ${owner.id} [${name}] has had a transaction open for ${seconds(now - owner.transactionSince)} and has ` +
      `been idle for ${seconds(now - owner.lastActive)}; its last statement was [${shorten(owner.lastStatement)}]`,
    hint,
  };
}
