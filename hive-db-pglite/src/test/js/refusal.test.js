// SPDX-License-Identifier: Apache-2.0
// What waits for the engine in vain is answered in its place: each time, and as PostgreSQL answers a statement that failed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { int32, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, flush, parse } from './client.js';

/** Two connections, of which one keeps the engine until it is cancelled. */
async function start(t, options) {
  const bridge = await Bridge.start(options);
  t.after(() => bridge.end());
  const [busy, client] = [await Client.open(bridge.port, { application_name: 'busy' }), await Client.open(bridge.port)];
  await client.query('create table t (n int)');
  return { bridge, busy, client };
}

async function keepBusy(bridge, busy, database = 0) {
  const answer = busy.query('select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b');
  while ((await bridge.health()).databases[database].state !== 'busy') await pause(5);
  return async () => {
    await cancel(bridge, busy);
    assert.equal((await answer).error.C, '57014');
  };
}

function cancel(bridge, { key: { id, secret } }) {
  const other = new Client(bridge.port);
  other.send(Buffer.concat([int32(16), int32(80877102), int32(id), int32(secret)]));
  return new Promise((resolve) => other.socket.once('close', resolve));
}

const WAITED = /^waited 0\.3 s for the database: connection \d+ \[busy\] has been running \[select count/;

test('each of several statements waits no longer than it may', { timeout: 30_000 }, async (t) => {
  const { bridge, busy, client } = await start(t);
  const release = await keepBusy(bridge, busy);
  for (let i = 0; i < 3; i++) {
    const { error, status } = await client.query('insert into t values (1)');
    assert.deepEqual([error.C, status], ['55P03', 'I']);
    assert.match(error.M, WAITED);
  }
  client.send(parse('', 'insert into t values (2)'), bind('', ''), execute(''), sync(), parse('', 'insert into t values (3)'), bind('', ''), execute(''), sync());
  for (let i = 0; i < 2; i++) assert.equal((await client.until('Z')).error.C, '55P03');
  await release();
  assert.deepEqual((await client.query('select count(*) from t')).rows, [['0']]);
  await client.query('insert into t values (4)');
  assert.deepEqual((await client.query('select n from t')).rows, [['4']]);
});

for (const [what, refuse] of [
  ['waited in vain', () => {}],
  ['was cancelled while it waited', (bridge, client) => cancel(bridge, client)],
]) {
  test(`the transaction of a statement that ${what} has failed`, { timeout: 30_000 }, async (t) => {
    const { bridge, busy, client } = await start(t, what.startsWith('was') ? { waitTimeout: 60_000 } : {});
    await client.query('begin; insert into t values (1)');
    const release = await keepBusy(bridge, busy);
    const answer = client.query('insert into t values (2)');
    await pause(20); // until it is there
    await refuse(bridge, client);
    const { error, status } = await answer;
    assert.deepEqual([error.C, status], [what.startsWith('was') ? '57014' : '55P03', 'E']);
    await release();
    assert.equal((await client.query('insert into t values (3)')).error.C, '25P02');
    assert.equal((await busy.query('truncate t')).error, undefined); // its locks are gone
    assert.equal((await client.query('commit')).status, 'I');
    assert.deepEqual((await client.query('select * from t')).rows, []);
  });
}

for (const begin of ['', 'begin']) {
  test(`so has half a unit that was run ${begin ? 'in a transaction' : 'by itself'}`, { timeout: 30_000 }, async (t) => {
    const { bridge, busy, client } = await start(t, { waitTimeout: 60_000 });
    await bridge.ask('create', { database: 'two' });
    const elsewhere = await Client.open(bridge.port, { database: 'two' });
    await client.query(begin);
    client.send(parse('', 'insert into t values (1)'), bind('', ''), execute(''), flush());
    await client.until('C');
    const release = await keepBusy(bridge, elsewhere, 1);
    client.send(parse('', 'insert into t values (2)'), bind('', ''), execute(''), sync());
    await pause(20); // until it is there
    await cancel(bridge, client);
    const { error, status } = await client.until('Z');
    assert.deepEqual([error.C, status], ['57014', begin ? 'E' : 'I']);
    await release();
    assert.equal((await client.query('select 1')).error?.C, begin ? '25P02' : undefined);
    await client.query('rollback');
    assert.deepEqual((await busy.query('select * from t')).rows, []);
  });
}
