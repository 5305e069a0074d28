// SPDX-License-Identifier: Apache-2.0
// What must hold while the engine's thread reads the socket of a client itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { message, query, sync, text } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, describePortal, execute, parse } from './client.js';

/** Long enough for a busy machine: the engine's thread reads as long as the client answers within. */
const LOOK = 200_000;
const ENDLESS = 'select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b';

const start = (options = {}) => Bridge.start({ look: LOOK, ...options });
const reads = async (bridge) => (await bridge.health()).directReads;

/** Asks until the engine's thread has read some of it itself, and then on: to ask for the number ends that. */
async function heat(bridge, client) {
  const before = await reads(bridge);
  for (let round = 0; round < 20; round++) {
    await askOften(client);
    if ((await reads(bridge)) > before + 5) return askOften(client);
  }
  assert.fail('the socket is never read by the engine itself');
}

async function askOften(client) {
  for (let i = 0; i < 50; i++) assert.deepEqual((await client.query(`select ${i}`)).rows, [[String(i)]]);
}

async function heated(options) {
  const bridge = await start(options);
  const client = await Client.open(bridge.port);
  await client.query('create table t (n int)');
  await heat(bridge, client);
  return { bridge, client };
}

test('a client that asks on and on is read by the engine itself; nothing of it is written to the log', async () => {
  const { bridge, client } = await heated();
  for (let i = 0; i < 300; i++) assert.deepEqual((await client.extended('select $1::int + 1', { parameters: [i] })).rows, [[String(i + 1)]]);
  await client.end();
  assert.equal(await bridge.end(), 0);
  assert.doesNotMatch(bridge.stderr, /warning|WASI|Error/i);
});

test('a client that waits between its statements is not kept from anything, and others are served', async () => {
  const { bridge, client } = await heated();
  const other = await Client.open(bridge.port);
  for (let i = 0; i < 30; i++) {
    await client.query(`insert into t values (${i})`);
    assert.deepEqual((await other.query('select count(*) from t')).rows, [[String(i + 1)]]);
  }
  await heat(bridge, other);
  await heat(bridge, client);
  await bridge.end();
});

test('its statement is cancelled', async () => {
  const { bridge, client } = await heated();
  client.send(query(ENDLESS));
  for (let error; error?.C !== '57014'; ) {
    const canceller = new Client(bridge.port);
    canceller.send(cancelRequest(client.key));
    while (!canceller.closed) await canceller.until('\0');
    const answer = await Promise.race([client.until('Z'), new Promise((resolve) => setTimeout(resolve, 200))]);
    error = answer?.error;
  }
  await heat(bridge, client);
  await bridge.end();
});

test('its statement_timeout ends a statement', async () => {
  const { bridge, client } = await heated();
  await client.query('set statement_timeout = 100');
  await heat(bridge, client);
  assert.equal((await client.query(ENDLESS)).error.C, '57014');
  await bridge.end();
});

for (const [state, begin] of [['in a transaction', () => {}], ['while its statement runs', (client) => client.send(query(ENDLESS))]]) {
  test(`its transaction is rolled back when it dies ${state}`, async () => {
    const { bridge, client } = await heated();
    await client.query('begin; insert into t values (1)');
    await heat(bridge, client);
    begin(client);
    client.socket.resetAndDestroy();
    const other = await Client.open(bridge.port);
    assert.deepEqual((await other.query('select count(*) from t')).rows, [['0']]);
    await bridge.end();
  });
}

test('others are told whom they wait for, and what that did last', async () => {
  const { bridge, client } = await heated({ waitTimeout: 300 });
  await client.query('begin');
  await heat(bridge, client);
  client.send(parse('mine', 'lock table t'), bind('', 'mine'), describePortal(''), execute(''), sync());
  await client.until('Z');
  const other = await Client.open(bridge.port);
  const { error } = await other.query('create table u as select * from t');
  assert.match(`${error.M}`, /lock table t/);
  await bridge.end();
});

test('a client that waits in vain for another is told so', async () => {
  const { bridge, client } = await heated({ waitTimeout: 300 });
  const other = await Client.open(bridge.port);
  await other.query('begin; lock table t');
  const { error } = await client.query('insert into t values (1)');
  assert.ok(error, 'it waits for the lock');
  assert.equal((await other.query('commit')).error, undefined);
  await heat(bridge, client);
  await bridge.end();
});

test('messages that are cut, large, or of a COPY arrive as they are', async () => {
  const { bridge, client } = await heated();
  for (const length of [10, 8100, 8187, 8192, 9000, 70_000, 3_000_000]) {
    await heat(bridge, client);
    const value = 'x'.repeat(length);
    assert.deepEqual((await client.extended('select length($1)', { parameters: [value] })).rows, [[String(length)]]);
  }
  await heat(bridge, client);
  const bytes = query('select 42');
  for (const byte of bytes) {
    client.send(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  assert.deepEqual((await client.until('Z')).rows, [['42']]);
  await heat(bridge, client);
  client.send(query('copy t from stdin'));
  await client.until('G');
  client.send(...Array.from({ length: 5000 }, (_, i) => message('d', Buffer.from(`${i}\n`))), message('c', Buffer.alloc(0)));
  assert.equal((await client.until('Z')).error, undefined);
  assert.deepEqual((await client.query('select count(*) from t')).rows, [['5000']]);
  await bridge.end();
});

test('batches that are cut in the middle of messages are read by the engine itself', async () => {
  const { bridge, client } = await heated();
  const before = await reads(bridge);
  for (let round = 0; round < 100; round++) {
    const rows = Array.from({ length: 50 }, (_, i) => [bind('', '', [i]), execute('')]);
    const bytes = Buffer.concat([parse('', 'insert into t select $1::int'), ...rows.flat(), sync()]);
    const cut = 500 + round;
    client.socket.write(bytes.subarray(0, cut));
    await new Promise(setImmediate);
    client.socket.write(bytes.subarray(cut));
    assert.equal((await client.until('Z')).error, undefined);
  }
  assert.ok((await reads(bridge)) > before + 20, 'the network thread read most of it');
  assert.deepEqual((await client.query('select count(*), sum(n) from t')).rows, [['5000', String(100 * 49 * 25)]]);
  await bridge.end();
});

test('a message that is cut is whole for whoever reads the rest', async () => {
  const { bridge, client } = await heated();
  for (let round = 0; round < 10; round++) {
    await heat(bridge, client);
    const bytes = query(`select ${round} as "${'z'.repeat(60)}"`);
    client.send(bytes.subarray(0, 3 + round * 4));
    await bridge.health(); // which ends the reading of the engine's thread
    client.send(bytes.subarray(3 + round * 4));
    assert.deepEqual((await client.until('Z')).rows, [[String(round)]]);
  }
  await bridge.end();
});

test('a client that sends much before it reads gets all answers in order', async () => {
  const { bridge, client } = await heated();
  for (let i = 0; i < 500; i++) client.send(parse('', 'select $1::int'), bind('', '', [i]), execute(''), sync());
  for (let i = 0; i < 500; i++) assert.deepEqual((await client.until('Z')).rows, [[String(i)]]);
  await heat(bridge, client);
  const value = 'y'.repeat(300_000);
  for (let i = 0; i < 20; i++) client.send(query(`select '${value}'`));
  for (let i = 0; i < 20; i++) assert.equal((await client.until('Z')).rows[0][0].length, 300_000);
  await bridge.end();
});

test('what is no message ends the connection', async () => {
  const { bridge, client } = await heated();
  client.send(Buffer.from('?????????'));
  const { error } = await client.until('E');
  assert.equal(error.C, '08P01');
  const other = await Client.open(bridge.port);
  assert.deepEqual((await other.query('select 1')).rows, [['1']]);
  await bridge.end();
});

test('a reset comes before what its client sends afterwards', async () => {
  const { bridge, client } = await heated();
  await bridge.ask('snapshot', { database: 'one', snapshot: 's' });
  for (let i = 0; i < 20; i++) {
    await client.query('insert into t values (1)');
    if (i % 5 === 0) await heat(bridge, client);
    assert.deepEqual((await bridge.ask('reset', { database: 'one', snapshot: 's' })).result, {});
    assert.deepEqual((await client.query('select count(*) from t')).rows, [['0']]);
  }
  client.send(query('begin; insert into t values (1); select pg_sleep(20)'));
  assert.deepEqual((await bridge.ask('reset', { database: 'one', snapshot: 's' })).result, {});
  await client.until('Z');
  await client.query('rollback');
  assert.deepEqual((await client.query('select count(*) from t')).rows, [['0']]);
  await bridge.end();
});

test('other databases of its thread are made, served and dropped', async () => {
  const { bridge, client } = await heated();
  assert.deepEqual((await bridge.ask('create', { database: 'two' })).result, {});
  const other = await Client.open(bridge.port, { database: 'two' });
  await heat(bridge, other);
  await heat(bridge, client);
  await bridge.ask('drop', { database: 'two' });
  while (!other.closed) await other.until('\0');
  await heat(bridge, client);
  await bridge.ask('drop', { database: 'one' });
  while (!client.closed) await client.until('\0');
  assert.equal(await bridge.end(), 0);
});

test('an idle transaction is ended in time', async () => {
  const { bridge, client } = await heated({ idleTimeout: 200 });
  await client.query('begin');
  await heat(bridge, client);
  await client.query('select 7');
  const { error } = await client.until('E');
  assert.equal(error.C, '25P03');
  assert.match(error.D, /\[select 7\]/);
  await bridge.end();
});

test('without descriptors the network thread reads', async () => {
  const bridge = await start({ useDescriptors: false });
  const client = await Client.open(bridge.port);
  for (let i = 0; i < 50; i++) await client.query('select 1');
  assert.equal(await reads(bridge), 0);
  await bridge.end();
});

function cancelRequest({ id, secret }) {
  const bytes = Buffer.alloc(16);
  [16, 80877102, id, secret].forEach((value, i) => bytes.writeInt32BE(value, i * 4));
  return bytes;
}
