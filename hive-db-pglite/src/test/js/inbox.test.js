// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EARLY, Inbox } from '../../main/js/inbox.js';
import { message, query, sync } from '../../main/js/messages.js';
import { bind, execute, flush, parse } from './client.js';

const types = (messages) => messages.map(([type]) => String.fromCharCode(type)).join('');
const data = message('d', Buffer.from('1\n'));
const done = message('c', Buffer.alloc(0));

test('messages are cut into units, however they came', () => {
  const inbox = new Inbox();
  inbox.add(Buffer.concat([parse('', 'select 1'), bind('', '')]));
  assert.equal(inbox.isRunnable(true), false);
  inbox.add(Buffer.concat([execute(''), sync(), query('select 2')]));
  assert.equal(types(inbox.takeUnit()), 'PBES');
  assert.equal(inbox.unit, 1);
  assert.equal(types(inbox.takeUnit()), 'Q');
  assert.deepEqual([inbox.unit, inbox.isRunnable(true), inbox.isEmpty], [2, false, true]);
  inbox.add(Buffer.concat([parse('', 'select 1'), flush(), bind('', ''), sync()]));
  assert.equal(types(inbox.takeUnit()), 'PH');
  assert.equal(types(inbox.takeUnit()), 'BS');
});

test('the data of a COPY are taken one by one, and its Sync counts as a unit', () => {
  const inbox = new Inbox();
  inbox.add(Buffer.concat([query('copy t from stdin'), data, data, done, sync()]));
  assert.equal(types(inbox.takeUnit()), 'Q');
  for (const type of 'ddcS') assert.equal(types([inbox.takeMessage()]), type);
  assert.equal(inbox.takeMessage(), undefined);
  assert.equal(inbox.unit, 2);
});

test('the data of a COPY that failed are forgotten', () => {
  const inbox = new Inbox();
  inbox.add(Buffer.concat([data, data, done, query('select 1')]));
  assert.equal(inbox.dropStrays(), data.length * 2 + done.length);
  assert.equal(types(inbox.takeUnit()), 'Q');
  assert.equal(inbox.dropStrays(), 0);
});

test('a large unit is begun before its end', () => {
  const inbox = new Inbox();
  inbox.add(parse('', 'x'.repeat(EARLY)));
  assert.ok(inbox.isRunnable(false));
  assert.equal(types(inbox.takeUnit()), 'P');
  assert.deepEqual([inbox.unit, inbox.isRunnable(false)], [0, false]);
});

test('one that is only long is begun where nobody else could be in the way', () => {
  const inbox = new Inbox();
  for (let i = 0; i < 300; i++) inbox.add(Buffer.concat([bind('', ''), execute('')]));
  assert.deepEqual([inbox.isRunnable(false), inbox.isRunnable(true)], [false, true]);
  assert.equal(inbox.takeUnit().length, 600);
  inbox.add(sync());
  assert.equal(types(inbox.takeUnit()), 'S');
});
