// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { Scheduler } from '../../main/js/scheduler.js';

function recorder(waitTimeout = 60_000) {
  const scheduler = new Scheduler(waitTimeout);
  const log = [];
  const submit = (client, name, keeps = false) =>
    scheduler.submit({ client, run: () => (log.push(name), keeps), expire: (owner) => log.push(`${name} expired, owner ${owner?.id}`) });
  return { scheduler, log, submit };
}

const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

test('a unit runs at once when nobody owns the engine', () => {
  const { log, submit } = recorder();
  submit(a, 'a1');
  submit(b, 'b1');
  assert.deepEqual(log, ['a1', 'b1']);
});

test('an open transaction keeps the others waiting, in their order', async () => {
  const { scheduler, log, submit } = recorder();
  submit(a, 'a begin', true);
  submit(b, 'b1');
  submit(c, 'c1');
  submit(a, 'a work', true);
  assert.deepEqual(log, ['a begin', 'a work']);
  assert.equal(scheduler.waiting, 2);
  submit(a, 'a commit');
  await turn();
  await turn();
  assert.deepEqual(log, ['a begin', 'a work', 'a commit', 'b1', 'c1']);
});

test('who comes later does not overtake who waits', async () => {
  const { log, submit } = recorder();
  submit(a, 'a begin', true);
  submit(b, 'b1', true);
  submit(a, 'a commit');
  submit(c, 'c1');
  await turn();
  assert.deepEqual(log, ['a begin', 'a commit', 'b1']);
  submit(b, 'b commit');
  await turn();
  assert.equal(log.at(-1), 'c1');
});

test('a wait ends in time, and names the owner', async () => {
  const { scheduler, log, submit } = recorder(20);
  submit(a, 'a begin', true);
  submit(b, 'b1');
  await pause(40);
  assert.deepEqual(log, ['a begin', 'b1 expired, owner a']);
  assert.equal(scheduler.waiting, 0);
});

test('an owner that leaves is cleaned up before the next comes', async () => {
  const { scheduler, log, submit } = recorder();
  submit(a, 'a begin', true);
  submit(b, 'b1');
  scheduler.leave(a, () => log.push('a cleaned'));
  await turn();
  assert.deepEqual(log, ['a begin', 'a cleaned', 'b1']);
});

test('one that leaves while it waits is never run, and cleaned up when the engine is free', async () => {
  const { scheduler, log, submit } = recorder();
  submit(a, 'a begin', true);
  submit(b, 'b1');
  scheduler.leave(b, () => log.push('b cleaned'));
  submit(a, 'a commit');
  await turn();
  assert.deepEqual(log, ['a begin', 'a commit', 'b cleaned']);
});

test('a unit that throws does not keep the engine', async () => {
  const { scheduler, log, submit } = recorder();
  assert.throws(() => scheduler.submit({ client: a, run: () => { throw new Error('broken'); }, expire() {} }), /broken/);
  submit(b, 'b1');
  assert.deepEqual(log, ['b1']);
});
