// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { WallClock } from '../../main/js/wall-clock.js';
import { startEngine } from './engines.js';

const [{ now }, monotonic] = [Date, performance.now];

afterEach(() => {
  Date.now = now;
  performance.now = monotonic;
});

test('it is the system\'s time with fractions, and never goes back', () => {
  const clock = new WallClock();
  const times = [];
  for (let i = 0; i < 10_000; i++) {
    const before = Date.now();
    const time = clock.now();
    assert.ok(before - 1 < time && time < Date.now() + 2, `${before} ${time} ${Date.now()}`);
    times.push(time);
  }
  assert.ok(times.some((time) => !Number.isInteger(time)));
  assert.deepEqual(times, times.toSorted((a, b) => a - b));
});

for (const [what, change] of [['forward', 3_600_000], ['back', -3_600_000]]) {
  test(`somebody sets the system's time ${what}`, () => {
    const clock = new WallClock();
    const [before, elapsed] = [clock.now(), performance.now() + 20];
    performance.now = () => elapsed;
    Date.now = () => Math.floor(before + change);
    assert.ok(Math.abs(clock.now() - before - change) <= 1);
  });
}

test('timestamps of PostgreSQL have microseconds', async () => {
  const engine = await startEngine();
  const sql = "select extract(microseconds from clock_timestamp())::bigint % 1000 <> 0 from generate_series(1, 20)";
  assert.ok(engine.ask(sql).rows.some(([isFine]) => isFine === 't'));
});
