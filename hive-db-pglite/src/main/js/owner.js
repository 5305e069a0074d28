// SPDX-License-Identifier: Apache-2.0
// Explains who keeps the engine, to a connection that waited in vain and to the one that kept it for too long.

import { SQLSTATE } from './messages.js';
import { now } from './slots.js';

const SHOWN = 200;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export function shorten(statement) {
  const line = statement.trim().replace(/\s+/g, ' ');
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)} …`;
}

/**
 * For a connection that waited for its turn.
 * @param {{id: number, applicationName: string, statement: string,
 *     slot: {transactionSince: number, lastActive: number, startedAt: number}}} owner who keeps the database
 */
export function blockedBy(owner, waitTimeout, time = now()) {
  const message = `waited ${seconds(waitTimeout)} for the database: ${nameOf(owner)} ${doing(owner, time)}`;
  const hint =
    'PGlite runs one statement at a time, and has at most 32 transactions open. End that one, set hive.pglite.wait-timeout ' +
    'higher, or run with hive.database.backend=postgresql.';
  return { code: SQLSTATE.lockNotAvailable, message, hint };
}

/** PostgreSQL's own, which a client may have set. */
const TIMEOUTS = {
  statement: { code: SQLSTATE.queryCanceled, message: 'canceling statement due to statement timeout' },
  lock: { code: SQLSTATE.lockNotAvailable, message: 'canceling statement due to lock timeout' },
};

/**
 * For a connection whose unit met a lock and cannot wait for it any longer.
 * @param {import('./scheduler.js').Ending | null} ending why; null when it cannot wait at all
 * @param {import('./place.js').Place[]} holders where the lock is held
 */
export function refusalOf(ending, holders, waitTimeout, time = now()) {
  const holder = holders.map(({ owner, keeper }) => owner ?? keeper).find(Boolean);
  const who = holder ? `${nameOf(holder)}, which ${doing(holder, time)}` : 'another connection';
  if (ending === 'deadlock') {
    const message = `deadlock detected: a lock is held by ${who}, and that waits for this transaction`;
    return { code: SQLSTATE.deadlockDetected, message, hint: 'Let all transactions lock rows and tables in the same order.' };
  }
  if (ending in TIMEOUTS) return { ...TIMEOUTS[ending], detail: `It waited for a lock that is held by ${who}.` };
  const hint =
    'End that transaction before another connection writes the same rows, or use one connection: a thread that waits for ' +
    'a lock of its own other connection waits for itself. hive.pglite.wait-timeout says how long such a wait may take.';
  if (ending === 'timeout') return { code: SQLSTATE.lockNotAvailable, message: `waited ${seconds(waitTimeout)} for a lock that is held by ${who}`, hint };
  const message = `a lock is held by ${who}; this statement cannot be repeated, and so cannot wait for it`;
  return { code: SQLSTATE.lockNotAvailable, message, hint };
}

export const nameOf = ({ id, applicationName }) => `connection ${id} [${applicationName || 'without an application name'}]`;

/** Why a connection ends that kept a transaction open: PostgreSQL's code and text, and an explanation. */
export function idleInTransaction(owner, timeout, time = now()) {
  return {
    code: SQLSTATE.idleInTransaction,
    message: 'terminating connection due to idle-in-transaction timeout',
    detail: `This is ${nameOf(owner)}; it ${doing(owner, time)}.`,
    hint: `Commit or roll back sooner, or change hive.pglite.idle-in-transaction-timeout (${seconds(timeout)}).`,
  };
}

/** Why a connection ends whose session did nothing for longer than it may itself have set. */
export function idleOver(owner, time = now()) {
  if (owner.slot.status === 'I') {
    const message = 'terminating connection due to idle-session timeout';
    return { code: SQLSTATE.idleSession, message, detail: `This is ${nameOf(owner)}.`, hint: 'It, its role or its database has idle_session_timeout set.' };
  }
  return {
    code: SQLSTATE.idleInTransaction,
    message: 'terminating connection due to idle-in-transaction timeout',
    detail: `This is ${nameOf(owner)}; it ${doing(owner, time)}.`,
    hint: 'Commit or roll back sooner, or change idle_in_transaction_session_timeout.',
  };
}

/** Why a connection ends whose transaction takes longer than it may itself have set. */
export const transactionOver = (owner, time = now()) => ({
  code: SQLSTATE.transactionTimeout,
  message: 'terminating connection due to transaction timeout',
  detail: `This is ${nameOf(owner)}; it ${doing(owner, time)}.`,
  hint: 'Commit or roll back sooner, or change transaction_timeout.',
});

/** What is logged of a connection that ends because its client does not read. */
export const stalled = (connection, timeout) =>
  `${nameOf(connection)} was ended: its client took nothing of the answer to [${shorten(connection.statement)}] for ` +
  `${seconds(timeout)} (hive.pglite.send-timeout)`;

/** Why a COPY ends whose client does not send. */
export const lateSender = (timeout) => `nothing was sent for ${seconds(timeout)} while others waited (hive.pglite.wait-timeout)`;

function doing({ slot, statement }, time) {
  if (slot.startedAt > slot.lastActive) return `has been running [${shorten(statement)}] for ${seconds(time - slot.startedAt)}`;
  return (
    `has had a transaction open for ${seconds(time - slot.transactionSince)} and has been idle for ` +
    `${seconds(time - slot.lastActive)}; its last statement was [${shorten(statement)}]`
  );
}
