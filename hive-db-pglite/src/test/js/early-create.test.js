// SPDX-License-Identifier: Apache-2.0
// A database whose engine is still being made: who connects is let in, and waits with what he asks for.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { int32, query } from '../../main/js/messages.js';
import { RemoteDatabase } from '../../main/js/remote-database.js';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'early-'));
const LOOK = 'select current_database(), sum(n) from t';
let bridge;
before(async () => {
  bridge = await Bridge.start({ maxConnections: 4, maxDatabases: 4, waitTimeout: 60_000 });
  const client = await Client.open(bridge.port);
  await client.query('create table t (n int); insert into t values (1)');
  assert.deepEqual(await bridge.ask('snapshot', { database: 'one', snapshot: 's' }).then(({ result }) => result), {});
  await client.end();
});
after(async () => {
  assert.equal(await bridge.end(), 0);
  rmSync(FOLDER, { recursive: true });
});

test('what is sent to a database that is still being made is answered when it is', async () => {
  for (let i = 0; i < 5; i++) {
    const created = bridge.ask('create', { database: 'two', snapshot: 's' });
    const clients = await Promise.all([1, 2].map(() => Client.open(bridge.port, { database: 'two' })));
    const answers = await Promise.all(clients.map((client) => client.query(`insert into t values (1); ${LOOK}`)));
    assert.deepEqual((await created).result, {});
    assert.deepEqual(answers.map(({ rows }) => rows[0]).sort(), [['two', '2'], ['two', '3']]);
    assert.deepEqual((await bridge.ask('reset', { database: 'two', snapshot: 's' })).result, {});
    assert.deepEqual((await clients[0].query(LOOK)).rows, [['two', '1']]);
    const snapshot = `of two ${i}`;
    assert.deepEqual((await bridge.ask('snapshot', { database: 'two', snapshot })).result, {});
    assert.deepEqual((await bridge.ask('drop', { database: 'two' })).result, {});
    for (const client of clients) if (!client.closed) await once(client.socket, 'close');
  }
});

test('a cancel, the end of a client, a reset and the end of the database may all come before it is there', async () => {
  for (let i = 0; i < 5; i++) {
    bridge.ask('create', { database: 'two', snapshot: 's' });
    const [gone, cancelled, client] = await Promise.all([1, 2, 3].map(() => Client.open(bridge.port, { database: 'two' })));
    gone.send(query('insert into t values (9)'));
    gone.socket.destroy();
    const answer = cancelled.query('select pg_sleep(60)');
    await cancel(cancelled.key);
    assert.equal((await answer).error.C, '57014');
    assert.deepEqual((await bridge.ask('reset', { database: 'two', snapshot: 's' })).result, {});
    assert.deepEqual((await client.query(LOOK)).rows, [['two', '1']]);
    await bridge.ask('drop', { database: 'two' });
    bridge.ask('create', { database: 'three', snapshot: 's' });
    assert.deepEqual((await bridge.ask('drop', { database: 'three' })).result, {});
  }
  assert.deepEqual((await bridge.health()).databases, [{ name: 'one', state: 'ok' }]);
});

async function cancel({ id, secret }) {
  const other = new Client(bridge.port);
  other.send(Buffer.concat([int32(16), int32(80877102), int32(id), int32(secret)]));
  await once(other.socket, 'close');
}

/** With a working directory that is not there. */
function spoil(file) {
  const bytes = readFileSync(file);
  const length = bytes.readUInt32BE();
  const text = bytes.toString('utf8', 4, 4 + length).replace(/"folder":"\/\w/, '"folder":"/0');
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 4), Buffer.from(text), bytes.subarray(4 + length)]));
}

test('who connects to a database that could not be made is told why, until it is dropped', async () => {
  const file = join(FOLDER, 'state');
  await bridge.ask('save', { snapshot: 's', file });
  spoil(file);
  assert.deepEqual((await bridge.ask('load', { snapshot: 'spoiled', file })).result, {});
  for (let i = 0; i < 6; i++) {
    const created = bridge.ask('create', { database: 'bad', snapshot: 'spoiled' });
    const early = await Client.open(bridge.port, { database: 'bad' });
    const told = early.greeting.error ?? (await early.query('select 1')).error;
    const late = (await Client.open(bridge.port, { database: 'bad' })).greeting.error;
    for (const { C, M } of [told, late]) {
      assert.equal(C, '3D000');
      assert.match(M, /^database "bad" could not be made: .*\w/);
    }
    assert.deepEqual((await created).result, {});
    assert.match((await bridge.ask('reset', { database: 'bad', snapshot: 's' })).error, /^database "bad" could not be made: /);
    const health = (await bridge.health()).databases.find(({ name }) => name === 'bad');
    assert.deepEqual([health.state, health.reason], ['crashed', told.M]);
    assert.match((await bridge.ask('create', { database: 'bad', snapshot: 's' })).error, /already exists/);
    assert.deepEqual((await bridge.ask('drop', { database: 'bad' })).result, {});
  }
  assert.match(bridge.stderr, /database "bad" could not be made: .*\w/);
  bridge.ask('create', { database: 'bad', snapshot: 's' });
  assert.deepEqual((await (await Client.open(bridge.port, { database: 'bad' })).query(LOOK)).rows, [['bad', '1']]);
  await bridge.ask('drop', { database: 'bad' });
});

test('what can be refused at once is', async () => {
  const errorOf = async (values) => (await bridge.ask('create', values)).error;
  assert.equal(await errorOf({ database: 'two', snapshot: 'none' }), 'snapshot "none" does not exist');
  assert.match(await errorOf({ database: 'one', snapshot: 's' }), /already exists/);
  for (const database of ['a', 'b', 'c']) assert.equal(await errorOf({ database, snapshot: 's' }), undefined);
  assert.match(await errorOf({ database: 'd', snapshot: 's' }), /4 databases live already/);
  for (const database of ['a', 'b', 'c']) await bridge.ask('drop', { database });
});

test('a thread gets what connections sent when it has the database, in order', async () => {
  const posted = [];
  let answer;
  const request = (op) => new Promise((resolve) => (posted.push(op), (answer = resolve)));
  const thread = { loss: null, post: (value) => posted.push(value), send: (...sent) => posted.push(sent), ring: () => {}, request };
  const database = RemoteDatabase.open(thread, { name: 'd' });
  database.enter({ slot: { index: 3 } }, {});
  const bytes = Buffer.from('abc');
  database.send(3, bytes);
  bytes.fill(0); // who sent it may use it again
  await turn();
  assert.deepEqual(posted, ['open']);
  answer({ interrupts: { memory: new SharedArrayBuffer(1 << 16), cancel: 0, pending: 4, latch: 8 } });
  await database.opened;
  assert.deepEqual(posted.slice(1), [{ enter: { slot: 3, database: 'd' } }, [3, Buffer.from('abc')]]);
});
