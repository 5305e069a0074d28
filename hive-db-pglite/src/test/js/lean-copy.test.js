// SPDX-License-Identifier: Apache-2.0
// A further engine begins without pages that its files have as they are.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Database } from '../../main/js/database.js';
import { leanCopyOf } from '../../main/js/lean-copy.js';
import { ask, cloneOf, runtimeOfTests, startEngine } from './engines.js';

const LEAN = { isLean: true };
const ROWS = 20_000;
// What is in the catalog, the table and, by PostgreSQL's own check, in its indexes.
const CONTENTS = `SELECT (SELECT md5(string_agg(concat_ws(' ', oid, relname, relfilenode), ',' ORDER BY oid)) FROM pg_class),
  (SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM t),
  (SELECT count(bt_index_check(indexrelid, true)) FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relam = 403)`;
/** Pages of the table that are in the shared buffers. */
const BUFFERED = "SELECT count(*) FROM pg_buffercache WHERE relfilenode = pg_relation_filenode('t') AND relforknumber = 0";

let engine;
let clean;
let contents;

function must(sql, e = engine) {
  const { rows, error } = e.ask(sql);
  assert.equal(error, undefined, `${sql}: ${error?.M}`);
  return rows;
}

before(async () => {
  engine = await startEngine();
  must('CREATE EXTENSION amcheck; CREATE EXTENSION pg_buffercache');
  must(`CREATE TABLE t AS SELECT i AS id, 'text ' || i AS b FROM generate_series(1, ${ROWS}) i; CREATE INDEX ON t (b)`);
  must('VACUUM ANALYZE t');
  must('CHECKPOINT');
  contents = must(CONTENTS);
  clean = engine.snapshot();
});

test('pages that are in the files are read when they are wanted, and the answers are the same', async () => {
  const whole = await cloneOf(clean);
  const lean = await cloneOf(clean, LEAN);
  const [[pages]] = must(BUFFERED, whole);
  assert.ok(pages > 100, pages);
  const [[left]] = must(BUFFERED, lean);
  assert.ok(left < 10, left);
  assert.deepEqual(must(CONTENTS, lean), contents);
  assert.deepEqual(must(BUFFERED, lean), [[pages]]);
});

test('what is written in it is there, and the way back is to the state as a whole', async () => {
  engine.restore(clean);
  const digest = engine.digest();
  const lean = await cloneOf(clean, LEAN);
  for (const change of ["UPDATE t SET b = 'other' WHERE id % 10 = 0", 'DELETE FROM t', 'SELECT count(*) FROM t', 'SELECT 1']) {
    must(change, lean);
    must('CHECKPOINT', lean);
    assert.equal(lean.restore(clean), true);
    assert.equal(lean.digest(), digest, change);
    assert.deepEqual(must(CONTENTS, lean), contents);
  }
});

test('a state of it is a state like others', async () => {
  const lean = await cloneOf(clean, LEAN);
  must("INSERT INTO t VALUES (0, 'new')", lean);
  const later = lean.snapshot(clean);
  must('TRUNCATE t', lean);
  assert.equal(lean.restore(later), true);
  for (const each of [lean, await cloneOf(later), await cloneOf(later, LEAN)]) {
    assert.deepEqual(must('SELECT count(*), min(b) FROM t', each), [[`${ROWS + 1}`, 'new']]);
    must(CONTENTS, each);
  }
});

test('pages that are changed in memory alone are kept', async () => {
  engine.restore(clean);
  must("UPDATE t SET b = 'only in memory'");
  const dirty = engine.snapshot();
  assert.ok(engine.dirtyPages > 100, `${engine.dirtyPages}`);
  const lean = await cloneOf(dirty, LEAN);
  assert.ok(lean.dirtyPages >= engine.dirtyPages - 1, `${lean.dirtyPages}`);
  assert.deepEqual(must('SELECT DISTINCT b FROM t', lean), [['only in memory']]);
});

test('after a crash it has what was committed', async () => {
  const lean = await cloneOf(clean, LEAN);
  must("UPDATE t SET b = 'committed' WHERE id <= 100", lean);
  const { rows } = ask(lean.recover('postgres'), "SELECT count(*) FROM t WHERE b = 'committed'");
  assert.deepEqual(rows, [['100']]);
});

test('what is no copy of a memory stays as it is', () => {
  const image = {};
  assert.equal(leanCopyOf(image, {}), image);
});

test('a state with many changed pages is written to the files first, one with few is not', async () => {
  const runtime = await runtimeOfTests();
  const dirtyAfter = (rows) => {
    const database = Database.open(runtime, { name: 'mine', waitTimeout: 1000, log: assert.fail, setAlarm: () => {} });
    database.ask('CREATE EXTENSION pg_buffercache');
    database.ask(`CREATE TABLE large AS SELECT repeat('x', 1000) AS a FROM generate_series(1, ${rows})`);
    database.snapshot();
    return Number(database.ask('SELECT count(*) FROM pg_buffercache WHERE isdirty'));
  };
  const few = dirtyAfter(10);
  assert.ok(few > 0);
  assert.ok(dirtyAfter(4000) < few);
});
