// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scheduler } from '../../main/js/scheduler.js';

const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }));

/** Serves until nobody's turn it is; owns says which clients' units leave a transaction open. */
function serve(scheduler, owns = () => false) {
  const served = [];
  for (let client = scheduler.next(); client; client = scheduler.next()) {
    served.push(client.id);
    scheduler.settle(client, owns(client));
  }
  return served.join('');
}

function scheduler(...ready) {
  const made = new Scheduler();
  for (const client of ready) made.ready(client);
  return made;
}

test('clients are served in the order in which they became ready, each once', () => {
  const order = scheduler(a, b, a, c, b);
  assert.equal(serve(order), 'abc');
  assert.equal(order.next(), null);
});

test('an open transaction keeps the others waiting, and only its owner is served', () => {
  const order = scheduler(a, b);
  assert.equal(serve(order, (client) => client === a), 'a');
  assert.equal(order.owner, a);
  order.ready(c);
  order.ready(a);
  assert.equal(serve(order, (client) => client === a), 'a');
  order.ready(a);
  assert.equal(serve(order), 'abc');
});

test('who becomes ready during its own turn is served again', () => {
  for (const owns of [false, true]) {
    const order = scheduler(a);
    const client = order.next();
    order.ready(a);
    order.ready(b);
    order.settle(client, owns);
    assert.equal(serve(order), owns ? 'ab' : 'ba');
  }
});

test('an owner that became ready during the turn that ended its transaction is not lost', () => {
  const order = scheduler(a);
  order.settle(order.next(), true);
  order.ready(a);
  const client = order.next();
  order.ready(a);
  order.settle(client, false);
  assert.equal(serve(order), 'a');
});

test('one to be cleaned up comes before all others, but not before the owner is done', () => {
  const order = scheduler(a, b, c);
  order.settle(order.next(), true);
  order.readyFirst(c);
  assert.equal(order.next(), null);
  order.readyFirst(a);
  assert.equal(serve(order), 'acb');
});

test('who is forgotten is not served', () => {
  const order = scheduler(a, b);
  order.forget(a);
  assert.equal(serve(order), 'b');
});
