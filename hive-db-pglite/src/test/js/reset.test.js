// SPDX-License-Identifier: Apache-2.0
// Snapshots, resets and forks through the bridge, as clients see them; every reset is verified.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Bridge } from './bridge.js';
import { bind, Client, describePortal, execute, flush, parse } from './client.js';
import { message, query, sync } from '../../main/js/messages.js';

let bridge;
const databases = new Set();
let names = 0;

before(async () => (bridge = await Bridge.start({ verifyReset: true, maxConnections: 40, waitTimeout: 60_000 })));
after(() => bridge.end());

async function must(op, values) {
  const { result, error } = await bridge.ask(op, values);
  assert.equal(error, undefined);
  return result;
}

/** A new database with a table, a snapshot of it, and a client. */
async function prepared(sql = 'create table t (n int); insert into t values (1)') {
  const database = `d${++names}`;
  await must('create', { database });
  const client = await Client.open(bridge.port, { database });
  assert.equal((await client.query(sql)).error, undefined);
  await must('snapshot', { database, snapshot: database });
  return { database, client, reset: () => must('reset', { database, snapshot: database }) };
}

/** A reset runs afterwards what it finds not yet begun. */
async function untilBusy(database) {
  for (;;) {
    const { databases } = await bridge.health();
    if (databases.some(({ name, state }) => name === database && state === 'busy')) return;
    await pause(5);
  }
}

const rows = async (client, sql) => {
  const { rows, error } = await client.query(sql);
  assert.equal(error, undefined, error?.M);
  return rows;
};

test('a reset undoes everything, and connections stay', async () => {
  const { client, reset } = await prepared();
  for (const sql of ['insert into t values (2)', 'drop table t', 'create schema s; create role resets', 'create extension hstore']) {
    await client.query(sql);
    await reset();
    assert.deepEqual(await rows(client, "select n, to_regnamespace('s'), to_regrole('resets'), to_regtype('hstore') from t"), [['1', null, null, null]]);
  }
});

test('an open transaction is lost: the next statement says so, and a rollback ends it', async () => {
  const { client, reset } = await prepared();
  await client.query('begin; insert into t values (2)');
  await reset();
  const { error, status } = await client.query('select count(*) from t');
  assert.equal(error.C, '40000');
  assert.equal(error.M, 'the database was reset while this transaction was open');
  assert.equal(error.H, 'Roll it back and begin again: nothing that it wrote or read is left.');
  assert.equal(status, 'E');
  assert.equal((await client.query('select 1')).error.C, '25P02');
  assert.equal((await client.query('rollback')).status, 'I');
  assert.deepEqual(await rows(client, 'select n from t'), [['1']]);
});

test('a rollback of a lost transaction works, a commit does not', async () => {
  const { client, reset } = await prepared();
  await client.query('begin; insert into t values (2)');
  await reset();
  const rolledBack = await client.extended('ROLLBACK');
  assert.equal(rolledBack.error, undefined);
  assert.ok(!rolledBack.types.includes('N'));
  await client.query('begin; insert into t values (3)');
  await reset();
  const committed = await client.query('COMMIT');
  assert.equal(committed.error.C, '40000');
  assert.equal(committed.status, 'I');
  await client.query('begin');
  await reset();
  const extended = await client.extended('insert into t values (4)');
  assert.deepEqual([extended.error.C, extended.status], ['40000', 'E']);
  await client.query('rollback');
  assert.deepEqual(await rows(client, 'select n from t'), [['1']]);
});

test('half a pipeline is lost as a whole', async () => {
  const { client, reset } = await prepared();
  client.send(parse('', 'insert into t values (5)'), bind('', ''), execute(''), flush());
  await client.until('C');
  await reset();
  client.send(parse('', 'insert into t values (6)'), bind('', ''), execute(''), flush());
  assert.equal((await client.until('E')).error.C, '40000');
  client.send(parse('', 'insert into t values (7)'), bind('', ''), execute(''), sync());
  assert.deepEqual((await client.until('Z')).types, 'Z');
  assert.deepEqual(await rows(client, 'select n from t'), [['1']]);
});

test('prepared statements are parsed again unasked, also the unnamed one and inside a transaction', async () => {
  const { client, reset } = await prepared();
  await client.extended('select n from t', { statement: 's1' });
  client.send(parse('', 'select n + 1 from t'), sync());
  await client.until('Z');
  await reset();
  client.send(bind('', ''), execute(''), sync());
  assert.deepEqual((await client.until('Z')).rows, [['2']]);
  await client.query('drop table t; create table t (n text); insert into t values (\'many\')');
  await client.query('begin');
  client.send(bind('', 's1'), execute(''), sync());
  await client.until('Z');
  await client.query('rollback');
  await reset();
  await client.query('begin');
  client.send(bind('', 's1'), describePortal(''), execute(''), sync());
  const answer = await client.until('Z');
  assert.deepEqual([answer.types, answer.rows], ['2TDCZ', [['1']]]);
  await client.query('commit');
});

test('settings go back to those of the connection, which is told so', async () => {
  const { database, client: first, reset } = await prepared();
  const client = await Client.open(bridge.port, { database, TimeZone: 'Asia/Tokyo' });
  await client.query("set timezone = 'Asia/Aden'; set search_path to nowhere; select set_config('app.x', '1', false)");
  await client.query('listen c; create temp table mine (a int); select pg_advisory_lock(1)');
  await first.query("set role pg_monitor");
  await reset();
  const sql = "select current_setting('timezone'), current_setting('search_path'), current_setting('app.x', true), to_regclass('mine'), current_user";
  const answer = await client.query(sql);
  assert.deepEqual(answer.rows.map((row) => row.map((value) => value || null)), [['Asia/Tokyo', '"$user", public', null, null, 'postgres']]);
  assert.ok(answer.messages.some((bytes) => bytes[0] === 0x53 && bytes.includes('Asia/Tokyo')));
  assert.deepEqual(await rows(first, 'select current_user, pg_try_advisory_lock(1)'), [['postgres', 't']]);
});

test('what others have not committed is no part of a snapshot, and goes on', async () => {
  const { database, client, reset } = await prepared();
  const other = await Client.open(bridge.port, { database });
  const third = await Client.open(bridge.port, { database });
  await client.query('begin; insert into t values (2)');
  await rows(other, 'begin; insert into t values (3)');
  await rows(third, 'create temp table mine as select 7 as a; select pg_advisory_lock(5)');
  await must('snapshot', { database, snapshot: 'mid' });
  assert.deepEqual(await rows(client, 'insert into t values (20); commit; select n from t order by 1'), [['1'], ['2'], ['20']]);
  assert.deepEqual(await rows(third, 'select a from mine'), [['7']]);
  await rows(other, 'commit');
  await must('reset', { database, snapshot: 'mid' });
  assert.deepEqual(await rows(client, 'select n, to_regclass(\'mine\'), pg_try_advisory_lock(5) from t'), [['1', null, 't']]);
  await client.query('begin; insert into t values (4)');
  await rows(other, 'begin; insert into t values (5)');
  await reset();
  assert.equal((await other.query('commit')).error.C, '40000');
  await must('reset', { database, snapshot: 'mid' });
  assert.equal((await client.query('select 1')).error.C, '40000');
  await client.query('rollback');
  await rows(client, 'begin; insert into t values (8)');
  await rows(other, 'insert into t values (9)');
  await rows(client, 'commit');
  assert.deepEqual(await rows(third, 'select n from t order by 1'), [['1'], ['8'], ['9']]);
});

test('what runs is ended, also a COPY that waits for its client and a client that does not read', async () => {
  const { database, client, reset } = await prepared();
  const others = [];
  for (let i = 0; i < 3; i++) others.push(await Client.open(bridge.port, { database }));
  const [sleeper, waiter, copier] = others;
  await waiter.query('begin');
  const slept = sleeper.query('select pg_sleep(100)');
  await untilBusy(database);
  await reset();
  const { error } = await slept;
  assert.deepEqual([error.C, error.M, error.H], ['57014', 'the database was reset while this statement ran', 'Run it again.']);
  await waiter.query('rollback');
  copier.send(query('copy t from stdin'));
  await copier.until('G');
  await reset();
  assert.equal((await copier.until('Z')).error.M, 'the database was reset while this statement ran');
  copier.send(message('d', Buffer.from('9\n')), message('c', Buffer.alloc(0)));
  assert.deepEqual(await rows(copier, 'select n from t'), [['1']]);
  client.socket.pause();
  client.send(query("select repeat('x', 1000) from generate_series(1, 100000)"));
  await untilBusy(database);
  await reset();
  client.socket.resume();
  assert.equal((await client.until('Z')).error.C, '57014');
});

test('a statement that waits for a lock is ended too', async () => {
  const { database, client, reset } = await prepared();
  const waiter = await Client.open(bridge.port, { database });
  await client.query('begin; update t set n = 2');
  const waited = waiter.query('update t set n = 3');
  await pause(50);
  await reset();
  const { error, types } = await waited;
  assert.ok(error ? error.C === '57014' : types === 'CZ');
  await client.query('rollback');
  await reset();
  assert.deepEqual(await rows(waiter, 'select n from t'), [['1']]);
});

test('forks and resets to the state of another database have the right name', async () => {
  const { database, client, reset } = await prepared();
  await must('create', { database: 'forked', snapshot: database });
  const forked = await Client.open(bridge.port, { database: 'forked' });
  const look = 'select current_database(), string_agg(n::text, \' \' order by n) from t';
  assert.deepEqual(await rows(forked, `insert into t values (2); ${look}`), [['forked', '1 2']]);
  assert.deepEqual(await rows(client, look), [[database, '1']]);
  for (let i = 0; i < 3; i++) {
    await rows(forked, 'insert into t values (7)');
    await must('reset', { database: 'forked', snapshot: database });
    assert.deepEqual(await rows(forked, look), [['forked', '1']]);
  }
  await must('drop', { database });
  assert.deepEqual(await rows(forked, look), [['forked', '1']]);
  await must('create', { database: 'late', snapshot: database });
  const late = await Client.open(bridge.port, { database: 'late' });
  await rows(late, 'insert into t values (3)');
  await must('snapshot', { database: 'late', snapshot: 'late' });
  await must('reset', { database: 'forked', snapshot: 'late' });
  assert.deepEqual(await rows(forked, look), [['forked', '1 3']]);
  await must('discard', { snapshot: 'late' });
  assert.match((await bridge.ask('reset', { database: 'forked', snapshot: 'late' })).error, /^snapshot "late" does not exist$/);
});

test('an engine that has grown is replaced, and its connections stay', async () => {
  const { database, client, reset } = await prepared();
  await must('snapshot', { database, snapshot: 'other' });
  await client.extended('select n from t', { statement: 's' });
  await rows(client, "insert into t values (2); select length(repeat('x', 150000000))");
  await reset();
  client.send(bind('', 's'), execute(''), sync());
  assert.deepEqual((await client.until('Z')).rows, [['1']]);
  assert.equal((await client.query("set statement_timeout = 50; select pg_sleep(10)")).error.M, 'canceling statement due to statement timeout');
  await must('reset', { database, snapshot: 'other' });
  assert.deepEqual(await rows(client, 'select n from t'), [['1']]);
});

test('libraries that backends load for themselves are dropped by a reset, and loaded again', async () => {
  const { database, client, reset } = await prepared('create extension pg_trgm; create table t (n int)');
  const other = await Client.open(bridge.port, { database });
  const use = "select show_trgm('a'), to_tsvector('english', 'running dogs')";
  const expected = [['{"  a"," a "}', "'dog':2 'run':1"]];
  for (let i = 0; i < 4; i++) {
    await client.query('begin; insert into t values (1)');
    assert.deepEqual(await rows(other, use), expected);
    assert.deepEqual(await rows(client, use), expected);
    if (i === 1) await must('snapshot', { database, snapshot: 'loaded' });
    if (i === 2) await must('reset', { database, snapshot: 'loaded' });
    else await reset();
    await client.query('rollback');
  }
  await must('create', { database: 'loaded', snapshot: 'loaded' });
  const [one, two] = [await Client.open(bridge.port, { database: 'loaded' }), await Client.open(bridge.port, { database: 'loaded' })];
  await one.query('begin; insert into t values (1)');
  assert.deepEqual(await rows(two, use), expected);
  assert.deepEqual(await rows(one, use), expected);
});

test('random numbers differ after each reset, in every backend', async () => {
  const { database, client } = await prepared();
  const other = await Client.open(bridge.port, { database });
  await rows(client, 'begin; select random()');
  await rows(other, 'select random()');
  await rows(client, 'commit');
  await must('snapshot', { database, snapshot: 'drawn' });
  const drawn = [];
  for (let i = 0; i < 3; i++) {
    await must('reset', { database, snapshot: 'drawn' });
    await rows(client, 'begin');
    drawn.push(...(await rows(client, 'select random()')), ...(await rows(other, 'select random()')));
    await rows(client, 'commit');
  }
  assert.equal(new Set(drawn.flat()).size, 6);
});

test('a database that crashed goes back to its snapshots', async () => {
  const { database, client, reset } = await prepared();
  const { error } = await client.query("insert into t values (2); select repeat('[', 1000000)::json");
  assert.equal(error.C, 'XX000');
  const again = await Client.open(bridge.port, { database });
  assert.deepEqual(await rows(again, 'insert into t values (3); select n from t order by 1'), [['1'], ['3']]);
  await reset();
  assert.deepEqual(await rows(again, 'insert into t values (3); select n from t order by 1'), [['1'], ['3']]);
});
