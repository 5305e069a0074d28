// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { ReaderTurn } from '../../main/js/reader-turn.js';

const turn = () => new ReaderTurn(new Int32Array(new SharedArrayBuffer(4)), 0);

test('the engine reads only what was lent to it, and what it gives back is lent no more', () => {
  const reader = turn();
  assert.equal(reader.begin(), false);
  assert.equal(reader.lend(), false);
  assert.equal(reader.isWished, false);
  assert.ok(reader.wish());
  assert.ok(reader.isWished);
  assert.equal(reader.begin(), false);
  assert.ok(reader.lend());
  assert.ok(reader.begin());
  reader.end();
  assert.ok(reader.giveBack());
  assert.equal(reader.begin(), false);
  assert.equal(reader.giveBack(), false);
});

test('a wish that is withdrawn is not fulfilled', () => {
  const reader = turn();
  reader.wish();
  assert.equal(reader.giveBack(), false);
  assert.equal(reader.lend(), false);
  assert.ok(reader.isNetwork);
});

test('after it was taken back nobody is in the middle of reading', async () => {
  const words = new Int32Array(new SharedArrayBuffer(8));
  const reader = new ReaderTurn(words, 0);
  const module = new URL('../../main/js/reader-turn.js', import.meta.url).href;
  const worker = new Worker(READS, { eval: true, workerData: { words, module } });
  for (let round = 0; round < 100; ) {
    if (!reader.lend()) {
      await new Promise(setImmediate);
      continue;
    }
    reader.takeBack();
    assert.equal(Atomics.load(words, 1), 0, 'it reads on');
    round++;
  }
  await worker.terminate();
});

/** Notes when it is between begin and end. */
const READS = `
  const { workerData } = require('node:worker_threads');
  import(workerData.module).then(({ ReaderTurn }) => {
    const reader = new ReaderTurn(workerData.words, 0);
    for (;;) {
      reader.wish();
      if (!reader.begin()) continue;
      Atomics.store(workerData.words, 1, 1);
      Atomics.store(workerData.words, 1, 0);
      reader.end();
    }
  });`;

test('a thread that died while it read does not keep the socket', () => {
  const reader = turn();
  reader.wish();
  reader.lend();
  reader.begin();
  reader.takeBack();
  assert.ok(reader.isNetwork);
});
