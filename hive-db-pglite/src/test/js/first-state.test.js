// SPDX-License-Identifier: Apache-2.0
// A process that begins in a state from a file.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'first-'));
const FILE = join(FOLDER, 'state');
const bridges = [];
/** What a process tells of itself. */
let usual;
after(() => {
  for (const bridge of bridges) bridge.process.kill('SIGKILL'); // those of tests that failed
  rmSync(FOLDER, { recursive: true });
});

async function started(options) {
  bridges.push(await Bridge.start(options));
  return bridges.at(-1);
}

before(async () => {
  const bridge = await started();
  const { port, pid, ...others } = bridge.greeting;
  usual = others;
  const client = await Client.open(bridge.port);
  await client.query('create table t as select 1 n; alter database one set work_mem = 5000');
  await client.end();
  assert.deepEqual((await bridge.ask('snapshot', { database: 'one', snapshot: 's' })).result, {});
  assert.deepEqual((await bridge.ask('save', { snapshot: 's', file: FILE })).result, {});
  assert.equal(await bridge.end(), 0);
});

const rowsOf = async (client, sql) => (await client.query(sql)).rows;

test('has it at once, and may return to it', async () => {
  const bridge = await started({ state: FILE, verifyReset: true });
  assert.equal(bridge.greeting.state, FILE);
  const { port, pid, state, ...others } = bridge.greeting;
  assert.deepEqual(others, usual);
  const client = await Client.open(bridge.port);
  assert.deepEqual(await rowsOf(client, 'select current_database(), n from t'), [['one', '1']]);
  assert.deepEqual(await rowsOf(client, 'show work_mem'), [['5000kB']]);
  await client.query('drop table t');
  assert.deepEqual((await bridge.ask('reset', { database: 'one', snapshot: 'first' })).result, {});
  assert.deepEqual(await rowsOf(client, 'select n from t'), [['1']]);
  assert.deepEqual((await bridge.ask('create', { database: 'two', snapshot: 'first' })).result, {});
  assert.deepEqual((await bridge.ask('drop', { database: 'one' })).result, {});
  assert.deepEqual((await bridge.ask('create', { database: 'one' })).result, {});
  const next = await Client.open(bridge.port);
  assert.match((await next.query('select n from t')).error.M, /"t" does not exist/);
  assert.equal(await bridge.end(), 0);
});

test('begins empty where the file cannot be used, and says why', async () => {
  const { length } = readFileSync(FILE);
  truncateSync(FILE, length / 2);
  for (const file of [FILE, join(FOLDER, 'none')]) {
    const bridge = await started({ state: file });
    assert.equal(bridge.greeting.state, undefined);
    const client = await Client.open(bridge.port);
    assert.match((await client.query('select n from t')).error.M, /"t" does not exist/);
    assert.match(bridge.stderr, /the first database begins empty: (the state in .* cannot be used: it ends too early|ENOENT.*none)/);
    assert.match((await bridge.ask('create', { database: 'two', snapshot: 'first' })).error, /snapshot "first" does not exist/);
    await client.end();
    assert.equal(await bridge.end(), 0);
  }
});
