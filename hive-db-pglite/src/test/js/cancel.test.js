// SPDX-License-Identifier: Apache-2.0
// Everything that must work while a statement runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { int32, message, query, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, parse } from './client.js';

// Takes no memory, and ends by itself with another error if nobody cancels it.
const ENDLESS = 'select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b';
const LIMIT = { statement_timeout: '60000' };
/** Milliseconds after which a thread that nobody wants anything of sleeps. */
const QUIET = 500;
const USER_REQUEST = ['57014', 'canceling statement due to user request'];
let bridge;
const open = (options) => Client.open(bridge.port, { ...LIMIT, ...options });
before(async () => (bridge = await Bridge.start({ waitTimeout: 60_000 })));
after(() => bridge.end());

/** Sends a CancelRequest with the keys of a connection, or with others. */
function cancel(client, { id, secret } = client.key) {
  const other = new Client(bridge.port);
  other.send(Buffer.concat([int32(16), int32(80877102), int32(id), int32(secret)]));
  return new Promise((resolve) => other.socket.once('close', resolve));
}

async function untilBusy(statement) {
  for (;;) {
    const [{ state, statement: running, milliseconds }] = (await bridge.health()).databases;
    if (state === 'busy' && running === statement) return milliseconds;
    await pause(5);
  }
}

const errorOf = ({ error }) => [error?.C, error?.M];

test('a running statement is cancelled, in both protocols, and the connection lives on', async () => {
  const client = await open();
  client.send(query(ENDLESS));
  await untilBusy(ENDLESS);
  await cancel(client);
  assert.deepEqual(errorOf(await client.until('Z')), USER_REQUEST);
  client.send(parse('S', ENDLESS), bind('', 'S'), execute(''), sync());
  await untilBusy(ENDLESS);
  await cancel(client);
  assert.deepEqual(errorOf(await client.until('Z')), USER_REQUEST);
  assert.deepEqual((await client.query('select 1')).rows, [['1']]);
  await client.end();
});

test('a cancel with a wrong secret, for nobody, or for an idle connection does nothing', async () => {
  const client = await open();
  await cancel(client);
  client.send(query('select count(*) from generate_series(1, 300000)'));
  const { id, secret } = client.key;
  await cancel(client, { id, secret: secret ^ 1 });
  await cancel(client, { id: 12345, secret });
  assert.deepEqual((await client.until('Z')).rows, [['300000']]);
  await client.end();
});

test('a statement that waits for another transaction is cancelled too, although nothing else wakes its thread', { timeout: 30_000 }, async () => {
  const [owner, waiting] = [await open(), await open()];
  await owner.query('create table locked (n int primary key)');
  await owner.query('begin; lock table locked');
  const answer = waiting.query('select * from locked');
  await pause(QUIET);
  await cancel(waiting);
  assert.deepEqual(errorOf(await answer), USER_REQUEST);
  await owner.query('commit');
  assert.deepEqual((await waiting.query('select 1')).rows, [['1']]);
  await Promise.all([owner.end(), waiting.end()]);
});

test('a cancel never hits the next statement, nor another connection', { timeout: 60_000 }, async () => {
  const [victim, witness] = [await open(), await open()];
  for (let i = 0; i < 100; i++) {
    const answer = victim.query('select count(*) from generate_series(1, 20000)');
    const witnessed = witness.query('select 7');
    cancel(victim);
    assert.deepEqual((await witnessed).rows, [['7']]);
    const { error } = await answer;
    assert.ok(!error || error.C === '57014');
    assert.deepEqual((await witness.query('select 8')).rows, [['8']]);
  }
  await pause(20);
  assert.deepEqual((await victim.query('select 9')).rows, [['9']]);
  await Promise.all([victim.end(), witness.end()]);
});

test('statement_timeout ends a statement with its own text', async () => {
  const client = await open({ statement_timeout: '100' });
  assert.deepEqual(errorOf(await client.query(ENDLESS)), ['57014', 'canceling statement due to statement timeout']);
  assert.deepEqual((await client.query('select 1')).rows, [['1']]);
  await client.end();
});

test('what a client waited for that died is cancelled and rolled back at once', async () => {
  const [victim, witness] = [await open(), await open()];
  await victim.query('create table dead (n int)');
  await victim.query('begin; insert into dead values (1)');
  victim.send(query(ENDLESS));
  await untilBusy(ENDLESS);
  victim.socket.destroy();
  assert.deepEqual((await witness.query('select count(*) from dead')).rows, [['0']]);
  await witness.end();
});

test('what was sent before an orderly end is still done', async () => {
  const [client, witness] = [await open(), await open()];
  await client.query('create table parting (n int)');
  client.send(query('insert into parting select 1 from pg_sleep(0.1)'), message('X', Buffer.alloc(0)));
  client.socket.end();
  while (!client.closed) await pause(5);
  assert.deepEqual((await witness.query('select count(*) from parting')).rows, [['1']]);
  await witness.end();
});

test('while a statement runs, connections begin and health tells of it', async () => {
  const client = await open();
  client.send(query(ENDLESS));
  await untilBusy(ENDLESS);
  await pause(30);
  assert.ok((await untilBusy(ENDLESS)) >= 30);
  const late = await open();
  assert.equal(late.greeting.status, 'I');
  await cancel(client);
  await client.until('Z');
  await Promise.all([client.end(), late.end()]);
});

test('a database is dropped although a statement runs in it', async () => {
  await bridge.ask('create', { database: 'short' });
  const client = await open({ database: 'short' });
  client.send(query(ENDLESS));
  await pause(50);
  assert.deepEqual((await bridge.ask('drop', { database: 'short' })).result, {});
  assert.equal((await client.until('E')).error.C, '57014');
  assert.equal((await client.until('E')).error.C, '57P01');
});

test('the process ends at once although a statement runs', async () => {
  const other = await Bridge.start();
  const client = await Client.open(other.port, LIMIT);
  client.send(query(ENDLESS));
  await pause(50);
  const begun = performance.now();
  assert.equal(await other.end(), 0);
  assert.ok(performance.now() - begun < 5000);
});
