// SPDX-License-Identifier: Apache-2.0
// A statement that may meet a lock stands behind a savepoint of the bridge: clients notice nothing of it.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { message, query, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, parse } from './client.js';

let bridge, holder, client;
let names = 0;
const open = (options) => Client.open(bridge.port, options);
before(async () => {
  bridge = await Bridge.start({ waitTimeout: 60_000 });
  await (await open()).query('create table held (n int primary key, v int); insert into held select n, 0 from generate_series(1, 20) n');
});
after(() => bridge.end());

beforeEach(async () => {
  [holder, client] = [await open({ application_name: 'holder' }), await open()];
  await holder.query('begin; update held set v = v + 1 where n = 10');
});

const CANNOT = /^a lock is held by connection \d+ \[holder\], .*; this statement cannot be repeated, and so cannot wait for it$/;

async function must(sql) {
  const { rows, error } = await client.query(sql);
  assert.equal(error, undefined, `${sql}: ${error?.M}`);
  return rows;
}

/** Sends something that meets the holder's lock, and gives the promise of the answer when it has. */
async function meetsLock(send) {
  const seen = bridge.stderr.length;
  const answer = send();
  while (!/while (updating|locking) tuple/.test(bridge.stderr.slice(seen))) await holder.query('select 1');
  return { answer };
}

for (const [name, sql, look, expected] of [
  ['the isolation level', 'set transaction isolation level serializable', 'show transaction_isolation', 'serializable'],
  ['that it only reads', '-- as pg_dump\nSET TRANSACTION READ ONLY', 'show transaction_read_only', 'on'],
  ['the same by the name of the parameter', 'set local transaction_read_only = on', 'show transaction_read_only', 'on'],
  ['that it can be deferred', 'set transaction isolation level serializable, read only, deferrable', 'show transaction_deferrable', 'on'],
]) {
  test(`a transaction beside another one is told ${name}`, async () => {
    await must('begin');
    await must(sql);
    assert.deepEqual(await must(look), [[expected]]);
  });
}

test('a transaction beside another one gives its snapshot to others', async () => {
  await must('begin isolation level repeatable read');
  assert.match((await must('select pg_export_snapshot()'))[0][0], /^[0-9A-F-]+$/);
});

test('COPY FREEZE works in a transaction beside another one', async () => {
  await must('begin; create table frozen (n int)');
  client.send(query('copy frozen from stdin with (freeze)'));
  assert.equal((await client.until('G', 'Z')).error, undefined);
  client.send(message('d', Buffer.from('1\n')), message('c', Buffer.alloc(0)));
  assert.equal((await client.until('Z')).error, undefined);
});

for (const word of ['case when n > 5 then v + 10 else v end', '/* end */ v + 10', "v + 10 + length('begin; x') - 8"]) {
  test(`a statement waits for a lock whatever words are in it: ${word}`, async () => {
    await must('begin');
    const { answer } = await meetsLock(() => client.query(`update held set v = ${word} where n = 10 returning n`));
    await holder.query('commit');
    assert.deepEqual((await answer).rows, [['10']]);
  });
}

for (const [how, send] of [
  ['as a driver sends it', () => {
    client.send(parse('', 'BEGIN'), bind('', ''), execute(''), parse('S', UPDATE), bind('', 'S'), execute(''), sync());
    return client.until('Z');
  }],
  ['in one simple query', () => client.query(`begin; ${UPDATE}`)],
]) {
  test(`the first statement of a transaction waits too, with its BEGIN, ${how}`, async () => {
    const { answer } = await meetsLock(send);
    await holder.query('commit');
    const { error, status } = await answer;
    assert.deepEqual([error, status], [undefined, 'T']);
    assert.equal((await holder.query("set lock_timeout = '50ms'; update held set v = 0 where n = 10")).error.C, '55P03');
    await must('rollback');
  });
}

const UPDATE = 'update held set v = v + 10 where n = 10';
for (const [setting, code, text] of [
  ['statement_timeout', '57014', 'canceling statement due to statement timeout'],
  ['lock_timeout', '55P03', 'canceling statement due to lock timeout'],
]) {
  for (const [how, begin, run] of [
    ['', 'select 1', () => client.query(UPDATE)],
    [' in the extended protocol', 'select 1', () => client.extended(UPDATE, { statement: `S${++names}` })],
    [' in a transaction', 'begin', () => client.query(UPDATE)],
  ]) {
    test(`${setting} ends the wait for a lock${how}`, { timeout: 30_000 }, async () => {
      await must(`set ${setting} = '100ms'`);
      await must(begin);
      const { error } = await run();
      assert.deepEqual([error.C, error.M], [code, text]);
      assert.match(error.D, /^It waited for a lock that is held by connection \d+ \[holder\], which has had a transaction open for /);
      await must(`rollback; set ${setting} = '1h'`);
      const { answer } = await meetsLock(run);
      await holder.query('commit');
      assert.equal((await answer).error, undefined);
    });
  }
}

test('a statement that takes a lock of the session and waits for another has taken it once', async () => {
  const other = await open();
  await holder.query('select pg_advisory_lock(2)');
  const answer = client.query('select pg_advisory_lock(1), pg_advisory_lock(2)');
  while ((await other.query('select pg_try_advisory_lock(1), pg_advisory_unlock(1)')).rows[0][0] !== 't');
  await holder.query('select pg_advisory_unlock(2)');
  assert.equal((await answer).error, undefined);
  assert.deepEqual((await other.query('select pg_try_advisory_lock(1), pg_try_advisory_lock(2)')).rows, [['f', 'f']]);
  await must('select pg_advisory_unlock(1), pg_advisory_unlock(2)');
  assert.deepEqual((await other.query('select pg_try_advisory_lock(1), pg_try_advisory_lock(2)')).rows, [['t', 't']]);
  await other.end();
});

test('where it had locks of the session before, which of them are new cannot be known: it does not wait', async () => {
  await holder.query('select pg_advisory_lock(2)');
  await must('select pg_advisory_lock(1)');
  assert.match((await client.query('select pg_advisory_lock(1), pg_advisory_lock(2)')).error.M, CANNOT);
  const { answer } = await meetsLock(() => client.query(UPDATE));
  await holder.query('commit; select pg_advisory_unlock(2)');
  assert.equal((await answer).error, undefined);
});

test('a cursor that meets a lock cannot be read again, and does not wait', async () => {
  await must('begin; declare reading cursor for select n from held order by n for update');
  assert.equal((await must('fetch 5 from reading')).length, 5);
  const { error } = await client.query('fetch 10 from reading');
  assert.equal(error.C, '55P03');
  assert.match(error.M, CANNOT);
});

test('nor does a portal of an earlier unit', async () => {
  await must('begin');
  client.send(parse('', 'select n from held order by n for update'), bind('P', ''), execute('P', 5), sync());
  assert.equal((await client.until('Z')).rows.length, 5);
  client.send(execute('P', 10), sync());
  assert.match((await client.until('Z')).error.M, CANNOT);
});

afterEach(() => Promise.all([holder.end(), client.end()]));
