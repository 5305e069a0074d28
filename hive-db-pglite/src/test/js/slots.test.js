// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHASE, Slots } from '../../main/js/slots.js';

const { waiting, taken, running, cancelling, expired } = PHASE;

test('only one thread gets a unit: it is either run or answered with an error', () => {
  const slot = new Slots(1).take('me');
  assert.ok(slot.change(0, waiting, taken));
  assert.equal(slot.change(0, waiting, expired), false);
  slot.finish(1);
  assert.ok(slot.change(1, waiting, expired));
  assert.equal(slot.change(1, waiting, taken), false);
  assert.equal(slot.change(0, waiting, taken), false);
});

test('a unit stays interruptible until it stops, and is not left in the middle of it', () => {
  const slot = new Slots(1).take('me');
  slot.change(0, waiting, taken);
  slot.change(0, taken, running);
  assert.ok(slot.change(0, running, cancelling));
  slot.change(0, cancelling, running);
  slot.stop(0);
  assert.equal(slot.change(0, running, cancelling), false);
  slot.finish(3);
  assert.deepEqual([slot.unit, slot.phase, slot.isNext(3)], [3, waiting, true]);
});

test('unit numbers wrap around', () => {
  const slot = new Slots(1).take('me');
  slot.finish(2 ** 28 - 1);
  assert.ok(slot.isNext(2 ** 28 - 1));
  slot.finish(2 ** 28);
  assert.equal(slot.unit, 0);
  assert.ok(slot.isNext(2 ** 28));
});

test('a unit that waits is answered once, and then the one behind it, if it was sent', () => {
  const slot = new Slots(1).take('me');
  assert.ok(slot.isBehind(2));
  assert.ok(slot.expire(0, 2));
  assert.ok(slot.isBehind(2));
  assert.ok(slot.expire(0, 2));
  assert.deepEqual([slot.unit, slot.isBehind(2), slot.expire(1, 2)], [1, false, false]);
  slot.drop(0, 1); // the next one is answered too
  assert.equal(slot.phase, PHASE.expired);
  slot.drop(1, 2);
  assert.ok(slot.isNext(2));
  assert.ok(slot.change(2, PHASE.waiting, PHASE.taken));
  assert.equal(slot.expire(2, 4), false);
});

test('nothing is written to a descriptor that was revoked', () => {
  const slot = new Slots(1).take('me');
  assert.equal(slot.write(() => 7), 7);
  slot.revoke();
  assert.equal(slot.write(() => assert.fail('written')), 0);
});

test('slots are given out once, fresh, and again when they are given back', () => {
  const slots = new Slots(2);
  const one = slots.take('one');
  const two = slots.take('two');
  assert.equal(slots.take('three'), null);
  assert.deepEqual([slots.owner(one.index), slots.owner(two.index)], ['one', 'two']);
  two.status = 'T';
  two.queue(5);
  slots.give(two.index);
  const again = slots.take('four');
  assert.deepEqual([again.index, again.status, again.queued], [two.index, 'I', 0]);
});
