// SPDX-License-Identifier: Apache-2.0
// Explains to a connection that waited in vain who keeps the engine, and what can be done.

import { SQLSTATE } from './messages.js';
import { now } from './slots.js';

const SHOWN = 200;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

function shorten(statement) {
  const line = statement.trim().replace(/\s+/g, ' ');
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)} …`;
}

/**
 * @param {{id: number, applicationName: string, statement: string,
 *     slot: {transactionSince: number, lastActive: number, startedAt: number}}} owner whose transaction is open
 */
export function blockedBy(owner, waitTimeout, time = now()) {
  const what = `waited ${seconds(waitTimeout)} for the database`;
  const code = SQLSTATE.lockNotAvailable;
  const hint =
    'PGlite runs one transaction at a time. End that transaction or close its connection before another is used, use one ' +
    'connection, set hive.pglite.wait-timeout higher, or run with hive.database.backend=postgresql.';
  const name = owner.applicationName || 'without an application name';
  return { code, message: `${what}: connection ${owner.id} [${name}] ${doing(owner, time)}`, hint };
}

function doing({ slot, statement }, time) {
  if (slot.startedAt > slot.lastActive) return `has been running [${shorten(statement)}] for ${seconds(time - slot.startedAt)}`;
  return (
    `has had a transaction open for ${seconds(time - slot.transactionSince)} and has been idle for ` +
    `${seconds(time - slot.lastActive)}; its last statement was [${shorten(statement)}]`
  );
}
