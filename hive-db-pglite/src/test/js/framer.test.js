// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Framer, FramingError, wholeBytes } from '../../main/js/framer.js';
import { message, query, startupMessage, sync } from '../../main/js/messages.js';

const stream = Buffer.concat([query('select 1'), message('d', Buffer.alloc(300, 7)), sync(), message('X', Buffer.alloc(0))]);

function drain(framer) {
  const found = [];
  for (let next = framer.next(); next !== null; next = framer.next()) found.push(next);
  return found;
}

test('every split of the stream in two gives the same messages', () => {
  for (let at = 0; at <= stream.length; at++) {
    const framer = new Framer();
    framer.push(stream.subarray(0, at));
    const found = drain(framer);
    framer.push(stream.subarray(at));
    found.push(...drain(framer));
    assert.equal(found.length, 4, `split at ${at}`);
    assert.deepEqual(Buffer.concat(found), stream);
    assert.equal(framer.buffered, 0);
  }
});

test('every size of chunks gives the same messages', () => {
  for (let size = 1; size < 64; size++) {
    const framer = new Framer();
    const found = [];
    for (let at = 0; at < stream.length; at += size) {
      framer.push(stream.subarray(at, at + size));
      found.push(...drain(framer));
    }
    assert.deepEqual(Buffer.concat(found), stream);
  }
});

test('whole messages are told from the beginning of one, wherever it is cut', () => {
  const [first, second] = [query('select 1'), query('select 2')];
  const both = Buffer.concat([first, second]);
  for (let end = 0; end <= both.length; end++) {
    const whole = end < first.length ? 0 : end < both.length ? first.length : both.length;
    assert.equal(wholeBytes(both.subarray(0, end), 100), whole, `of ${end}`);
  }
});

for (const [what, bytes] of [
  ['data of a COPY', message('d', Buffer.alloc(3))],
  ['the end of all', message('X', Buffer.alloc(0))],
  ['what is no message', Buffer.from('?')],
  ['a length that is none', Buffer.from([...Buffer.from('Q'), 0, 0, 0, 3])],
  ['more than is to be read at once', query('x'.repeat(100)).subarray(0, 50)],
]) {
  test(`${what} is not among messages that are run as they come`, () => {
    assert.equal(wholeBytes(Buffer.concat([query('select 1'), bytes]), 100), -1);
  });
}

test('startup packets come whole, in every split', () => {
  const packet = startupMessage({ user: 'postgres', database: 'x' });
  for (let at = 0; at <= packet.length; at++) {
    const framer = new Framer();
    framer.push(packet.subarray(0, at));
    if (at < packet.length) assert.equal(framer.nextStartup(), null);
    framer.push(packet.subarray(at));
    assert.deepEqual(framer.nextStartup(), packet);
  }
});

test('50 MB in small chunks take time in proportion', () => {
  const framer = new Framer();
  const body = Buffer.alloc(50 << 20, 1);
  const whole = message('B', body);
  const begun = performance.now();
  for (let at = 0; at < whole.length; at += 16384) {
    framer.push(whole.subarray(at, at + 16384));
    if (at + 16384 < whole.length) assert.equal(framer.next(), null);
  }
  assert.equal(framer.next().length, whole.length);
  assert.ok(performance.now() - begun < 5000);
});

test('what is no message is refused at once', () => {
  const refused = (bytes, reason, startup = false) => {
    const framer = new Framer();
    framer.push(Buffer.from(bytes));
    assert.throws(() => (startup ? framer.nextStartup() : framer.next()), (e) => e instanceof FramingError && e.message === reason);
  };
  refused([0x7a, 0, 0, 0, 4], 'invalid frontend message type 122');
  refused([0x51, 0, 0, 0, 3], 'invalid message length 3 of type Q');
  refused([0x51, 0xff, 0xff, 0xff, 0xff], 'invalid message length 4294967295 of type Q');
  refused([0x53, 0, 1, 0, 0], 'invalid message length 65536 of type S');
  refused([0, 0, 0, 7], 'invalid length of startup packet: 7', true);
  refused([0x47, 0x45, 0x54, 0x20], 'invalid length of startup packet: 1195725856', true);
});
