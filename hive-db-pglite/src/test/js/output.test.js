// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Output } from '../../main/js/output.js';

test('what was taken stays as it is, be it short or long', () => {
  const output = new Output();
  for (const length of [0, 3, 8192, 8193, 100_000, 5]) {
    const bytes = Buffer.alloc(length, 'a');
    for (let at = 0; at < length; at += 1000) output.add(bytes.subarray(at, at + 1000));
    const taken = output.take();
    output.add(Buffer.alloc(length, 'b'));
    assert.ok(taken.equals(bytes));
    output.clear();
  }
});

test('a part is what came since the last one', () => {
  const output = new Output();
  output.add(Buffer.from('one'));
  assert.deepEqual([output.size, output.takePart().toString(), output.size], [3, 'one', 0]);
  output.add(Buffer.from('two'));
  assert.equal(output.take().toString(), 'two');
});
