// SPDX-License-Identifier: Apache-2.0
// Of which timers of PostgreSQL the network thread is told: to wake it in the middle of a statement takes longer than a short one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEngine } from './engines.js';

/** With statistics that wait to be counted. */
async function started() {
  const alarms = [];
  const engine = await startEngine({ setAlarm: (milliseconds) => alarms.push(milliseconds) });
  engine.ask('create table t (n int)');
  engine.ask('insert into t values (1)');
  return { engine, alarms };
}

test('it is not told of the timer of statistics', async () => {
  const { engine, alarms } = await started();
  for (let i = 0; i < 10; i++) engine.ask(`insert into t values (${i})`);
  assert.deepEqual(alarms, []);
});

test('it is told of a timeout, also of one that is due after that timer', async () => {
  const { engine, alarms } = await started();
  engine.ask("set statement_timeout = '1h'");
  engine.ask('select 1');
  assert.ok(alarms.length > 0, 'it is not told');
  assert.ok(alarms.every((milliseconds) => milliseconds > 0 && milliseconds <= 3_600_000), `${alarms}`);
});

test('it is told of a timeout that is due sooner than that timer', async () => {
  const { engine, alarms } = await started();
  engine.ask("set statement_timeout = '5s'");
  engine.ask('select 1');
  assert.ok(alarms.some((milliseconds) => milliseconds <= 5000), `${alarms}`);
});
