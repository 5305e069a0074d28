// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { Backends } from '../../main/js/backends.js';
import { collectGarbage } from '../../main/js/garbage.js';
import { Bridge } from './bridge.js';
import { runtimeOfTests } from './engines.js';

const MODULE = new URL('../../main/js/garbage.js', import.meta.url).href;

test('a database that was closed keeps no memory of its engine, whoever knows it', async () => {
  const backends = new Backends({ runtime: await runtimeOfTests(), name: 'postgres', log: () => {}, setAlarm: () => {} });
  backends.begin();
  const memory = new WeakRef(backends.first.interrupts.memory);
  assert.equal(backends.close(), false);
  await turn();
  collectGarbage();
  assert.ok(memory.deref() === undefined); // equal() would print it
  assert.equal(backends.first.crash, 'it was dropped');
});

/** Begins when all threads are there. */
const TOGETHER = `
  const { workerData: { gate, threads } } = require('node:worker_threads');
  import('${MODULE}').then(({ collectGarbage }) => {
    Atomics.add(gate, 0, 1);
    while (Atomics.load(gate, 0) < threads);
    collectGarbage();
  });`;

test('threads that collect garbage at the same time do not disturb one another', async () => {
  const threads = 2;
  for (let round = 0; round < 10; round++) {
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const all = Array.from({ length: threads }, () => new Worker(TOGETHER, { eval: true, workerData: { gate, threads } }));
    assert.deepEqual(await Promise.all(all.map((thread) => once(thread, 'exit'))), [[0], [0]]);
  }
});

test('what is not used any more is collected', () => {
  const lost = new WeakRef({});
  return new Promise(setImmediate).then(() => {
    collectGarbage();
    assert.equal(lost.deref(), undefined);
  });
});

test('the flag that names the function does not stay, as V8 would refuse its cache of the code of Node.js', () => {
  collectGarbage();
  assert.equal(runInNewContext('typeof gc'), 'undefined');
});

test('states that were read from files are given back when they are discarded', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'garbage-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const bridge = await Bridge.start();
  t.after(() => bridge.end());
  const file = join(folder, 'state');
  const must = async (op, values) => assert.equal((await bridge.ask(op, values)).error, undefined);
  await must('snapshot', { database: 'one', snapshot: 's' });
  await must('save', { snapshot: 's', file });
  const { size } = statSync(file);
  const { memory } = await bridge.health();
  for (let i = 0; i < 20; i++) {
    await must('load', { snapshot: 'loaded', file });
    await must('discard', { snapshot: 'loaded' });
  }
  const isGivenBack = async () => (await bridge.health()).memory - memory < 5 * size;
  for (let wait = 0; !(await isGivenBack()); wait++) assert.ok(await pause(100, wait < 50));
});
