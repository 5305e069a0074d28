// SPDX-License-Identifier: Apache-2.0
// Answers and COPY flow while the engine works, in bounded memory, on both ways back to the client.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { message, query } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

const done = message('c', Buffer.alloc(0));
const row = (n) => message('d', Buffer.from(`${n}\n`));

for (const useDescriptors of [true, false]) {
  const way = useDescriptors ? 'written by the engine' : 'by message';

  test(`a million rows come whole and in order, ${way}`, async () => {
    const bridge = await Bridge.start({ useDescriptors });
    const client = await Client.open(bridge.port);
    const { memory } = (await bridge.health());
    const seen = client.countRows();
    client.send(query("select i, repeat('x', 100) from generate_series(1, 1000000) i"));
    await client.until('Z');
    assert.deepEqual(seen(), { rows: 1_000_000, last: '1000000' });
    const growth = (await bridge.health()).memory - memory;
    assert.ok(growth < 150 << 20, `grew by ${growth >> 20} MB`);
    await bridge.end();
  });

  test(`a client that stops reading stops the engine, and gets everything in the end, ${way}`, async () => {
    const bridge = await Bridge.start({ useDescriptors });
    const client = await Client.open(bridge.port);
    const { memory } = (await bridge.health());
    const seen = client.countRows();
    client.socket.pause();
    client.send(query("select i, repeat('x', 1000) from generate_series(1, 200000) i"));
    await pause(1000);
    const [{ state }] = (await bridge.health()).databases;
    assert.equal(state, 'busy');
    const growth = (await bridge.health()).memory - memory;
    assert.ok(growth < 100 << 20, `grew by ${growth >> 20} MB`);
    client.socket.resume();
    await client.until('Z');
    assert.deepEqual(seen(), { rows: 200_000, last: '200000' });
    await bridge.end();
  });

  test(`a client that dies while the engine waits for it to read holds up nobody, ${way}`, async () => {
    const bridge = await Bridge.start({ useDescriptors, waitTimeout: 30_000 });
    const [client, other] = [await Client.open(bridge.port), await Client.open(bridge.port)];
    client.socket.pause();
    client.send(query("select repeat('x', 1000) from generate_series(1, 2000000) i"));
    await pause(300);
    client.socket.destroy();
    assert.deepEqual((await other.query('select 1')).rows, [['1']]);
    await bridge.end();
  });
}

for (const useDescriptors of [true, false]) {
  test(`a client that does not read is ended, which is logged, and frees the engine, ${useDescriptors ? "written by it" : "by message"}`, { timeout: 60_000 }, async () => {
    const bridge = await Bridge.start({ useDescriptors, sendTimeout: 500, waitTimeout: 30_000 });
    const [stalled, slow, other] = [await Client.open(bridge.port, { application_name: 'deaf' }), await Client.open(bridge.port), await Client.open(bridge.port)];
    await stalled.query('create table half (n int)');
    stalled.socket.pause();
    stalled.send(query("begin; insert into half values (1); select repeat('x', 1000) from generate_series(1, 2000000) i"));
    assert.deepEqual((await other.query('select count(*) from half')).rows, [['0']]);
    while (!/connection \d+ \[deaf\] was ended: its client took nothing of the answer to \[begin; insert .*\] for 0\.5 s \(hive\.pglite\.send-timeout\)/.test(bridge.stderr)) await pause(5);
    await readSlowly(slow);
    await Promise.all([slow.end(), other.end()]);
    while ((await bridge.health()).connections > 0) await pause(5);
    await bridge.end();
  });
}

/** With a pause longer than the time-out in all, but not in one piece. */
async function readSlowly(client) {
  const seen = client.countRows();
  client.send(query("select i, repeat('x', 1000) from generate_series(1, 20000) i"));
  const reading = setInterval(() => (client.socket.isPaused() ? client.socket.resume() : client.socket.pause()), 40);
  await client.until('Z');
  clearInterval(reading);
  client.socket.resume();
  assert.deepEqual(seen(), { rows: 20_000, last: '20000' });
}

test('COPY of 100,000 rows in and out, in small and in large messages', async () => {
  const bridge = await Bridge.start();
  const client = await Client.open(bridge.port);
  await client.query('create table copied (n int, s text)');
  const lines = Array.from({ length: 100_000 }, (_, i) => `${i}\trow ${i}\n`);
  for (const size of [1, 5000]) {
    client.send(query('copy copied from stdin'));
    await client.until('G');
    for (let i = 0; i < lines.length; i += size) client.send(message('d', Buffer.from(lines.slice(i, i + size).join(''))));
    client.send(done);
    const { messages } = await client.until('Z');
    assert.equal(messages[0].toString('latin1', 5, messages[0].length - 1), 'COPY 100000');
  }
  assert.deepEqual((await client.query('select count(*), sum(n) from copied')).rows, [['200000', '9999900000']]);
  const out = await client.query('copy copied to stdout');
  assert.equal(out.messages.filter(([type]) => type === 0x64).length, 200_000);
  await bridge.end();
});

test('400 MB into a COPY that failed at once are dropped, not kept', async () => {
  const bridge = await Bridge.start();
  const client = await Client.open(bridge.port);
  await client.query('create table refused (n int)');
  const { memory } = (await bridge.health());
  client.send(query('copy refused from stdin'));
  await client.until('G');
  const junk = message('d', Buffer.alloc(1 << 20, 'x\n'));
  for (let i = 0; i < 400; i++) if (!client.socket.write(junk)) await new Promise((resolve) => client.socket.once('drain', resolve));
  client.send(done);
  assert.equal((await client.until('Z')).error.C, '22P02');
  assert.deepEqual((await client.query('select 1')).rows, [['1']]);
  const growth = (await bridge.health()).memory - memory;
  assert.ok(growth < 300 << 20, `grew by ${growth >> 20} MB`);
  await bridge.end();
});

test('a COPY whose client dies is undone', async () => {
  const bridge = await Bridge.start();
  const [client, other] = [await Client.open(bridge.port), await Client.open(bridge.port)];
  await other.query('create table halfway (n int)');
  client.send(query('copy halfway from stdin'));
  await client.until('G');
  client.send(message('d', Buffer.from('1\n')));
  await pause(50);
  client.socket.destroy();
  assert.deepEqual((await other.query('select count(*) from halfway')).rows, [['0']]);
  await bridge.end();
});

test('while a COPY waits for its client, other databases are served', async () => {
  const bridge = await Bridge.start();
  await bridge.ask('create', { database: 'two' });
  const [reader, writer] = [await Client.open(bridge.port), await Client.open(bridge.port, { database: 'two' })];
  await writer.query('create table target (n int)');
  writer.send(query('copy target from stdin'));
  await writer.until('G');
  for (let i = 0; i < 100; i++) {
    const { rows } = await reader.query(`select ${i}`);
    writer.send(message('d', Buffer.from(`${rows[0][0]}\n`)));
  }
  writer.send(done);
  await writer.until('Z');
  assert.deepEqual((await writer.query('select count(*), sum(n) from target')).rows, [['100', '4950']]);
  await bridge.end();
});

test('a COPY whose client stops sending ends when others have waited, and only then', async () => {
  const bridge = await Bridge.start();
  const [sender, other] = [await Client.open(bridge.port), await Client.open(bridge.port)];
  await other.query('create table slow (n int)');
  sender.send(query('copy slow from stdin'));
  await sender.until('G');
  sender.send(row(1));
  await pause(500); // longer than the wait-timeout
  sender.send(row(2));
  await pause(150);
  assert.deepEqual((await other.query('select count(*) from slow')).rows, [['0']]);
  const { error } = await sender.until('Z');
  assert.deepEqual([error.C, error.M], ['57014', 'COPY from stdin failed: nothing was sent for 0.3 s while others waited (hive.pglite.wait-timeout)']);
  sender.send(row(3), done);
  assert.deepEqual((await sender.query('select 1')).rows, [['1']]);
  await bridge.end();
});

test('a COPY of a client that is alone goes on after a pause, also when much was sent before it', async () => {
  const bridge = await Bridge.start();
  const client = await Client.open(bridge.port);
  await client.query('create table slow (n int)');
  client.send(query('copy slow from stdin'));
  await client.until('G');
  for (let burst = 0; burst < 2; burst++) {
    client.send(...Array.from({ length: 5000 }, (_, i) => row(i)));
    await pause(500); // longer than the wait-timeout
  }
  client.send(done);
  assert.equal((await client.until('Z')).error, undefined);
  assert.deepEqual((await client.query('select count(*) from slow')).rows, [['10000']]);
  await bridge.end();
});

test('a COPY into one database is not held up for long by one into another whose client stops sending', async () => {
  const bridge = await Bridge.start();
  await bridge.ask('create', { database: 'two' });
  const [first, second] = [await Client.open(bridge.port), await Client.open(bridge.port, { database: 'two' })];
  for (const client of [first, second]) {
    await client.query('create table target (n int)');
    client.send(query('copy target from stdin'));
    await client.until('G');
  }
  first.send(row(1), done);
  assert.equal((await first.until('Z')).error, undefined);
  assert.equal((await second.until('Z')).error.C, '57014');
  await bridge.end();
});
