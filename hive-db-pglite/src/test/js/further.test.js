// SPDX-License-Identifier: Apache-2.0
// What is done once for further databases while nobody wants anything.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Database } from '../../main/js/database.js';
import { FurtherDatabases } from '../../main/js/further.js';
import { runtimeOfTests } from './engines.js';

const PAUSES = 3;
const NAMES = 'SELECT datname FROM pg_database ORDER BY datname';
const WRITTEN = "SELECT n_tup_upd FROM pg_stat_xact_all_tables WHERE relname = 'pg_database'";

const runtime = await runtimeOfTests();
const open = (options = {}) => Database.open(runtime, { name: 'mine', waitTimeout: 1000, log: assert.fail, setAlarm: () => {}, ...options });

/** So many pauses long ago. */
const pause = (further, times) => Array.from({ length: times }, (_, i) => further.work(i - 1e6));

/** Those of a database that notes what it is asked. */
function watched(database) {
  const { backend } = database.scheduler.idlePlace;
  const asked = [];
  const ask = backend.try.bind(backend);
  backend.try = (sql) => asked.push(sql) && ask(sql);
  return asked;
}

test('nothing is done before the first client has come, nor while somebody may ask on, and each step once', () => {
  let collections = 0;
  const further = new FurtherDatabases(() => [], () => collections++);
  assert.deepEqual(pause(further, PAUSES), Array(PAUSES).fill(Infinity));
  const delay = further.work(performance.now() + 60_000);
  assert.ok(delay > 50_000 && delay <= 60_030, `${delay}`);
  assert.equal(collections, 0);
  assert.deepEqual([further.work(-1), further.work(-1), further.work(-1)], [0, 0, Infinity]);
  assert.equal(collections, 1);
});

test('the rehearsal changes the name of a database, and takes that back', () => {
  const database = open();
  const names = database.ask(NAMES);
  const asked = watched(database);
  pause(new FurtherDatabases(() => [database], () => {}), PAUSES + 1);
  assert.equal(asked.length, 3);
  assert.match(asked[1], /^UPDATE pg_catalog\.pg_database SET datname = 'hive_rehearsal' WHERE datname = 'mine'$/);
  assert.deepEqual(database.ask(NAMES), names);
  assert.equal(database.scheduler.idlePlace.backend.status, 'I');
});

test('an error in the rehearsal leaves no transaction open', () => {
  const database = open();
  database.ask('SET default_transaction_read_only = on');
  pause(new FurtherDatabases(() => [database], () => {}), PAUSES + 1);
  assert.equal(database.scheduler.idlePlace.backend.status, 'I');
  assert.deepEqual(database.ask(WRITTEN), [['0']]);
});

test('a database that is served, whose transaction is open, or that is a folder of the user is left alone', () => {
  const database = open();
  const asked = watched(database);
  const { scheduler } = database;
  const left = { isBusy: false, isOnDisk: false, scheduler };
  const contended = { idlePlace: scheduler.idlePlace, isContended: () => true };
  const all = [{ ...left, isBusy: true }, { ...left, isOnDisk: true }, { ...left, scheduler: { idlePlace: null } }, { ...left, scheduler: contended }];
  pause(new FurtherDatabases(() => all, () => {}), PAUSES + 1);
  assert.deepEqual(asked, []);
});

test('an engine that crashes in the rehearsal is given up', () => {
  const crashes = [];
  const database = open({ log: () => {}, onCrash: (crash) => crashes.push(crash) });
  database.scheduler.idlePlace.backend.condemn('it broke');
  pause(new FurtherDatabases(() => [database], () => {}), PAUSES + 1);
  assert.equal(database.isLost, true);
});
