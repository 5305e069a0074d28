// SPDX-License-Identifier: Apache-2.0
// What the network thread does to a unit that the engine's thread ends at the same moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from '../../main/js/connection.js';
import { int32, message, query, startupMessage, text } from '../../main/js/messages.js';
import { Verifiers } from '../../main/js/scram.js';
import { PHASE, Slots } from '../../main/js/slots.js';
import { ScramClient } from './client.js';

const verifiers = new Verifiers('secret');

/** A connection that has sent one unit, which runs; sent: what its client got since. */
function connectionWithUnit() {
  const sent = [];
  const slot = new Slots(1).take('it');
  const nothing = () => {};
  const database = { parameters: { get: () => Buffer.alloc(0) }, enter: nothing, send: nothing, ring: nothing, interrupt: nothing, leave: nothing };
  const server = { verifiers, waitTimeout: 60_000, log: assert.fail, database: () => database, takeSlot: () => slot };
  const transport = { send: (bytes) => sent.push(bytes), pause: nothing, resume: nothing, end: nothing, descriptor: -1 };
  const connection = new Connection(1, 2, server, transport);
  logIn(connection, sent);
  connection.receive(query('select 1'));
  slot.change(0, PHASE.waiting, PHASE.taken);
  slot.change(0, PHASE.taken, PHASE.running);
  sent.length = 0;
  return { connection, slot, sent };
}

function logIn(connection, sent) {
  const client = new ScramClient('secret');
  const first = Buffer.from(client.first());
  connection.receive(startupMessage({ user: 'postgres', database: 'one' }));
  connection.receive(message('p', text('SCRAM-SHA-256'), int32(first.length), first));
  connection.receive(message('p', Buffer.from(client.final(sent.at(-1).toString('utf8', 9)))));
  assert.ok(connection.isReady);
}

/** The unit ends when that was asked for some times. */
function endWhenSeen(slot, property, times) {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(slot), property);
  const seen = () => {
    const value = get.call(slot);
    if (--times === 0) slot.finish(1);
    return value;
  };
  Object.defineProperty(slot, property, { get: seen });
}

for (const times of [1, 2]) {
  test(`a cancel of a unit that ends meanwhile hits no other (${times})`, () => {
    const { connection, slot, sent } = connectionWithUnit();
    endWhenSeen(slot, 'unit', times);
    connection.cancel();
    assert.deepEqual(sent, []);
    assert.ok(slot.change(1, PHASE.waiting, PHASE.taken));
    assert.equal(slot.isCancelled(1), false);
    connection.closed();
  });
}

test('a reset ends no unit but the one that it saw run', () => {
  const { connection, slot, sent } = connectionWithUnit();
  endWhenSeen(slot, 'phase', 1);
  connection.yield();
  assert.deepEqual(sent, []);
  assert.equal(slot.isCancelled(1), false);
  connection.closed();
});
