// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Backends } from '../../main/js/backends.js';
import { collectGarbage } from '../../main/js/garbage.js';
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
