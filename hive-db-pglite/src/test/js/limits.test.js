// SPDX-License-Identifier: Apache-2.0
// Bounds, and several threads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { query } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

const ENDLESS = 'select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b';

test('a connection that does nothing in a transaction is ended, and told why; others are not', async () => {
  const bridge = await Bridge.start({ idleTimeout: 200 });
  const [idle, quiet] = [await Client.open(bridge.port, { application_name: 'sleeper' }), await Client.open(bridge.port)];
  await idle.query('create table forgotten (n int)');
  await idle.query('begin; insert into forgotten values (1)');
  const { error } = await idle.until('E');
  assert.deepEqual([error.S, error.C, error.M], ['FATAL', '25P03', 'terminating connection due to idle-in-transaction timeout']);
  assert.match(
    error.D,
    /^This is connection \d+ \[sleeper\]; it has had a transaction open for \d\.\d s and has been idle for \d\.\d s; its last statement was \[begin; insert into forgotten values \(1\)\]\.$/,
  );
  assert.match(error.H, /hive\.pglite\.idle-in-transaction-timeout \(0\.2 s\)/);
  assert.deepEqual((await quiet.query('select count(*) from forgotten')).rows, [['0']]);
  await quiet.query('begin');
  assert.equal((await quiet.query('select pg_sleep(0.5)')).error, undefined);
  await bridge.end();
});

test('no more databases than wanted live at once', async () => {
  const bridge = await Bridge.start({ maxDatabases: 2 });
  assert.deepEqual((await bridge.ask('create', { database: 'two' })).result, {});
  const { error } = await bridge.ask('create', { database: 'three' });
  assert.equal(error, '2 databases live already, and the limit is hive.pglite.max-databases=2: close those that are not used, or raise it');
  await bridge.ask('drop', { database: 'two' });
  assert.deepEqual((await bridge.ask('create', { database: 'three' })).result, {});
  await bridge.end();
});

test('with several threads databases run at the same time', async () => {
  const bridge = await Bridge.start({ engineThreads: 2 });
  await bridge.ask('create', { database: 'two' });
  const [one, two] = [await Client.open(bridge.port), await Client.open(bridge.port, { database: 'two' })];
  one.send(query(ENDLESS));
  await pause(50);
  assert.deepEqual((await two.query('select 2')).rows, [['2']]);
  const { databases } = await bridge.health();
  assert.deepEqual(databases.map(({ state }) => state), ['busy', 'ok']);
  await bridge.end();
});
