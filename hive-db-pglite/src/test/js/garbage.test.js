// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { collectGarbage } from '../../main/js/garbage.js';

const MODULE = new URL('../../main/js/garbage.js', import.meta.url).href;

test('threads that collect garbage at the same time do not disturb one another', async () => {
  for (let round = 0; round < 5; round++) {
    const threads = Array.from({ length: 4 }, () => new Worker(`import('${MODULE}').then(({ collectGarbage }) => collectGarbage())`, { eval: true }));
    collectGarbage();
    const ends = await Promise.all(threads.map((thread) => once(thread, 'exit')));
    assert.deepEqual(ends, [[0], [0], [0], [0]]);
  }
});

test('what is not used any more is collected', () => {
  const lost = new WeakRef({});
  return new Promise(setImmediate).then(() => {
    collectGarbage();
    assert.equal(lost.deref(), undefined);
  });
});
