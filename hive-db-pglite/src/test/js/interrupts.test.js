// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { Alarm, Interrupts } from '../../main/js/interrupts.js';

const ENDLESS = 'select count(*) from generate_series(1, 2000000000)';
const USER_REQUEST = ['57014', 'canceling statement due to user request'];
const TIMEOUT = ['57014', 'canceling statement due to statement timeout'];
let worker;
let interrupts;
let alarm;
let answered;

before(async () => {
  worker = new Worker(new URL('./engine-worker.js', import.meta.url));
  const [ready] = await once(worker, 'message');
  interrupts = new Interrupts(ready.interrupts);
  alarm = new Alarm(interrupts);
  worker.on('message', ({ alarm: milliseconds, answer }) => (answer ? answered(answer) : alarm.set(milliseconds)));
});
after(() => worker.terminate());

function ask(sql) {
  const answer = new Promise((resolve) => (answered = resolve));
  worker.postMessage(sql);
  return answer;
}

/** Cancels as soon as the statement runs; nothing tells when that is, so the cancel is repeated. */
async function cancelled(sql) {
  const started = performance.now();
  const repeat = setInterval(() => interrupts.cancel(), 50);
  const { error } = await ask(sql);
  clearInterval(repeat);
  assert.deepEqual([error?.C, error?.M], USER_REQUEST, sql);
  return performance.now() - started;
}

const LOOPS = {
  'a series': ENDLESS,
  'a join': 'select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b',
  'a loop in PL/pgSQL': 'do $$ begin loop null; end loop; end $$',
  'a sleep': 'select pg_sleep(30)',
};
for (const [name, sql] of Object.entries(LOOPS)) {
  test(`${name} is cancelled`, async () => {
    assert.ok((await cancelled(sql)) < 5000);
    assert.deepEqual((await ask('select 1')).rows, [['1']]);
  });
}

test('a cancel that comes too late does not hit the next statement', async () => {
  interrupts.cancel();
  assert.deepEqual((await ask('select count(*) from generate_series(1, 100000)')).rows, [['100000']]);
});

// V8 may still compile in its own threads what the tests before have run: the least of three counts.
test('a sleep costs no time of the processor and ends when it should', async () => {
  const times = [];
  for (let i = 0; i < 3; i++) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    assert.deepEqual((await ask('select 1 from pg_sleep(1)')).rows, [['1']]);
    const elapsed = performance.now() - start;
    assert.ok(elapsed > 990 && elapsed < 3000, `${elapsed} ms`);
    times.push(process.cpuUsage(cpu).user);
  }
  assert.ok(Math.min(...times) < 250_000, `${times} µs of CPU`);
});

test('statement_timeout ends a statement, with its own text', async () => {
  await ask("set statement_timeout = '100ms'");
  for (const sql of [ENDLESS, LOOPS['a sleep'], ENDLESS]) {
    const start = performance.now();
    const { error } = await ask(sql);
    assert.deepEqual([error.C, error.M], TIMEOUT);
    assert.ok(performance.now() - start > 95);
  }
  await ask('set statement_timeout = 0');
  assert.deepEqual((await ask('select 1 from pg_sleep(0.2)')).rows, [['1']]);
});

test('statement_timeout counts from each statement, not from the first', async () => {
  await ask("set statement_timeout = '1500ms'"); // a busy machine lets a thread wait for a second
  for (let i = 0; i < 8; i++) assert.deepEqual((await ask('select 1 from pg_sleep(0.25)')).rows, [['1']]);
  assert.equal((await ask(ENDLESS)).error.M, TIMEOUT[1]);
  await ask('set statement_timeout = 0');
});
