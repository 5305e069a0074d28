// SPDX-License-Identifier: Apache-2.0
// A batch that is run while its client sends on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, parse } from './client.js';

const HALF = 300;
const INSERT = "insert into t values (nextval('ids'))";
let bridge;
let client;

before(async () => {
  bridge = await Bridge.start({ waitTimeout: 60_000 }); // another backend takes long on a busy machine
  client = await Client.open(bridge.port);
  await client.query('create table t (id int primary key)');
});

after(() => bridge.end());

/** Half a batch of statements, without its end. */
const half = (name) => Array.from({ length: HALF }, () => [bind('', name), execute('')]).flat();

/** Sends the half of a batch, and waits for the answer to its first statement, which comes although there was no Sync. */
async function begin(name, sql) {
  client.send(parse(name, sql), ...half(name));
  assert.equal((await client.until('C', 'E')).types, '12C');
}

const count = async (asked = client) => Number((await asked.query('select count(*) from t where id > 0')).rows[0][0]);

test('all of it is one transaction', async () => {
  await client.query('create sequence ids');
  await begin('a', INSERT);
  client.send(...half('a'), sync());
  const { types, status } = await client.until('Z');
  assert.deepEqual([types, status], ['2C'.repeat(2 * HALF - 1) + 'Z', 'I']);
  assert.equal(await count(), 2 * HALF);
});

test('an error in its second half takes back the first', async () => {
  await begin('b', INSERT);
  client.send(parse('bad', 'insert into t values (1)'), bind('', 'bad'), execute(''), ...half('b'), sync());
  const { types, error, status } = await client.until('Z');
  assert.deepEqual([types, error.C, status], ['2C'.repeat(HALF - 1) + '12EZ', '23505', 'I']);
  assert.equal(await count(), 2 * HALF);
});

test('who connects meanwhile is served, and sees nothing of it', async () => {
  await begin('c', INSERT);
  const other = await Client.open(bridge.port);
  assert.equal(await count(other), 2 * HALF);
  client.send(...half('c'), sync());
  assert.equal((await client.until('Z')).status, 'I');
  assert.equal(await count(other), 4 * HALF);
  await other.end();
});

test('of a client that dies in the middle nothing stays', async () => {
  await begin('d', INSERT);
  client.socket.destroy();
  client = await Client.open(bridge.port);
  assert.equal(await count(), 4 * HALF);
});
