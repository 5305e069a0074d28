// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Input } from '../../main/js/input.js';
import { message } from '../../main/js/messages.js';

/** Reads and takes as PostgreSQL does: it reads when its buffer is empty, and takes one message at a time. */
function takeAll(messages, size) {
  const input = new Input();
  input.set(messages);
  const buffer = Buffer.alloc(size);
  const taken = [];
  let reads = 0;
  for (let left = 0, end = 0; left > 0 || !input.isRead; ) {
    const type = left > 0 ? input.typeBefore(left) : input.type;
    let bytes = Buffer.alloc(0);
    while (bytes.length < 5 || bytes.length < 1 + bytes.readUInt32BE(1)) {
      if (left === 0) {
        left = end = input.read(buffer, 0, size);
        reads++;
      }
      const wanted = bytes.length < 5 ? 5 : 1 + bytes.readUInt32BE(1);
      const count = Math.min(wanted - bytes.length, left);
      bytes = Buffer.concat([bytes, buffer.subarray(end - left, end - left + count)]);
      left -= count;
    }
    assert.equal(bytes[0], type);
    taken.push(bytes);
  }
  assert.deepEqual(Buffer.concat(taken), Buffer.concat(messages));
  return reads;
}

const unit = [...'PBDEBDES'].map((type, i) => message(type, Buffer.alloc(10 * i, i)));

test('messages are read together, and each is known by its type before it is taken', () => {
  assert.equal(takeAll(unit, 8192), 1);
  assert.equal(takeAll(unit, 100), 4);
});

test('a message that is larger than the buffer is read in parts, with what follows it', () => {
  for (const size of [8, 64, 75, 76, 128]) takeAll([message('B', Buffer.alloc(70)), ...unit], size);
  assert.equal(takeAll([message('B', Buffer.alloc(20_000)), ...unit], 8192), 3);
});
