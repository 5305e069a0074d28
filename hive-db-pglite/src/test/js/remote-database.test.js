// SPDX-License-Identifier: Apache-2.0
// A reset whose end nobody waits for: in the bridge, and where it fails.
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { RemoteDatabase } from '../../main/js/remote-database.js';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

test('whatever is sent after a reset comes after it, also where its end is not waited for', async (t) => {
  const bridge = await Bridge.start({ waitTimeout: 60_000 });
  t.after(() => bridge.end());
  const database = 'one';
  const reset = async () => assert.equal((await bridge.ask('reset', { database, snapshot: 's' })).error, undefined);
  const client = await Client.open(bridge.port);
  await client.query('create table t (n int); insert into t values (1)');
  await bridge.ask('snapshot', { database, snapshot: 's' });
  for (let i = 0; i < 30; i++) {
    const other = await Client.open(bridge.port);
    const changed = await client.query(i % 3 === 0 ? 'begin; insert into t values (2)' : 'insert into t values (2); create table u (n int)');
    assert.equal(changed.error, undefined);
    await reset();
    const answers = await Promise.all([client, other].map((each) => each.query("select string_agg(n::text, ' '), to_regclass('u') from t")));
    const isLost = i % 3 === 0;
    assert.equal(answers[0].error?.C, isLost ? '40000' : undefined);
    for (const { rows, error } of answers.slice(isLost ? 1 : 0)) assert.deepEqual([error, rows], [undefined, [['1', null]]]);
    if (isLost) await client.query('rollback');
    await other.end();
  }
});

/** A database of a thread that answers when it is told to, and one connection to it. */
async function remote({ isQuiet = true, isVerified = false } = {}) {
  const requests = [];
  const request = (op, values) => new Promise((resolve, reject) => requests.push({ op, ...values, resolve, reject }));
  const tell = (op, values) => requests.push({ op, ...values });
  const thread = { loss: null, post: () => {}, ring: () => {}, request, tell };
  const interrupts = { memory: new SharedArrayBuffer(1 << 16), cancel: 0, pending: 4, latch: 8 };
  const database = RemoteDatabase.open(thread, { name: 'd', isVerified });
  requests.pop().resolve({ interrupts });
  await database.opened;
  const yields = [];
  const connection = { isQuiet, slot: { index: 0 }, yield: () => yields.push(requests.length) };
  database.enter(connection, {});
  return { database, connection, requests, yields };
}

test('where nothing runs it is answered for before it is asked for, and nobody is told of its end', async () => {
  const { database, requests, yields } = await remote();
  const told = [];
  await database.reset('s', () => told.push(requests.length));
  assert.deepEqual(told, [0]);
  assert.deepEqual(requests, [{ op: 'reset', database: 'd', snapshot: 's' }]);
  assert.deepEqual(yields, []);
});

test('what runs is ended before the reset is asked for, and its end is waited for', async () => {
  const { database, requests, yields } = await remote({ isQuiet: false });
  const reset = database.reset('s', assert.fail);
  assert.deepEqual(yields, [0]);
  requests[0].reject(new Error('why'));
  await assert.rejects(reset, /^Error: why$/);
});

test('the end of a reset is waited for where it is verified, and where the database could not be used', async () => {
  const verified = await remote({ isVerified: true });
  const crashed = await remote();
  crashed.database.hear({ crash: { isClosed: true, reason: 'it fell' } });
  for (const { database, requests } of [verified, crashed]) {
    let isDone = false;
    const reset = database.reset('s', assert.fail).then(() => (isDone = true));
    await turn();
    assert.equal(isDone, false);
    requests[0].resolve({});
    await reset;
    assert.equal(database.crash, null);
  }
});
