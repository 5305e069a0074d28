// SPDX-License-Identifier: Apache-2.0
// A wait for a lock that begins when a timer of something else, which is over, is due. PostgreSQL arms none of its own
// then, and a wait that nobody notices never ends: so this is done in a thread that can be ended.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { startEngine } from './engines.js';

const WAIT = 'select * from numbers where n = 2 for update';

async function meetLocks() {
  const engine = await startEngine();
  engine.ask('create table numbers (n int primary key); insert into numbers values (2)');
  const other = engine.processes.fork();
  engine.processes.enter(0);
  engine.ask(`begin; ${WAIT}`);
  const [{ now }, monotonic] = [Date, performance.now];
  for (const late of [-1, 0, 5, 11]) parentPort.postMessage(meetLock(late));
  process.exit();

  /** Some milliseconds before or after the timer is due. */
  function meetLock(late) {
    let time = now();
    Date.now = () => time;
    performance.now = () => time - performance.timeOrigin;
    engine.processes.enter(other);
    engine.ask("set statement_timeout = '1s'");
    engine.ask('set statement_timeout = 0');
    time += 1000 + late;
    engine.processes.lockWaits.take();
    const { error } = engine.ask(WAIT);
    Date.now = now;
    performance.now = monotonic;
    return { code: error?.C, holders: engine.processes.lockWaits.take()?.pids };
  }
}

if (isMainThread) {
  test('it is noticed', async () => {
    const worker = new Worker(new URL(import.meta.url));
    const answers = [];
    worker.on('message', (answer) => answers.push(answer));
    const stop = setTimeout(() => worker.terminate(), 30_000);
    await once(worker, 'exit');
    clearTimeout(stop);
    assert.deepEqual(answers, Array(4).fill({ code: '57014', holders: new Set([42]) }));
  });
} else {
  await meetLocks();
}
