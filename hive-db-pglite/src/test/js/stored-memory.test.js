// SPDX-License-Identifier: Apache-2.0
// Pieces of memory in a file, which are read when they are wanted, or nothing else is.

import assert from 'node:assert/strict';
import { fstatSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readFully, StoredMemory } from '../../main/js/stored-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'stored-'));
after(() => rmSync(folder, { recursive: true }));
const SIZE = 16384;
const COUNT = 40;
const LONG_AGO = -1e6;
const CONTENTS = Buffer.from(Array.from({ length: COUNT * SIZE }, (_, i) => (i * 7 + (i >> 14)) % 251));
let number = 0;

/** Pieces that stand behind some other bytes. */
function stored() {
  const path = join(folder, `file${number++}`);
  writeFileSync(path, Buffer.concat([Buffer.from('header'), CONTENTS]));
  const file = openSync(path);
  return { path, file, memory: new StoredMemory(file, { start: 6, length: CONTENTS.length }, SIZE) };
}

const contentsOf = (index) => CONTENTS.subarray(index * SIZE, (index + 1) * SIZE);

test('a part of a piece is copied to where it is wanted, as long as the piece is not kept', () => {
  const { memory } = stored();
  const target = Buffer.alloc(100);
  const piece = memory.pieces[3];
  assert.equal(piece.readTo(target, 10, 5, 80), true);
  assert.deepEqual(target, Buffer.concat([Buffer.alloc(10), contentsOf(3).subarray(5, 85), Buffer.alloc(10)]));
  assert.deepEqual(piece.bytes(), contentsOf(3));
  assert.equal(piece.bytes(), piece.bytes());
  assert.equal(piece.readTo(target, 0, 0, 100), false);
});

test('the rest is read in steps when nobody has wanted anything for a while, and then the file is let go of', () => {
  const { path, file, memory } = stored();
  const first = memory.pieces[0].bytes();
  const delay = memory.work(performance.now());
  assert.ok(delay > 0 && delay <= 50, `${delay}`);
  let steps = 0;
  while (memory.work(LONG_AGO) === 0) steps++;
  assert.equal(steps, 3);
  assert.throws(() => fstatSync(file), { code: 'EBADF' });
  truncateSync(path);
  memory.pieces.forEach((piece, index) => assert.deepEqual(piece.bytes(), contentsOf(index)));
  assert.equal(memory.pieces[0].bytes(), first);
  assert.equal(memory.work(LONG_AGO), Infinity);
});

test('what is not there cannot be read', () => {
  const { path, file, memory } = stored();
  truncateSync(path, 6 + SIZE + 1);
  assert.deepEqual(memory.pieces[0].bytes(), contentsOf(0));
  for (const read of [() => memory.pieces[1].bytes(), () => memory.pieces[1].readTo(Buffer.alloc(SIZE), 0, 0, SIZE), () => readFully(file, Buffer.alloc(2), { start: 0, length: 2, position: 6 + SIZE })]) {
    assert.throws(read, { message: 'it ends too early' });
  }
});
