// SPDX-License-Identifier: Apache-2.0
// What ALTER DATABASE and ALTER ROLE set for connections that begin later.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

let bridge;
let admin;
let names = 0;
let database;

before(async () => (bridge = await Bridge.start()));
after(() => bridge.end());
beforeEach(async () => {
  database = `d${++names}`;
  await bridge.ask('create', { database });
  admin = await open();
});

const open = (options) => Client.open(bridge.port, { database, ...options });

async function must(client, sql) {
  const { error, rows } = await client.query(sql);
  assert.equal(error, undefined, error?.M);
  return rows;
}

/** What a new connection has set. */
async function valueOf(name, options) {
  const client = await open(options);
  const [[value]] = await must(client, `show ${name}`);
  await client.end();
  return value;
}

test('they have the order of PostgreSQL, and what the connection asks for is stronger', async () => {
  const sets = ['alter role all set', `alter database ${database} set`, 'alter role postgres set', `alter role postgres in database ${database} set`];
  for (const [i, set] of sets.entries()) {
    await must(admin, `${set} work_mem = '${i + 1}MB'`);
    assert.equal(await valueOf('work_mem'), `${i + 1}MB`, set);
  }
  assert.equal(await valueOf('work_mem', { work_mem: '9MB' }), '9MB');
  assert.equal(await valueOf('work_mem', { options: '-c WORK_MEM=8MB' }), '8MB');
  assert.deepEqual(await must(admin, 'show work_mem'), [['4MB']]);
  for (const [i, set] of sets.toReversed().entries()) {
    assert.equal(await valueOf('work_mem'), `${4 - i}MB`);
    await must(admin, `${set.replace(/set$/, 'reset')} work_mem`);
  }
  assert.equal(await valueOf('work_mem'), '4MB');
});

test('RESET goes back to them, and what the client reports of them is told', async () => {
  await must(admin, `alter database ${database} set timezone = 'Asia/Tokyo'; alter database ${database} set app.tenant = 'one'`);
  const client = await open();
  await must(client, "set timezone = 'Asia/Aden'");
  await must(client, 'reset timezone');
  const answer = await client.query("select current_setting('timezone'), current_setting('app.tenant')");
  assert.deepEqual(answer.rows, [['Asia/Tokyo', 'one']]);
  assert.ok(answer.messages.some((bytes) => bytes[0] === 0x53 && bytes.includes('Asia/Tokyo')));
  const other = await open({ work_mem: '7MB' }); // greeted by the engine
  assert.ok(other.greeting.messages.some((bytes) => bytes.includes('Asia/Tokyo')));
  await bridge.ask('create', { database: `${database}x` });
  const elsewhere = await Client.open(bridge.port, { database: `${database}x` });
  assert.ok(elsewhere.greeting.messages.every((bytes) => !bytes.includes('Asia/Tokyo')));
});

test('they come with the commit, and not with a rollback; a block may set them too', async () => {
  await must(admin, "begin; alter role postgres set work_mem = '5MB'");
  assert.equal(await valueOf('work_mem'), '4MB');
  await must(admin, 'commit');
  assert.equal(await valueOf('work_mem'), '5MB');
  await must(admin, "begin; alter role postgres set work_mem = '6MB'; rollback");
  assert.equal(await valueOf('work_mem'), '5MB');
  await must(admin, "do $$ begin execute format('alter database %I set work_mem = %L', current_database(), '7MB'); alter role postgres reset work_mem; end $$");
  assert.equal(await valueOf('work_mem'), '7MB');
});

test('they are part of a state', async () => {
  await must(admin, `alter database ${database} set work_mem = '5MB'`);
  await bridge.ask('snapshot', { database, snapshot: database });
  await must(admin, `alter database ${database} set work_mem = '6MB'`);
  assert.equal(await valueOf('work_mem'), '6MB');
  await bridge.ask('reset', { database, snapshot: database });
  assert.equal(await valueOf('work_mem'), '5MB');
  await bridge.ask('create', { database: `${database}f`, snapshot: database });
  assert.equal(await valueOf('work_mem', { database: `${database}f` }), '5MB');
});

test('a timeout that they set ends a session', { timeout: 30_000 }, async () => {
  await must(admin, "alter role postgres set idle_in_transaction_session_timeout = '100ms'");
  const client = await open();
  await must(client, 'begin');
  assert.equal((await client.until('never')).error.C, '25P03');
});
