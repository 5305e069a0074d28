// SPDX-License-Identifier: Apache-2.0
// While a unit of one database waits in its middle, all that can be done to other databases of the same thread is done.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { message, query, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, flush, parse } from './client.js';

const CRASH = "select repeat('[', 1000000)::json";
const GROW = "select octet_length(repeat(repeat('x', 1000000), 140))";
let bridge;
before(async () => (bridge = await Bridge.start({ waitTimeout: 60_000 })));
after(() => bridge.end());

const open = (database) => Client.open(bridge.port, { database });
const rows = async (client, sql) => {
  const answer = await client.query(sql);
  assert.equal(answer.error, undefined);
  return answer.rows;
};

async function ask(op, values) {
  const { error } = await bridge.ask(op, values);
  assert.equal(error, undefined);
}

/** What stops in the middle of a unit, and how it goes on to its end. */
const STALLS = {
  async 'a COPY that gets no data'(client) {
    client.send(query('copy kept from stdin'));
    await client.until('G');
    return () => client.send(message('c', Buffer.alloc(0)));
  },
  async 'an answer that nobody reads'(client) {
    client.socket.pause();
    client.send(query("select repeat('x', 1000) from generate_series(1, 20000)"));
    await pause(300);
    return () => client.socket.resume();
  },
  async 'messages without a Sync'(client) {
    client.send(parse('', 'insert into kept values (3)'), bind('', ''), flush());
    await client.until('2');
    return () => client.send(execute(''), sync());
  },
  async 'a lock of another connection'(client) {
    const owner = await open('stalled');
    await rows(owner, 'begin; lock table kept');
    client.send(query('select * from kept'));
    return () => owner.query('rollback');
  },
};

/** Makes a database, returns it to a state, and makes another in that. */
async function live(database) {
  await ask('create', { database });
  const client = await open(database);
  await rows(client, 'create table t as select 1 as n');
  await ask('snapshot', { database, snapshot: database });
  await rows(client, 'drop table t');
  await ask('reset', { database, snapshot: database });
  assert.deepEqual(await rows(client, 'select n from t'), [['1']]);
  await ask('create', { database: 'fork', snapshot: database });
  assert.deepEqual(await rows(await open('fork'), 'select n from t'), [['1']]);
  await ask('drop', { database: 'fork' });
  return client;
}

/** Lets its engine be replaced, because memory does not shrink, and crash. */
async function suffer(client, database) {
  await rows(client, GROW);
  await ask('reset', { database, snapshot: database });
  assert.equal((await client.query(CRASH)).error.C, 'XX000');
  assert.deepEqual(await rows(await open(database), 'select n from t'), [['1']]);
}

for (const [what, stall] of Object.entries(STALLS)) {
  test(`while ${what} keeps a database waiting, others are made, reset, replaced, restarted and dropped`, { timeout: 60_000 }, async () => {
    await ask('create', { database: 'stalled' });
    const stalled = await open('stalled');
    await rows(stalled, 'create table kept (n int)');
    const proceed = await stall(stalled);
    const client = await live('other');
    if (what.includes('COPY')) await suffer(client, 'other');
    await ask('drop', { database: 'other' });
    await proceed();
    assert.equal((await stalled.until('Z')).error, undefined);
    assert.deepEqual(await rows(stalled, 'select 1'), [['1']]);
    await ask('drop', { database: 'stalled' });
  });
}
