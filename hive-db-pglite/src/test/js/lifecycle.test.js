// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

test('databases are made and dropped on request, each its own', async () => {
  const bridge = await Bridge.start();
  const first = await Client.open(bridge.port);
  await first.query('create table t (n int)');
  assert.deepEqual((await bridge.ask('create', { database: 'two' })).result, {});
  assert.match((await bridge.ask('create', { database: 'two' })).error, /already exists/);
  const second = await Client.open(bridge.port, { database: 'two' });
  assert.deepEqual((await second.query('select current_database()')).rows, [['two']]);
  assert.equal((await second.query('select * from t')).error.C, '42P01');
  await bridge.ask('drop', { database: 'two' });
  assert.equal((await second.until('E')).error.C, '57P01');
  assert.equal((await Client.open(bridge.port, { database: 'two' })).greeting.error.C, '3D000');
  assert.match((await bridge.ask('nonsense')).error, /unknown operation \[nonsense\]/);
  const { databases } = await bridge.health();
  assert.deepEqual(databases, [{ name: 'one', state: 'ok' }]);
  assert.equal(await bridge.end(), 0);
});

test('connections that a dropped database ended leave room for others, and its memory is given back', async () => {
  const bridge = await Bridge.start({ maxConnections: 2 });
  const { memory } = await bridge.health();
  for (let i = 0; i < 8; i++) {
    await bridge.ask('create', { database: 'two' });
    const client = await Client.open(bridge.port, { database: 'two' });
    await client.query('create table t as select generate_series(1, 1000) g');
    await bridge.ask('drop', { database: 'two' });
    assert.equal((await client.until('E')).error.C, '57P01');
    if (!client.closed) await once(client.socket, 'close');
  }
  assert.deepEqual((await (await Client.open(bridge.port)).query('select 1')).rows, [['1']]);
  // One engine takes more than 16 MB; what the first connection made V8 compile is kept.
  const isGivenBack = async () => (await bridge.health()).memory - memory < 80 << 20;
  for (let wait = 0; !(await isGivenBack()); wait++) assert.ok(await pause(100, wait < 50));
  assert.equal(await bridge.end(), 0);
});

test('the memory of an engine that has grown is given back where a reset takes one that stands by', async () => {
  const bridge = await Bridge.start();
  const client = await Client.open(bridge.port);
  const reset = () => bridge.ask('reset', { database: 'one', snapshot: 's' });
  await client.query('create table t (n int)');
  await bridge.ask('snapshot', { database: 'one', snapshot: 's' });
  for (let i = 0; i < 6; i++) {
    await client.query('insert into t values (1)');
    assert.deepEqual((await reset()).result, {});
    await pause(100); // another engine is prepared meanwhile
  }
  const { memory } = await bridge.health();
  await client.query("select length(repeat('x', 150000000) || 'y')");
  assert.ok((await bridge.health()).memory - memory > 200 << 20);
  await reset();
  const isGivenBack = async () => (await bridge.health()).memory - memory < 80 << 20;
  for (let wait = 0; !(await isGivenBack()); wait++) assert.ok(await pause(100, wait < 50));
  assert.equal(await bridge.end(), 0);
});

test('a directory keeps what was committed, also when the process is killed', async () => {
  const directory = join(mkdtempSync(join(tmpdir(), 'hive-')), 'pgdata');
  try {
    const killed = await Bridge.start({ directory, database: 'postgres' });
    const client = await Client.open(killed.port, { database: 'postgres' });
    await client.query('create table kept (n int); insert into kept values (1)');
    killed.process.kill('SIGKILL');
    await killed.exited;
    const again = await Bridge.start({ directory, database: 'postgres' });
    const reader = await Client.open(again.port, { database: 'postgres' });
    assert.deepEqual((await reader.query('select n from kept')).rows, [['1']]);
    assert.equal(await again.end(), 0);
    assert.ok(!existsSync(`${directory}.partial`));
  } finally {
    rmSync(join(directory, '..'), { recursive: true });
  }
});

test('endless recursion, and SQL that is nested too deeply, are errors of PostgreSQL', async () => {
  const bridge = await Bridge.start();
  const client = await Client.open(bridge.port);
  await client.query('create function endless(i int) returns int language plpgsql as $$ begin return endless(i + 1); end $$');
  for (const sql of ['select endless(1)', `select ${'1+'.repeat(200_000)}1`]) assert.equal((await client.query(sql)).error.C, '54001');
  assert.deepEqual((await client.query('select 1')).rows, [['1']]);
  await bridge.end();
});

test('the control channel is not to be had over TCP', async () => {
  const bridge = await Bridge.start();
  for (const line of ['{"id":9,"op":"stop"}\n', '{"id":9,"op":"drop","database":"one"}\n']) {
    const client = new Client(bridge.port);
    client.send(Buffer.from(line));
    assert.equal((await client.until('E')).error.C, '08P01');
    const inside = await Client.open(bridge.port);
    inside.send(Buffer.from(line));
    assert.equal((await inside.until('E')).error.C, '08P01');
  }
  assert.deepEqual((await bridge.health()).databases, [{ name: 'one', state: 'ok' }]);
  assert.equal(await bridge.end(), 0);
});

test('the process ends when it is told to', async () => {
  const bridge = await Bridge.start();
  assert.deepEqual((await bridge.ask('stop')).result, {});
  assert.equal(await bridge.exited, 0);
});

test('the process ends when its input ends', async () => {
  const bridge = await Bridge.start();
  assert.equal(await bridge.end(), 0);
});

test('the process ends with its parent, also while a statement runs', async () => {
  const parent = spawn(process.execPath, [fileURLToPath(new URL('parent.js', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  const pid = Number(line);
  assert.ok(isAlive(pid));
  const killed = performance.now();
  parent.kill('SIGKILL');
  while (isAlive(pid)) {
    // The statement would take minutes; a busy machine may need seconds to end a process.
    assert.ok(performance.now() - killed < 10_000, 'the bridge outlived its parent by ten seconds');
    await pause(20);
  }
});

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // One that ended but was not yet waited for still has its number.
    return !/^\d+ \(.*\) Z/.test(existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '');
  } catch {
    return false;
  }
}
