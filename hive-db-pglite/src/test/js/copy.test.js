// SPDX-License-Identifier: Apache-2.0
// COPY in both directions, in both protocols.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { message, query, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, parse } from './client.js';

let bridge;
const open = () => Client.open(bridge.port);
before(async () => (bridge = await Bridge.start()));
after(() => bridge.end());

test('COPY in and out, alone and in a transaction', async () => {
  const client = await open();
  await client.query('create table copied (n int, s text)');
  for (const inTransaction of [false, true]) {
    if (inTransaction) await client.query('begin');
    client.send(query('copy copied from stdin'));
    assert.equal((await client.until('G', 'E')).types, 'G');
    client.send(message('d', Buffer.from('1\ta\n2')), message('d', Buffer.from('\tb\n')), message('c', Buffer.alloc(0)));
    assert.equal((await client.until('Z')).types, 'CZ');
    if (inTransaction) await client.query('commit');
  }
  const out = await client.query('copy copied to stdout');
  assert.equal(out.types, 'HddddcCZ');
  await client.end();
});

test('COPY fails as PostgreSQL fails', async () => {
  const client = await open();
  await client.query('create table copied_not (n int)');
  client.send(query('copy copied_not from stdin'));
  await client.until('G');
  client.send(message('d', Buffer.from('1\nx\n')), message('c', Buffer.alloc(0)));
  assert.equal((await client.until('Z')).error.C, '22P02');
  client.send(query('copy copied_not from stdin'));
  await client.until('G');
  client.send(message('f', Buffer.from('changed my mind\0')));
  const { error } = await client.until('Z');
  assert.deepEqual([error.C, error.M], ['57014', 'COPY from stdin failed: changed my mind']);
  assert.equal((await client.query('copy nowhere from stdin')).error.C, '42P01');
  assert.deepEqual((await client.query('select count(*) from copied_not')).rows, [['0']]);
  await client.end();
});

test('COPY FROM STDIN works in the extended protocol, and among other statements', async () => {
  const client = await open();
  await client.query('create table copied_extended (n int)');
  client.send(parse('', 'copy copied_extended from stdin'), bind('', ''), execute(''), sync());
  assert.equal((await client.until('G')).types, '12G');
  client.send(message('d', Buffer.from('1\n2\n')), message('c', Buffer.alloc(0)), sync());
  assert.equal((await client.until('Z')).types, 'CZ');
  client.send(query('copy copied_extended from stdin; select count(*) from copied_extended; copy copied_extended from stdin'));
  await client.until('G');
  client.send(message('d', Buffer.from('3\n')), message('c', Buffer.alloc(0)));
  assert.equal((await client.until('G')).types, 'CTDCG');
  client.send(message('d', Buffer.from('4\n')), message('c', Buffer.alloc(0)));
  assert.equal((await client.until('Z')).types, 'CZ');
  assert.deepEqual((await client.query('select n from copied_extended')).rows, [['1'], ['2'], ['3'], ['4']]);
  await client.end();
});
