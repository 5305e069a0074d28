// SPDX-License-Identifier: Apache-2.0
// States of an engine: what is looked up before one is kept, and a return that fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backends } from '../../main/js/backends.js';
import { runtimeOfTests } from './engines.js';

test('tables are planned before a snapshot, whatever they are called, and without it where that is not allowed', async () => {
  const backends = new Backends({ runtime: await runtimeOfTests(), name: 'planned', log: assert.fail, setAlarm: () => {} });
  backends.begin();
  const { first } = backends;
  const planned = [];
  const ask = first.ask.bind(first);
  first.ask = (sql, options) => {
    if (sql.startsWith('SELECT FROM')) planned.push(sql);
    return ask(sql, options);
  };
  ask('create schema "my; schema"; create table "my; schema"."a "" table" (n int); create temp table passing (n int); create view v as select 1');
  for (let i = 0; i < 20; i++) ask(`create table t${i} (n int primary key)`);
  const state = backends.snapshot();
  assert.equal(planned.length, 2);
  const tables = planned.flatMap((sql) => sql.replace(/^SELECT FROM ONLY (.*) LIMIT 0$/, '$1').split(' UNION ALL SELECT FROM ONLY '));
  assert.deepEqual(tables.toSorted(), ['"my; schema"."a "" table"', ...Array.from({ length: 20 }, (_, i) => `t${i}`)].toSorted());
  ask('create role nobody; set role nobody');
  backends.noteUse();
  const other = backends.snapshot();
  for (const kept of [state, other]) {
    assert.ok(backends.reset(kept));
    assert.deepEqual(backends.first.ask('reset role; select count(*) from t7'), [['0']]);
  }
});

test('a reset that fails half-way gives a new engine, never half a state', async () => {
  const runtime = await runtimeOfTests();
  const lines = [];
  const backends = new Backends({ runtime, name: 'half', log: (line) => lines.push(line), setAlarm: () => {} });
  await backends.begin();
  backends.first.ask('create table t (n int); insert into t values (1)');
  const state = backends.snapshot();
  backends.first.ask('drop table t; create table u (n int)');
  const { streams } = state.snapshot;
  state.snapshot.streams = undefined; // what is put back last
  assert.equal(backends.reset(state), false);
  assert.match(lines.at(-1), /^database half could not be put back, and is made anew: TypeError/);
  state.snapshot.streams = streams;
  await backends.renew(state);
  assert.deepEqual(backends.first.ask("select n, to_regclass('u') from t"), [['1', null]]);
});
