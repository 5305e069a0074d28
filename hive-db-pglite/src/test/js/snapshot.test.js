// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cloneOf, startEngine } from './engines.js';

let engine;
let prepared;
let digest;

const FINGERPRINT = `SELECT (SELECT md5(string_agg(concat_ws(' ', oid, relname, relfilenode, relowner), ',' ORDER BY oid)) FROM pg_class),
  (SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM t), (SELECT last_value FROM t_id_seq), (SELECT count(*) FROM pg_roles)`;

// PostgreSQL's own check of the indexes and tables.
const CHECK = `SELECT count(bt_index_check(indexrelid, true)) FROM pg_index JOIN pg_class c ON c.oid = indexrelid
    WHERE relam = 403 AND relpersistence = 'p' AND indisvalid
  UNION ALL SELECT count(*) FROM pg_class c, verify_heapam(c.oid) WHERE relkind = 'r' AND relpersistence = 'p'`;

before(async () => {
  engine = await startEngine();
  must('CREATE EXTENSION amcheck');
  must('CREATE TABLE t (id serial PRIMARY KEY, a int, b text, v vector(3)); CREATE INDEX ON t (b)');
  must("INSERT INTO t (a, b, v) SELECT i, 'text ' || i, '[1,2,3]' FROM generate_series(1, 2000) i");
  must('CREATE TABLE other (id int PRIMARY KEY, t_id int REFERENCES t); CHECKPOINT');
  prepared = engine.snapshot();
  engine.restore(prepared);
  digest = engine.digest();
});

function must(sql, e = engine) {
  const { rows, error } = e.ask(sql);
  assert.equal(error, undefined, `${sql}: ${error?.M}`);
  return rows;
}

function restored() {
  assert.equal(engine.restore(prepared), true);
  assert.equal(engine.digest(), digest);
  const expected = must(FINGERPRINT);
  assert.equal(must('SELECT count(*), max(id) FROM t').join(), '2000,2000');
  return expected;
}

const CHANGES = {
  'nothing': '',
  'a select': 'SELECT count(*) FROM t',
  'one insert': "INSERT INTO t (a) VALUES (1)",
  'a thousand inserts': "INSERT INTO t (a, b) SELECT i, repeat('x', 100) FROM generate_series(1, 1000) i",
  'an update of everything': "UPDATE t SET b = b || '!'",
  'a delete': 'DELETE FROM t WHERE id % 2 = 0',
  'a truncate': 'TRUNCATE t RESTART IDENTITY CASCADE',
  'new tables and indexes': 'CREATE TABLE n AS SELECT * FROM t; CREATE INDEX ON n (a); ALTER TABLE t ADD c int DEFAULT 7; DROP TABLE other',
  'a table that comes and goes': "CREATE TABLE gone AS SELECT i, repeat('z', 500) FROM generate_series(1, 5000) i; DROP TABLE gone",
  'a vacuum full': 'VACUUM FULL',
  'an analyze': 'ANALYZE',
  'a reindex': 'REINDEX DATABASE',
  'a new database': 'CREATE DATABASE d',
  'a dropped schema': 'DROP SCHEMA public CASCADE',
  'roles': "CREATE ROLE r LOGIN PASSWORD 'x'; SET ROLE r",
  'sequences': "SELECT nextval('t_id_seq'), setval('t_id_seq', 99)",
  'large objects': "SELECT lo_from_bytea(0, repeat('y', 100000)::bytea)",
  'a cursor with hold': 'BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT * FROM t; COMMIT; FETCH 5 FROM c',
  'temporary tables': 'CREATE TEMP TABLE tt AS SELECT * FROM t',
  'prepared statements': 'PREPARE p AS SELECT 1; EXECUTE p',
  'an open transaction': 'BEGIN; INSERT INTO t (a) VALUES (1); SAVEPOINT s; INSERT INTO t (a) VALUES (2)',
  'a failed transaction': 'BEGIN; SELECT 1/0',
  'settings': "SET work_mem = '1MB'; SELECT set_config('app.x', '1', false)",
  'advisory locks': 'SELECT pg_advisory_lock(1)',
  'listening': 'LISTEN c; NOTIFY c',
  'functions': 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$; SELECT f()',
  'an unlogged table': 'CREATE UNLOGGED TABLE u AS SELECT * FROM t',
  'a checkpoint and new segments of the log': 'SELECT pg_switch_wal(); CHECKPOINT; INSERT INTO t (a) VALUES (1); SELECT pg_switch_wal()',
  'a sort on disk': "SET work_mem = '64kB'; SELECT count(*) FROM (SELECT repeat(b, 50) x FROM t ORDER BY 1) s",
  'sixty megabytes of memory': "SET work_mem = '200MB'; SELECT count(*) FROM (SELECT md5(i::text) || i x FROM generate_series(1, 300000) i ORDER BY 1) s",
  'a dropped extension': 'DROP EXTENSION vector CASCADE',
  'text search, which loads a library': "SELECT to_tsvector('english', 'the quick brown foxes')",
  'a file': "COPY t TO '/tmp/t.csv'",
};

test('every change is undone', () => {
  const expected = restored();
  for (const [name, sql] of Object.entries(CHANGES)) {
    engine.ask(sql);
    assert.deepEqual(restored(), expected, name);
  }
});

test('pages that PostgreSQL wrote back to files are put back too', async () => {
  const own = await startEngine();
  must('SET allow_in_place_tablespaces = on', own);
  must("CREATE TABLESPACE elsewhere LOCATION ''", own);
  must('CREATE TABLE there (id int PRIMARY KEY, a int) TABLESPACE elsewhere; INSERT INTO there SELECT i, 0 FROM generate_series(1, 5000) i', own);
  must("CREATE TABLE wide AS SELECT i AS id, 0 AS a, repeat('w', 1000) AS b FROM generate_series(1, 40000) i; CHECKPOINT", own); // more than the buffers
  const state = own.snapshot();
  const before = own.digest();
  const changes = [
    'UPDATE there SET a = 1 WHERE id % 100 = 0; CHECKPOINT',
    'UPDATE wide SET a = 1 WHERE id % 100 = 0; CHECKPOINT',
    'DELETE FROM wide WHERE id > 20000; VACUUM wide; CHECKPOINT',
    'DELETE FROM there; VACUUM there; INSERT INTO there SELECT i, 2 FROM generate_series(1, 5000) i; CHECKPOINT',
    'BEGIN; TRUNCATE there; INSERT INTO there VALUES (1, 1); ROLLBACK; CHECKPOINT',
    'SELECT sum(a) FROM wide; SELECT sum(a) FROM there',
    'DROP TABLE there; CHECKPOINT',
  ];
  for (const sql of changes) {
    for (const each of sql.split('; ')) must(each, own); // a VACUUM wants to be alone
    assert.ok(own.restore(state));
    assert.equal(own.digest(), before, sql);
  }
});

test('libraries that are loaded again and again work and take no more room each time', () => {
  const words = () => must("SELECT to_tsvector('english', 'the quick brown foxes')").join();
  const first = words();
  restored();
  for (let i = 0; i < 20; i++) {
    assert.equal(words(), first);
    restored();
  }
});

test('an engine that has loaded many libraries wants to be replaced: V8 keeps those that are no more', async () => {
  const other = await startEngine();
  const state = other.snapshot();
  let loads = 0;
  do assert.ok(other.ask("SELECT to_tsvector('english', 'foxes')").rows);
  while (other.restore(state) && ++loads < 100);
  assert.equal(loads, 23);
});

test('functions of a library that have two names give their place back once', () => {
  for (let i = 0; i < 2; i++) {
    engine.restore(prepared);
    must('CREATE EXTENSION pgcrypto; CREATE EXTENSION hstore');
    assert.deepEqual(must("SELECT encode(digest('a', 'md5'), 'hex'), 'a=>1'::hstore"), [['0cc175b9c0f1b6a831c399e269772661', '"a"=>"1"']]);
  }
  engine.restore(prepared);
});

test('an engine that kept nothing goes back to a state that it knows', async () => {
  const own = await startEngine();
  own.ask('create table t (n int)');
  const before = own.snapshot();
  own.ask('drop table t');
  own.release();
  assert.ok(own.restore(before));
  assert.deepEqual(own.ask('select count(*) from t').rows, [['0']]);
});

test('an engine that has grown much wants to be replaced', async () => {
  must("SELECT length(repeat('x', 150000000))");
  assert.equal(engine.restore(prepared), false);
  engine = await cloneOf(prepared);
  restored();
});

test('clones are independent of their origin and of each other', async () => {
  engine.restore(prepared);
  const clones = [await cloneOf(prepared), await cloneOf(prepared)];
  must("UPDATE t SET b = 'origin'");
  clones.forEach((clone, i) => must(`UPDATE t SET b = 'clone ${i}'; CREATE TABLE c${i} (a int)`, clone));
  engine.restore(prepared);
  assert.deepEqual(must("SELECT count(*) FROM t WHERE b LIKE 'text%'"), [['2000']]);
  clones.forEach((clone, i) => assert.deepEqual(must(`SELECT DISTINCT b FROM t`, clone), [[`clone ${i}`]]));
  const later = clones[0].snapshot();
  const third = await cloneOf(later);
  must('DROP TABLE t CASCADE', clones[0]);
  assert.deepEqual(must('SELECT DISTINCT b FROM t', third), [['clone 0']]);
  engine.restore(prepared);
  assert.equal(engine.digest(), digest);
});

test('copies draw other random numbers', async () => {
  must('SELECT random()');
  const used = engine.snapshot();
  const draw = (e) => must('SELECT random(), gen_random_uuid()', e)[0];
  const drawn = [draw(engine), draw(await cloneOf(used)), draw(await cloneOf(used))];
  engine.restore(used);
  drawn.push(draw(engine));
  assert.equal(new Set(drawn.flat()).size, 8);
});

test('four snapshots are taken in turn, at random', () => {
  engine.restore(prepared);
  const named = [{ snapshot: prepared, expected: must(FINGERPRINT) }];
  engine.restore(prepared);
  for (const sql of ["INSERT INTO t (a, b) SELECT i, 'second' FROM generate_series(1, 500) i", 'CREATE TABLE third (a int)', 'BEGIN; DELETE FROM t WHERE id < 100']) {
    must(sql);
    const snapshot = engine.snapshot(named.at(-1).snapshot);
    named.push({ snapshot, expected: must(FINGERPRINT) });
  }
  const random = generator(4711);
  const names = Object.keys(CHANGES).filter((name) => !/vacuum|megabytes|reindex|database/.test(name));
  for (let i = 0; i < 60; i++) {
    const { snapshot, expected } = named[random(4)];
    engine.restore(snapshot);
    const change = names[random(names.length)];
    assert.deepEqual(must(FINGERPRINT), expected, `cycle ${i}, before ${change}`);
    if (i % 10 === 0) assert.equal(must(CHECK)[1][0], '0', `cycle ${i}, before ${change}`);
    engine.ask(CHANGES[change]);
  }
  restored();
});

function generator(seed) {
  let state = seed;
  return (limit) => (state = (state * 48271) % 2147483647) % limit;
}

test('all backends of an engine go back, and come along into a clone', async () => {
  const several = await startEngine();
  const on = (e, process, sql) => {
    e.processes.enter(process);
    return must(sql, e);
  };
  on(several, 0, 'CREATE TABLE n (a int)');
  const other = several.processes.fork();
  on(several, other, 'BEGIN; INSERT INTO n VALUES (1); CREATE TEMP TABLE mine AS SELECT 7 AS a');
  on(several, 0, 'BEGIN; INSERT INTO n VALUES (2)');
  const snapshot = several.snapshot();
  on(several, other, 'COMMIT; DROP TABLE mine');
  on(several, 0, 'ROLLBACK');
  several.processes.fork();
  const clone = await cloneOf(snapshot);
  several.restore(snapshot);
  for (const e of [several, clone]) {
    assert.equal(e.processes.count, 2);
    assert.deepEqual(on(e, other, 'SELECT a FROM n UNION ALL SELECT a FROM mine'), [['1'], ['7']]);
    assert.deepEqual(on(e, 0, 'COMMIT; SELECT a FROM n'), [['2']]);
    on(e, other, 'COMMIT');
    assert.deepEqual(on(e, 0, 'SELECT a FROM n ORDER BY 1'), [['1'], ['2']]);
  }
});
