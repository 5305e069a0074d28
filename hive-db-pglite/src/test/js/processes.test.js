// SPDX-License-Identifier: Apache-2.0
// Several PostgreSQL backends in one engine: PostgreSQL itself keeps them apart.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { startEngine } from './engines.js';

let engine;
let other;
before(async () => {
  engine = await startEngine();
  engine.ask('create table numbers (n int primary key, s text); insert into numbers select i from generate_series(1, 5) i');
  other = engine.processes.fork();
});

function on(process, sql) {
  engine.processes.enter(process);
  const { rows, error } = engine.ask(sql);
  return error ? error.C : rows;
}

test('each has its own process number, transaction and snapshot', () => {
  assert.deepEqual(on(0, 'select pg_backend_pid()'), [['42']]);
  assert.deepEqual(on(other, 'select pg_backend_pid()'), [['43']]);
  on(0, "begin; insert into numbers values (10, 'zero'); create table made_by_zero (n int)");
  on(other, "begin isolation level repeatable read; insert into numbers values (11, 'other')");
  assert.deepEqual(on(0, 'select count(*) from numbers'), [['6']]);
  assert.deepEqual(on(other, 'select count(*) from numbers'), [['6']]);
  on(0, 'commit');
  assert.deepEqual(on(other, "select count(*) from numbers"), [['6']]);
  on(other, 'commit');
  assert.deepEqual(on(other, "select count(*), to_regclass('made_by_zero') from numbers"), [['7', 'made_by_zero']]);
  assert.deepEqual(on(0, 'select count(*) from numbers'), [['7']]);
});

test('what a process has for itself lies in words as in the engine, so that it is not copied byte by byte', () => {
  engine.processes.enter(0);
  const { [other]: image } = engine.processes.capture({ capture: (streams) => streams }).images;
  assert.deepEqual(image.parts.map(({ byteOffset }) => byteOffset % 8), image.regions.map(([start]) => start % 8));
});

test('temporary tables, advisory locks and sequences are those of the process', () => {
  on(0, 'create temp table passing (zero int); create sequence counted; select pg_advisory_lock(7)');
  assert.equal(on(other, 'select * from passing'), '42P01');
  on(other, 'create temp table passing (other text)');
  assert.deepEqual(on(0, 'select * from passing'), []);
  assert.deepEqual(on(other, 'select pg_try_advisory_lock(7), pg_try_advisory_lock(8)'), [['f', 't']]);
  assert.deepEqual(on(0, "select nextval('counted'), pg_try_advisory_lock(8), pg_advisory_unlock(7)"), [['1', 'f', 't']]);
  assert.equal(on(other, "select currval('counted')"), '55000');
  assert.deepEqual(on(other, "select pg_try_advisory_lock(7), pg_advisory_unlock_all()"), [['t', '']]);
});

test('a statement that would wait for a lock ends at once, and works when the lock is gone', () => {
  on(0, "begin; update numbers set s = 'zero' where n = 1");
  on(other, 'begin; insert into numbers values (20); savepoint before');
  engine.processes.lockWaits.take();
  assert.equal(on(other, "update numbers set s = s || 'other' where n = 1"), '57014');
  assert.deepEqual(engine.processes.lockWaits.take(), { pids: new Set([42]), due: { statement: Infinity, lock: Infinity, transaction: Infinity } });
  assert.equal(on(other, 'select 1'), '25P02');
  on(other, 'rollback to before');
  assert.equal(on(other, 'select * from numbers where n = 1 for update nowait'), '55P03');
  on(other, 'rollback to before');
  assert.equal(engine.processes.lockWaits.take(), null);
  on(0, 'commit');
  on(other, "update numbers set s = s || 'other' where n = 1; commit");
  assert.deepEqual(on(0, 'select s from numbers where n = 1'), [['zeroother']]);
});

test('of a wait is known when the timeouts of PostgreSQL would end it, the first of several times that it arms its timer', () => {
  on(0, 'begin; update numbers set n = n where n = 1');
  on(other, "set lock_timeout = '1h'; set statement_timeout = '2h'; set transaction_timeout = '3h'");
  for (let i = 0; i < 3; i++) {
    const before = Date.now();
    assert.equal(on(other, 'delete from numbers where n = 1'), '57014');
    const { statement, lock, transaction } = engine.processes.lockWaits.take().due;
    for (const due of [lock - 3_600_000, statement - 7_200_000, transaction - 10_800_000]) assert.ok(due >= before - 2 && due <= Date.now() + 2, `${due - before}`);
  }
  on(other, 'set lock_timeout = 0; set statement_timeout = 0; set transaction_timeout = 0');
  on(0, 'commit');
});

test('a process learns what others changed in the catalogue while it was away', () => {
  on(other, 'create table changing (a int); insert into changing values (1); prepare all_of_it as select * from changing');
  on(other, 'execute all_of_it');
  on(0, 'select * from changing; alter table changing add b int default 5; create index on changing (b)');
  assert.deepEqual(on(other, 'select * from changing'), [['1', '5']]);
  assert.equal(on(other, 'execute all_of_it'), '0A000');
  for (let i = 0; i < 300; i++) on(0, `create table many_${i} (n int); drop table many_${i}`);
  on(0, 'drop table changing; create table changing (c text)');
  assert.deepEqual(on(other, 'select * from changing'), []);
  on(0, 'vacuum numbers; checkpoint; analyze');
  assert.deepEqual(on(other, 'select count(*) from numbers'), on(0, 'select count(*) from numbers'));
});

test('many processes, each with a transaction', () => {
  const all = [0, other, ...Array.from({ length: 10 }, () => engine.processes.fork())];
  for (const process of all) assert.deepEqual(on(process, `begin; insert into numbers values (${100 + process})`), []);
  assert.deepEqual(on(0, "select count(distinct pid) from pg_locks where locktype = 'transactionid'"), [[String(all.length)]]);
  for (const process of all) on(process, process % 2 === 0 ? 'commit' : 'rollback');
  assert.deepEqual(on(other, 'select n - 100 from numbers where n >= 100 order by n'), all.filter((p) => p % 2 === 0).map((p) => [String(p)]));
});

test('the statistics of thousands of tables stay in the shared memory', () => {
  const make = (prefix) => `do $$ begin for i in 1..400 loop execute format('create table ${prefix}_%s (n int)', i); end loop; end $$`;
  on(0, make('of_zero'));
  on(0, 'vacuum');
  assert.deepEqual(on(other, "select count(*), sum(n) from of_zero_400"), [['0', null]]);
  on(other, 'insert into of_zero_1 values (1)');
  on(other, 'vacuum of_zero_2');
  assert.deepEqual(on(0, "select count(*) from of_zero_1"), [['1']]);
});

test('each process loads libraries for itself', () => {
  const uses = "select n, to_tsvector('english', 'running dogs'), '[1,2]'::vector <-> '[2,2]' from recursive(5) n";
  const body = 'begin if i < 2 then return 1; end if; return i * recursive(i - 1); end';
  on(0, `create extension if not exists vector; create function recursive(i int) returns int language plpgsql as $$ ${body} $$`);
  const third = engine.processes.fork();
  for (const process of [other, 0, third, other, 0, third]) assert.deepEqual(on(process, uses), [['120', "'dog':2 'run':1", '1']]);
});

test('a library is not taken for one that was loaded where the state of the engine was made', async () => {
  const fresh = await startEngine();
  fresh.processes.fork();
  for (const process of [1, 0]) {
    fresh.processes.enter(process);
    assert.deepEqual(fresh.ask("select to_tsvector('english', 'running dogs')"), { rows: [["'dog':2 'run':1"]] });
  }
});
