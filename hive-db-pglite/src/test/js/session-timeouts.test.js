// SPDX-License-Identifier: Apache-2.0
// idle_session_timeout, idle_in_transaction_session_timeout and transaction_timeout end connections, as in PostgreSQL.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { message, query, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, flush, parse } from './client.js';

const LIMIT = { timeout: 30_000 };
const LONG = "set statement_timeout = '60s'; select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b";
const IDLE = ['FATAL', '57P05', 'terminating connection due to idle-session timeout'];
const IDLE_IN_TRANSACTION = ['FATAL', '25P03', 'terminating connection due to idle-in-transaction timeout'];
const TRANSACTION = ['FATAL', '25P04', 'terminating connection due to transaction timeout'];
let bridge;
let witness;

before(async () => {
  bridge = await Bridge.start({ waitTimeout: 60_000 });
  witness = await open();
  await must(witness, 'create table t (n int primary key); insert into t values (1)');
});
after(() => bridge.end());

const open = (options) => Client.open(bridge.port, options);

async function must(client, sql) {
  const answer = await client.query(sql);
  assert.equal(answer.error, undefined, answer.error?.M);
  return answer.rows;
}

/** The connection is ended with an error, as the last that its client reads; nothing of its transaction is left. */
async function isEnded(client, expected) {
  const { error, types } = await client.until('never');
  assert.deepEqual([error?.S, error?.C, error?.M], expected, types);
  assert.equal(types.at(-1), 'E');
  assert.deepEqual(await must(witness, 'select n from t'), [['1']]);
  return error;
}

test('a session that does nothing is ended, however it was told so', LIMIT, async () => {
  const [set, started, given] = [await open(), await open({ idle_session_timeout: '100ms' }), await open({ options: '-c idle_session_timeout=100' })];
  await must(set, "set idle_session_timeout = '100ms'");
  assert.match((await isEnded(set, IDLE)).D, /^This is connection \d+ \[without an application name\]\.$/);
  await isEnded(started, IDLE);
  await isEnded(given, IDLE);
});

test('a session with settings that somebody had before is ended in its own time', LIMIT, async () => {
  const settings = { idle_session_timeout: '150ms' };
  await isEnded(await open(settings), IDLE);
  const begun = performance.now();
  await isEnded(await open(settings), IDLE);
  assert.ok(performance.now() - begun > 140);
});

test('a session that works is not ended, nor one that has a transaction open', LIMIT, async () => {
  const client = await open({ idle_session_timeout: '200ms' });
  for (let i = 0; i < 6; i++) await must(client, 'select pg_sleep(0.05)');
  await must(client, 'select pg_sleep(0.4)');
  await must(client, 'begin');
  await must(witness, 'select pg_sleep(0.4)');
  await must(client, 'commit; reset idle_session_timeout; set idle_session_timeout = 0');
  await must(witness, 'select pg_sleep(0.4)');
  await must(client, 'select 1');
  await client.end();
});

test('a session that is kept waiting is not idle', LIMIT, async () => {
  const [client, holder] = [await open({ idle_session_timeout: '100ms' }), await open()];
  await must(holder, 'begin; lock table t');
  const answer = client.query('select n from t');
  await must(holder, 'select pg_sleep(0.3)');
  await must(holder, 'commit');
  assert.deepEqual((await answer).rows, [['1']]);
  await isEnded(client, IDLE);
  await holder.end();
});

for (const status of ['begin; delete from t', 'begin; delete from t; select 1/0']) {
  test(`a transaction that does nothing is ended: ${status}`, LIMIT, async () => {
    const client = await open({ application_name: 'sleeper', idle_in_transaction_session_timeout: '100ms' });
    assert.deepEqual(await must(client, 'select n from t'), [['1']]);
    await client.query(status);
    const { D, H } = await isEnded(client, IDLE_IN_TRANSACTION);
    assert.match(D, /^This is connection \d+ \[sleeper\]; it has had a transaction open for \d\.\d s and has been idle for \d\.\d s; its last/);
    assert.equal(H, 'Commit or roll back sooner, or change idle_in_transaction_session_timeout.');
  });
}

test('a transaction that takes too long is ended while its client thinks', LIMIT, async () => {
  const client = await open();
  await must(client, "set transaction_timeout = '150ms'; select pg_sleep(0.05)");
  await must(client, 'begin; delete from t');
  await isEnded(client, TRANSACTION);
});

for (const [how, begin, run] of [
  ['alone', '', (client) => client.send(query(LONG))],
  ['with its BEGIN', '', (client) => client.send(query(`begin; ${LONG}`))],
  ['behind another', 'begin; delete from t', (client) => client.send(query(LONG))],
  ['beside a statement_timeout', "set statement_timeout = '20s'; begin; delete from t", (client) => client.send(query('select pg_sleep(60)'))],
  ['with a setting of its own', '', (client) => client.send(query(`begin; set local transaction_timeout = '100ms'; ${LONG}`))],
  ['in the extended protocol', 'begin', (client) => client.send(parse('', LONG.split('; ')[1]), bind('', ''), execute(''), sync())],
  ['behind rows', 'begin', (client) => client.send(query(`select 1; ${LONG}`))],
]) {
  test(`a statement of a transaction that takes too long is ended, ${how}`, LIMIT, async () => {
    const client = await open({ transaction_timeout: '200ms' });
    if (begin) await must(client, begin);
    run(client);
    const { D, H } = await isEnded(client, TRANSACTION);
    assert.match(D, /^This is connection \d+ \[.*\]; it has been running \[.*\] for \d\.\d s\.$/);
    assert.equal(H, 'Commit or roll back sooner, or change transaction_timeout.');
  });
}

test('half a unit whose client says nothing more is ended', LIMIT, async () => {
  const client = await open({ transaction_timeout: '150ms' });
  client.send(parse('', 'delete from t'), bind('', ''), execute(''), flush());
  await client.until('C');
  await isEnded(client, TRANSACTION);
});

test('short transactions one after another are not ended, nor one whose timeout is taken back', LIMIT, async () => {
  const client = await open({ transaction_timeout: '500ms' });
  for (let i = 0; i < 8; i++) await must(client, 'begin; select pg_sleep(0.1); commit');
  for (let i = 0; i < 8; i++) await must(client, 'select pg_sleep(0.1)');
  await must(client, 'begin; set local transaction_timeout = 0; select pg_sleep(0.6); commit');
  await must(client, 'begin');
  await must(client, 'commit and chain');
  await isEnded(client, TRANSACTION);
});

test('a transaction is not ended for the one before it that its statement ends', LIMIT, async () => {
  const client = await open({ transaction_timeout: '600ms' });
  await must(client, 'begin; select pg_sleep(0.3)');
  await must(client, 'commit; begin; select pg_sleep(0.4)');
  await must(client, 'commit');
  await client.end();
});

for (const begin of ['select 1', 'begin', 'begin; insert into t values (7)']) {
  test(`a transaction that waits for a lock is ended in time: ${begin}`, LIMIT, async () => {
    const [client, holder] = [await open({ transaction_timeout: '200ms' }), await open()];
    await must(holder, 'begin; update t set n = 1');
    await must(client, begin);
    client.send(query('update t set n = 2 where n = 1'));
    await isEnded(client, TRANSACTION);
    await must(holder, 'commit');
    await holder.end();
  });
}

test('a transaction that waits for its turn is ended in time, and one beside it is not', LIMIT, async () => {
  const [client, busy] = [await open({ transaction_timeout: '200ms' }), await open()];
  await must(client, 'begin; delete from t');
  busy.send(query('select pg_sleep(1)'));
  client.send(query('select 2'));
  const begun = performance.now();
  const { error } = await client.until('never');
  assert.deepEqual([error.C, performance.now() - begun < 900], [TRANSACTION[1], true]);
  assert.equal((await busy.until('Z')).error, undefined);
  assert.deepEqual(await must(busy, 'select n from t'), [['1']]);
  await busy.end();
});

test('a COPY that its client does not go on with is ended by the next data', LIMIT, async () => {
  const client = await open({ transaction_timeout: '150ms' });
  client.send(query('copy t from stdin'));
  await client.until('G');
  await pause(300);
  client.send(message('d', Buffer.from('5\n')), message('c', Buffer.alloc(0)));
  await isEnded(client, TRANSACTION);
});

test('after a reset nothing is left of the timers that a transaction had', LIMIT, async () => {
  const client = await open();
  await bridge.ask('snapshot', { database: 'one', snapshot: 'S' });
  await must(client, "set idle_session_timeout = '300ms'; begin; set local transaction_timeout = '300ms'");
  await bridge.ask('reset', { database: 'one', snapshot: 'S' });
  await must(witness, 'select pg_sleep(0.5)');
  assert.equal((await client.query('select 1')).error.C, '40000');
  await must(client, 'rollback');
  await client.end();
});
