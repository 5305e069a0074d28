// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { int32, message, query, startupMessage, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, flush, parse } from './client.js';

let bridge;
const open = (options) => Client.open(bridge.port, options);
before(async () => (bridge = await Bridge.start()));
after(() => bridge.end());

test('the bridge says what it is', async () => {
  assert.match(bridge.greeting.postgresql, /^18\./);
  assert.match(bridge.greeting.pgvector, /^0\.8/);
  assert.match(bridge.greeting.pglite, /^0\.5/);
});

test('simple and extended queries are answered', async () => {
  const client = await open();
  assert.deepEqual((await client.query('select 1 as a; select 2')).rows, [['1'], ['2']]);
  assert.deepEqual((await client.extended('select $1::int + 1', { parameters: [41] })).rows, [['42']]);
  assert.equal((await client.query('select 1/0')).error.C, '22012');
  assert.equal((await client.query('')).types, 'IZ');
  await client.end();
});

test('requests for encryption are declined, then the connection begins', async () => {
  const client = new Client(bridge.port);
  client.socket.removeAllListeners('data');
  for (const code of [80877103, 80877104]) {
    client.send(Buffer.concat([int32(8), int32(code)]));
    assert.equal((await once(client.socket, 'data')).toString(), 'N');
  }
  client.socket.destroy();
});

test('protocol 3.2 is negotiated down, with unknown options named', async () => {
  const client = new Client(bridge.port);
  const packet = startupMessage({ user: 'postgres', database: 'one', '_pq_.future': '1' });
  packet.writeUInt32BE((3 << 16) | 2, 4);
  client.send(packet);
  const { messages, types } = await client.until('R');
  assert.equal(types, 'vR');
  assert.equal(messages[0].toString('latin1', 5), '\0\0\0\0\0\0\0\x01_pq_.future\0');
  assert.match((await client.answerChallenge('secret')).types, /^RRS+KZ$/);
  await client.end();
});

test('errors of the start come as protocol messages', async () => {
  const error = async (options) => (await open(options)).greeting.error;
  assert.deepEqual(fields(await error({ password: 'wrong' })), ['FATAL', '28P01', 'password authentication failed for user "postgres"']);
  assert.deepEqual(fields(await error({ database: 'nowhere' })), ['FATAL', '3D000', 'database "nowhere" does not exist']);
  assert.equal((await error({ user: 'somebody' })).C, '28P01');
  assert.equal((await error({ timezone: 'Nowhere/Land' })).C, '22023');
  assert.equal((await error({ replication: 'database' })).C, '0A000');
});

const fields = ({ S, C, M }) => [S, C, M];

test('malformed bytes end the connection with 08P01, and only that connection', async () => {
  const good = await open();
  for (const bytes of [[0x7a, 0, 0, 0, 4], [0x51, 0, 0, 0, 2], [0x42, 0xff, 0, 0, 0]]) {
    const client = await open();
    client.send(Buffer.from(bytes));
    const { error } = await client.until('E');
    assert.deepEqual([error.S, error.C], ['FATAL', '08P01']);
  }
  const http = new Client(bridge.port);
  http.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
  assert.equal((await http.until('E')).error.C, '08P01');
  assert.deepEqual((await good.query('select 1')).rows, [['1']]);
  await good.end();
});

test('a malformed Bind is the engine\'s error', async () => {
  const client = await open();
  client.send(parse('', 'select $1::int'), message('B', Buffer.from('\0\0\0\0\0\x02', 'latin1')), sync());
  const { error } = await client.until('Z');
  assert.equal(error.C, '08P01');
  assert.deepEqual((await client.query('select 1')).rows, [['1']]);
  await client.end();
});

test('too many connections are refused in the protocol', async () => {
  const clients = [];
  for (let i = 0; i < 20; i++) clients.push(await open());
  const late = new Client(bridge.port);
  const { error } = await late.until('E');
  assert.deepEqual(fields(error), ['FATAL', '53300', 'sorry, too many clients already']);
  assert.equal(error.H, 'The limit is hive.pglite.max-connections=20.');
  await Promise.all(clients.map((client) => client.end()));
});

test('Flush gives what is there, and keeps the engine until Sync', async () => {
  const [one, two] = [await open(), await open()];
  one.send(parse('', 'select 7'), flush());
  assert.equal((await one.until('1')).types, '1');
  const waiting = two.query('select 1');
  one.send(bind('', ''), execute(''), sync());
  assert.deepEqual((await one.until('Z')).rows, [['7']]);
  assert.deepEqual((await waiting).rows, [['1']]);
  await Promise.all([one.end(), two.end()]);
});

test('a portal is read in parts, while another connection has a transaction open', async () => {
  const [client, other] = [await open(), await open()];
  await client.query('create table parts as select generate_series(1, 7) as n; begin');
  client.send(parse('', 'select n from parts order by n'), bind('C_1', ''), execute('C_1', 3), sync());
  const parts = [await client.until('Z')];
  await other.query('begin; insert into parts values (8)');
  for (let i = 0; i < 2; i++) {
    client.send(execute('C_1', 3), sync());
    parts.push(await client.until('Z'));
    await other.query('select 1');
  }
  assert.deepEqual(parts.map(({ types }) => types), ['12DDDsZ', 'DDDsZ', 'DCZ']);
  assert.deepEqual(parts.flatMap(({ rows }) => rows).flat(), ['1', '2', '3', '4', '5', '6', '7']);
  await client.query('commit');
  client.send(execute('C_1', 3), sync());
  assert.equal((await client.until('Z')).error.C, '34000');
  await other.query('rollback');
  await Promise.all([client.end(), other.end()]);
});

test('a function is called by its number, as old clients do', async () => {
  const client = await open();
  const { rows } = await client.query("select 'pg_catalog.int4pl(integer, integer)'::regprocedure::oid");
  const texts = ['40', '2'].flatMap((value) => [int32(value.length), Buffer.from(value)]);
  client.send(message('F', int32(Number(rows[0][0])), Buffer.from([0, 0, 0, 2]), ...texts, Buffer.from([0, 0])));
  const { types, messages } = await client.until('Z');
  assert.equal(types, 'VZ');
  assert.equal(messages[0].toString('latin1', 9), '42');
  await client.end();
});

test('pipelined units are answered in order', async () => {
  const client = await open();
  client.send(query('select 1'), parse('', 'select 2'), bind('', ''), execute(''), sync(), query('select 3'));
  const rows = [];
  for (let i = 0; i < 3; i++) rows.push(...(await client.until('Z')).rows);
  assert.deepEqual(rows, [['1'], ['2'], ['3']]);
  await client.end();
});

test('a value of 50 MB goes in and out', async () => {
  const client = await open();
  const { rows } = await client.extended('select length($1::text), $1::text', { parameters: ['x'.repeat(50 << 20)] });
  assert.equal(rows[0][0], String(50 << 20));
  assert.equal(rows[0][1].length, 50 << 20);
  await client.end();
});

test('a connection is told who it is, as by PostgreSQL', async () => {
  const client = await Client.open(bridge.port);
  const parameters = client.greeting.messages.filter(([type]) => type === 0x53).map((bytes) => bytes.toString('latin1', 5).split('\0'));
  assert.equal(Object.fromEntries(parameters.map(([name, value]) => [name, value])).session_authorization, 'postgres');
});
