// SPDX-License-Identifier: Apache-2.0
// An engine that crashes: PostgreSQL overflows its stack where it does not look at the depth.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, flush, parse } from './client.js';

const CRASH = "select repeat('[', 1000000)::json";
const NAMED = /^database "\w+" crashed and is restarted: the engine stopped: Maximum call stack size exceeded; statement: select repeat\('\[', 1000000\)::json$/;
const folder = mkdtempSync(join(tmpdir(), 'crash-'));
let bridge;
before(async () => (bridge = await Bridge.start({ waitTimeout: 60_000 })));
after(async () => {
  await bridge.end();
  rmSync(folder, { recursive: true });
});

async function create(database) {
  await bridge.ask('create', { database });
  return () => Client.open(bridge.port, { database });
}

const rows = async (client, sql) => {
  const answer = await client.query(sql);
  assert.equal(answer.error, undefined);
  return answer.rows;
};

test('who crashes it reads the statement, the others why they are ended; committed data are kept', async () => {
  const open = await create('struck');
  const [victim, owner, waiting, other] = [await open(), await open(), await open(), await Client.open(bridge.port)];
  await rows(victim, 'create table t (n int primary key, v public.vector(2)); insert into t select i, \'[1,2]\' from generate_series(1, 1000) i');
  await rows(owner, 'begin; insert into t values (2000)');
  const blocked = waiting.query('insert into t values (2000)');
  const { error } = await victim.query(CRASH);
  assert.deepEqual([error.S, error.C], ['FATAL', 'XX000']);
  assert.match(error.M, NAMED);
  for (const answer of [owner.until('E'), blocked]) {
    const { error } = await answer;
    assert.deepEqual([error.S, error.C, error.M], ['FATAL', '57P02', 'terminating connection because of crash of another server process']);
    assert.match(error.D, /^connection \d+ \[without an application name\] ran \[select repeat\('\[', 1000000\)::json\]: the engine stopped/);
  }
  const during = await open();
  assert.deepEqual(await rows(during, 'select count(*), max(v <-> v), current_database() from t'), [['1000', '0', 'struck']]);
  await rows(during, 'insert into t values (2000)');
  assert.deepEqual(await rows(other, 'select 1'), [['1']]);
  const { databases } = await bridge.health();
  assert.deepEqual(databases.map(({ state }) => state), ['ok', 'ok']);
  while (!/database struck was restarted in \d+ ms/.test(bridge.stderr)) await pause(5);
});

test('it crashes again and again, and keeps what was committed in between', async () => {
  const open = await create('often');
  await rows(await open(), 'create table t (n serial)');
  for (let i = 1; i <= 3; i++) {
    const client = await open();
    await rows(client, 'insert into t default values');
    await client.extended('insert into t default values');
    await rows(client, 'begin; insert into t default values');
    assert.match((await client.extended(CRASH)).error.M, NAMED);
  }
  assert.deepEqual(await rows(await open(), 'select count(*) from t'), [['6']]);
});

test('in a part of a unit, with another session that has temporary tables and locks', async () => {
  const open = await create('parts');
  const [victim, keeper] = [await open(), await open()];
  await rows(keeper, 'create temp table own (n int); select pg_advisory_lock(1)');
  victim.send(parse('', "select repeat('[', n)::json from generate_series(1000000, 1000000) n"), bind('', ''), flush());
  assert.equal((await victim.until('2', 'E')).error, undefined);
  victim.send(execute(''), sync());
  assert.match((await victim.until('E')).error.M, /; statement: select repeat\('\[', n\)::json from generate_series/);
  assert.equal((await keeper.until('E')).error.C, '57P02');
  const next = await open();
  assert.deepEqual(await rows(next, "select pg_try_advisory_lock(1), to_regclass('own')"), [['t', null]]);
});

test('in the middle of a long answer no error can be told: the connection ends there', async () => {
  const open = await create('long');
  const victim = await open();
  const sql = "select i, case when i = 200000 then repeat('[', i * 5)::json is null end from generate_series(1, 300000) i";
  const answer = await victim.query(sql);
  assert.ok(victim.closed);
  assert.doesNotMatch(answer.types, /[EZ]/);
  assert.ok(answer.rows.length > 100_000 && answer.rows.length < 200_000);
  assert.ok(answer.rows.every(([n], i) => Number(n) === i + 1));
  assert.deepEqual(await rows(await open(), 'select 1'), [['1']]);
});

test('a database in a directory is restarted too; where that cannot be, it is closed, and says why', async () => {
  const directory = join(folder, 'pgdata');
  const own = await Bridge.start({ directory, database: 'kept' });
  const open = () => Client.open(own.port, { database: 'kept' });
  const victim = await open();
  await rows(victim, 'create table t as select 1 as n');
  assert.match((await victim.query(CRASH)).error.M, NAMED);
  const again = await open();
  assert.deepEqual(await rows(again, 'select n from t'), [['1']]);
  rmSync(join(directory, 'global', 'pg_control'));
  assert.match((await again.query(CRASH)).error.M, NAMED);
  const late = await open();
  const { error } = late.greeting.error ? late.greeting : await late.query('select 1');
  assert.equal(error.C, 'XX000');
  assert.match(error.M, /^database "kept" is closed: the engine stopped: Maximum call stack size exceeded; its restart failed: /);
  assert.match((await open()).greeting.error.M, /is closed/);
  const { databases } = await own.health();
  assert.deepEqual(databases.map(({ state }) => state), ['crashed']);
  assert.equal(await own.end(), 0);
});
