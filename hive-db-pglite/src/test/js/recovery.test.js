// SPDX-License-Identifier: Apache-2.0
// What happens when the engine itself fails, in a thread with little stack.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { EngineCrash } from '../../main/js/engine.js';
import { extractTo } from '../../main/js/image.js';
import { PGDATA } from '../../main/js/module.js';
import { ask, runtimeOfTests, startEngine } from './engines.js';

const ENDLESS = 'CREATE FUNCTION endless(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN endless(n + 1); END $$';
const folder = mkdtempSync(join(tmpdir(), 'recovery-'));
after(() => rmSync(folder, { recursive: true }));

async function crashAndRecover(options) {
  const engine = await startEngine(options);
  engine.ask(`CREATE TABLE t (a int PRIMARY KEY, v vector(2)); ${ENDLESS}`);
  engine.ask("INSERT INTO t SELECT i, '[1,2]' FROM generate_series(1, 1000) i");
  engine.ask('BEGIN; DELETE FROM t WHERE a > 500');
  assert.throws(() => engine.ask('SELECT endless(1)'), EngineCrash);
  const recovered = await engine.recover('postgres');
  assert.deepEqual(ask(recovered, 'SELECT count(*), max(v <-> v) FROM t').rows, [['1000', '0']]);
  ask(recovered, 'INSERT INTO t VALUES (1001)');
  assert.throws(() => ask(recovered, 'SELECT endless(1)'), EngineCrash);
  assert.deepEqual(ask(await recovered.recover('postgres'), 'SELECT count(*) FROM t').rows, [['1001']]);
}

test('an engine that overflowed its stack is recovered with what was committed', () => crashAndRecover({}));

test('so is one with its data in a folder', async () => {
  const directory = join(folder, 'data');
  extractTo((await runtimeOfTests()).image, `${PGDATA}/`, directory);
  await crashAndRecover({ directory });
});

test('memory has a limit, whose error PostgreSQL survives', async () => {
  const engine = await startEngine({ memoryLimit: 200 << 20 });
  assert.equal(engine.ask("SELECT length(repeat('x', 200000000))").error.C, '53200');
  assert.deepEqual(engine.ask('SELECT 1').rows, [['1']]);
});

test('files have a limit, whose error PostgreSQL survives', async () => {
  const engine = await startEngine({ dataLimit: 20 << 20 });
  engine.ask('CREATE TABLE t (s text)');
  const { error } = engine.ask("INSERT INTO t SELECT repeat(md5(i::text), 10) FROM generate_series(1, 100000) i");
  assert.equal(error.C, '53100');
  engine.ask('DROP TABLE t; CHECKPOINT');
  assert.equal(engine.ask('CREATE TABLE u AS SELECT i FROM generate_series(1, 1000) i').error, undefined);
});
