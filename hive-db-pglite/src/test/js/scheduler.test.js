// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Scheduler } from '../../main/js/scheduler.js';

class FakePlace {
  owner = null;
  keeper = null;
  since = 0;
  lastActive = 0;
  isSlow = false;
  isExpelled = false;

  constructor(name) {
    this.name = name;
  }

  isFreeFor(client) {
    return (this.owner ?? client) === client && (this.keeper ?? client) === client;
  }
}

const DONE = { owns: false, releases: false, waitsFor: null, due: { statement: Infinity, lock: Infinity } };
const OWNS = { ...DONE, owns: true };
let a, b, c, order, first;

beforeEach(() => {
  [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, place: null, boundTo: () => null, isCancelled: false }));
  first = new FakePlace('first');
  const places = [first];
  const fork = () => places[places.push(new FakePlace(`fork ${places.length}`)) - 1];
  order = new Scheduler({ fork, most: 3, waitTimeout: 1000 });
  order.renew(places);
});

function ready(...clients) {
  for (const client of clients) order.ready(client);
}

/** Takes the next turn, and settles it at once. */
function serve(time, outcome = DONE) {
  const turn = order.next(time);
  if (turn) order.settle(turn, typeof outcome === 'function' ? outcome(turn) : outcome, time);
  return turn && [turn.client.id, turn.place.name, turn.ending].filter(Boolean).join(' ');
}

test('clients are served in the order in which they became ready, each once, in one backend', () => {
  ready(a, b, a, c, b);
  assert.deepEqual([serve(0), serve(0), serve(0), serve(0)], ['a first', 'b first', 'c first', null]);
});

test('an open transaction keeps the others waiting for a moment, then they have a backend of their own', () => {
  ready(a, b);
  assert.equal(serve(0, OWNS), 'a first');
  assert.equal(serve(1), null);
  assert.equal(order.delay(1), 4);
  ready(a);
  assert.equal(serve(4, OWNS), 'a first');
  assert.equal(serve(8), null);
  assert.equal(serve(9), 'b fork 1');
});

test('who has a transaction open in the backend at hand comes first, and transactions that are open elsewhere before new ones', () => {
  ready(a, b);
  assert.equal(serve(0, OWNS), 'a first');
  assert.equal(serve(5, OWNS), 'b fork 1');
  ready(c, a, b);
  assert.equal(serve(6, OWNS), 'b fork 1');
  assert.equal(serve(7), null);
  ready(b);
  assert.equal(serve(7), 'b fork 1');
  assert.equal(serve(7, OWNS), 'a first');
  ready(a);
  assert.equal(serve(8), 'a first');
  assert.equal(serve(8), 'c first');
});

test('who thought for long once is waited for only shortly in this transaction', () => {
  ready(a, b);
  serve(0, OWNS);
  assert.equal(serve(5), 'b fork 1');
  ready(a);
  assert.equal(serve(5, OWNS), 'a first');
  ready(b);
  assert.equal(order.delay(5), 1);
  assert.equal(serve(5.5), null);
  assert.equal(serve(6), 'b fork 1');
  ready(a);
  assert.equal(serve(6), 'a first');
  ready(a, b);
  serve(10, OWNS);
  assert.equal(serve(14), null);
});

/** Begins a transaction of a, during which b sends something; gives when b is served, in milliseconds after that. */
function waitBeside(time) {
  ready(a);
  serve(time, OWNS);
  ready(b);
  let waited = 0;
  while (!serve(time + waited)) waited++;
  ready(a);
  assert.equal(serve(time + waited), 'a first');
  return waited;
}

test('where it was in vain three times to wait for who thinks, as for one thread with two connections, only each eighth time is tried', () => {
  const waits = Array.from({ length: 17 }, (_, i) => waitBeside(100 * i));
  assert.deepEqual(waits, [5, 5, 5, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 5]);
});

test('one that comes back in time lets others wait again', () => {
  for (let i = 0; i < 8; i++) waitBeside(100 * i);
  ready(a);
  serve(1000, OWNS);
  ready(b);
  assert.equal(serve(1001), null);
  ready(a);
  assert.equal(serve(1002), 'a first');
  assert.equal(serve(1002), 'b first');
  assert.equal(waitBeside(1100), 5);
});

test('a long transaction keeps nobody waiting, also when it is busy, and is not kept waiting either', () => {
  ready(a, b);
  for (let time = 0; time < 50; time += 4) {
    assert.equal(serve(time, OWNS), 'a first');
    ready(a);
  }
  ready(c);
  assert.equal(serve(50), 'b fork 1');
  assert.equal(serve(50, OWNS), 'a first');
  ready(a);
  assert.equal(serve(99, OWNS), 'a first');
  ready(a);
  assert.equal(serve(100), 'c fork 1');
});

test('who waits for a lock keeps nobody waiting, and who holds it comes first', () => {
  ready(a, b);
  serve(0, OWNS);
  assert.equal(serve(5, OWNS), 'b fork 1');
  ready(c, b, a);
  assert.equal(serve(5, { ...OWNS, waitsFor: new Set([first]) }), 'b fork 1');
  assert.equal(serve(5), 'a first');
  assert.equal(serve(5), 'b fork 1');
  assert.equal(serve(5), 'c fork 1');
});

test('who has to be cleaned up comes before all others, if it holds something', () => {
  ready(a, b);
  serve(0, OWNS);
  serve(5, OWNS);
  ready(b, a);
  order.readyFirst(c);
  order.readyFirst(a);
  assert.deepEqual([serve(5), serve(5), serve(5)], ['a first', 'b fork 1', 'c fork 1']);
});

test('one client that is late does not make the transactions of ten take turns', () => {
  const clients = Array.from({ length: 10 }, (_, i) => ({ ...a, id: i, units: 0, readyAt: 0 }));
  let [now, turns, changes, last] = [0, 0, 0, first];
  while (turns < 3000) {
    for (const client of clients.filter(({ readyAt }) => readyAt <= now)) {
      client.readyAt = Infinity;
      ready(client);
    }
    const turn = order.next(now);
    if (!turn) {
      now += 0.1;
      continue;
    }
    const { client, place } = turn;
    if (place !== last) changes++;
    last = place;
    now += 0.1;
    order.settle(turn, { ...DONE, owns: ++client.units % 3 !== 0 }, now);
    client.readyAt = now + (++turns === 1000 ? 20 : 0.1);
  }
  assert.ok(clients.every(({ units }) => units >= 290));
  assert.ok(changes > 0 && changes <= 4, `${changes} changes`);
});

test('there is a bound on backends', () => {
  [a, b, c].forEach((client, i) => {
    ready(client);
    serve(i * 1000, OWNS);
  });
  const late = { id: 'late', place: null, boundTo: () => null };
  ready(late);
  assert.equal(serve(5000), null);
  ready(b);
  serve(5000);
  assert.equal(serve(5000), 'late fork 1');
});

test('a kept backend is for its keeper only, and nobody waits for it', () => {
  ready(a, b);
  serve(0, ({ place }) => ((place.keeper = a), DONE));
  assert.equal(serve(0), 'b fork 1');
  ready(a);
  assert.equal(serve(0), 'a first');
});

test('a unit that met a lock is tried again when the holder is done, and for the last time after a while', () => {
  ready(a, b);
  serve(0, OWNS);
  assert.equal(serve(10, { ...DONE, waitsFor: new Set([first]) }), 'b fork 1');
  assert.equal(serve(500), null);
  assert.ok(order.hasLockWaits);
  ready(a);
  assert.equal(serve(600, OWNS), 'a first');
  assert.equal(serve(600), null);
  ready(a);
  serve(700);
  assert.equal(serve(700, { ...DONE, waitsFor: new Set([first]) }), 'b first');
  assert.equal(serve(1009), null);
  assert.equal(serve(1010), 'b first timeout');
});

test('who holds a lock of its session that others wait for comes before those who wait for nothing of it', () => {
  ready(a);
  first.keeper = a;
  assert.equal(serve(0), 'a first');
  ready(b);
  assert.equal(serve(0, { ...DONE, waitsFor: new Set([first]) }), 'b fork 1');
  ready(c, a);
  assert.equal(serve(1), 'a first');
  assert.equal(serve(1), 'b fork 1'); // for a may have given its lock back
  assert.equal(serve(1), 'c fork 1');
});

test('who was tried in vain keeps its place before those who wait since later', () => {
  const d = { ...c, id: 'd' };
  const waitsFor = (place) => ({ ...DONE, waitsFor: new Set([place]) });
  let other;
  ready(a, d);
  serve(0, OWNS);
  assert.equal(serve(6, ({ place }) => ((other = place), OWNS)), 'd fork 1');
  ready(b);
  assert.equal(serve(12, waitsFor(first)), 'b fork 2');
  ready(c);
  assert.equal(serve(18, waitsFor(first)), 'c fork 2');
  ready(a);
  assert.equal(serve(19), 'a first');
  assert.equal(serve(19, waitsFor(other)), 'b first');
  ready(d);
  assert.equal(serve(19), 'd fork 1'); // others wait for it
  assert.deepEqual([serve(19), serve(19)], ['b fork 1', 'c fork 1']);
});

test('PostgreSQL\'s own timeouts end a wait: that of the statement counts from its first try, that of the lock from each', () => {
  ready(a, b, c);
  serve(0, OWNS);
  const waits = (statement, lock) => ({ ...DONE, waitsFor: new Set([first]), due: { statement, lock } });
  assert.equal(serve(10, waits(300, Infinity)), 'b fork 1');
  assert.equal(serve(10, waits(Infinity, 110)), 'c fork 1');
  assert.equal(order.delay(10), 100);
  ready(a);
  assert.equal(serve(100, OWNS), 'a first');
  ready(a);
  serve(105);
  assert.equal(serve(105, waits(400, Infinity)), 'b first');
  assert.equal(serve(105, waits(Infinity, 205)), 'c first');
  assert.equal(serve(204), null);
  assert.equal(serve(205), 'c first lock');
  assert.equal(serve(205, waits(500, Infinity)), 'b first');
  assert.equal(serve(299), null);
  assert.equal(serve(300), 'b first statement');
});

test('a cancelled wait for a lock ends', () => {
  ready(a, b);
  serve(0, OWNS);
  serve(10, { ...DONE, waitsFor: new Set([first]) });
  b.isCancelled = true;
  assert.equal(serve(11), 'b fork 1 timeout');
});

test('who waits for one that waits for it is told so', () => {
  ready(a, b);
  serve(0, OWNS);
  const [, other] = [serve(10, OWNS), b.place];
  ready(a);
  assert.equal(serve(20, { ...OWNS, waitsFor: new Set([other]) }), 'a first');
  ready(b);
  assert.equal(serve(30, { ...OWNS, waitsFor: new Set([first]) }), 'b fork 1');
  assert.equal(serve(30, OWNS), 'b fork 1 deadlock');
});

test('a client that is bound to a backend waits for it', () => {
  ready(a, b);
  serve(0, OWNS);
  b.boundTo = () => first;
  assert.equal(serve(1000), null);
  ready(a);
  serve(1000);
  assert.equal(serve(1000), 'b first');
});
