// SPDX-License-Identifier: Apache-2.0
// Connections do not notice one another, although the engine has one session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, parse } from './client.js';

let bridge;
const open = (options) => Client.open(bridge.port, options);
before(async () => (bridge = await Bridge.start({ waitTimeout: 60_000 })));
after(() => bridge.end());

async function pair(options) {
  return [await open(options), await open(options)];
}

test('equal statement names of two connections are two statements, also after DISCARD ALL', async () => {
  const [one, two] = await pair();
  await one.extended('select 1', { statement: 'S_1' });
  await two.extended('select 2', { statement: 'S_1' });
  await one.query('discard all');
  two.send(bind('', 'S_1'), execute(''), sync());
  assert.deepEqual((await two.until('Z')).rows, [['2']]);
  one.send(bind('', 'S_1'), execute(''), sync());
  const { error } = await one.until('Z');
  assert.deepEqual([error.C, error.M], ['26000', 'prepared statement "S_1" does not exist']);
  await Promise.all([one.end(), two.end()]);
});

for (const sql of ['deallocate "S_1"', 'deallocate all']) {
  test(`${sql} ends the statements of its connection only`, async () => {
    const [one, two] = await pair();
    for (const client of [one, two]) await client.extended('select 3', { statement: 'S_1' });
    assert.equal((await one.query(sql)).error, undefined);
    assert.equal((await one.query(sql)).error?.M, sql.endsWith('all') ? undefined : 'prepared statement "S_1" does not exist');
    for (const client of [one, two]) client.send(bind('', 'S_1'), execute(''), sync());
    assert.deepEqual([(await one.until('Z')).error.C, (await two.until('Z')).rows], ['26000', [['3']]]);
    await Promise.all([one.end(), two.end()]);
  });
}

test('SET, search_path, custom settings and role stay with their connection', async () => {
  const [one, two] = await pair({ TimeZone: 'Asia/Tokyo' });
  await one.query("create role someone; create schema elsewhere; set timezone = 'UTC'; set search_path = elsewhere");
  await one.query("set app.tenant = 'one'; set role someone");
  const ask = "select current_setting('timezone'), current_setting('search_path'), current_setting('app.tenant', true), current_user";
  assert.deepEqual((await two.query(ask)).rows[0].slice(0, 2), ['Asia/Tokyo', '"$user", public']);
  assert.ok(['', null].includes((await two.query(ask)).rows[0][2]));
  assert.equal((await two.query(ask)).rows[0][3], 'postgres');
  assert.deepEqual((await one.query(ask)).rows, [['UTC', 'elsewhere', 'one', 'someone']]);
  await one.end();
  assert.equal((await (await open()).query('select current_user')).rows[0][0], 'postgres');
  await two.query('drop role someone; drop schema elsewhere');
  await two.end();
});

test('set_config by a prepared statement stays with its connection', async () => {
  const [one, two] = await pair();
  await one.extended('select set_config($1, $2, false)', { statement: 'S', parameters: ['app.a', '1'] });
  await two.query('select 1');
  one.send(bind('', 'S', ['app.a', '2']), execute(''), sync());
  await one.until('Z');
  assert.ok(['', null].includes((await two.query("select current_setting('app.a', true)")).rows[0][0]));
  assert.equal((await one.query("select current_setting('app.a', true)")).rows[0][0], '2');
  await Promise.all([one.end(), two.end()]);
});

test('RESET goes back to what the connection began with', async () => {
  const client = await open({ TimeZone: 'Asia/Tokyo' });
  await client.query("set timezone = 'UTC'");
  const { messages } = await client.query('reset timezone');
  assert.ok(messages.length > 0);
  assert.deepEqual((await client.query('show timezone')).rows, [['Asia/Tokyo']]);
  await client.end();
});

test('a connection that dies in a transaction is rolled back', async () => {
  const [one, two] = await pair();
  await one.query('create table dying (n int)');
  await one.query('begin');
  await one.query('insert into dying values (1)');
  one.socket.destroy();
  assert.deepEqual((await two.query('select count(*) from dying')).rows, [['0']]);
  await two.end();
});

test('two transactions are open at the same time, and see what PostgreSQL lets them see', async () => {
  const [one, two] = await pair();
  await one.query('create table shared_one (n int primary key, s text)');
  await one.query("begin; insert into shared_one values (1, 'one')");
  await two.query("begin; insert into shared_one values (2, 'two'); create table made_by_two (n int)");
  assert.deepEqual((await one.query('select n from shared_one')).rows, [['1']]);
  assert.deepEqual((await two.query('select n from shared_one')).rows, [['2']]);
  await two.query('commit');
  assert.deepEqual((await one.query('select n from shared_one order by n')).rows, [['1'], ['2']]);
  await one.query('insert into made_by_two values (1); commit');
  assert.deepEqual((await two.query('select * from made_by_two')).rows, [['1']]);
  await Promise.all([one.end(), two.end()]);
});

test('a unit waits for a lock until it is released, in a transaction and outside', async () => {
  const [one, two] = await pair();
  await one.query("create table counted (n int primary key, v int); insert into counted values (1, 0)");
  for (const inTransaction of [false, true]) {
    await one.query('begin; update counted set v = v + 1');
    if (inTransaction) await two.query('begin; insert into counted values (2, 0)');
    const waiting = two.extended('update counted set v = v + 10 where n = 1 returning v', { statement: `S${inTransaction}` });
    await one.query('select 1');
    await one.query('commit');
    assert.deepEqual((await waiting).rows, [[inTransaction ? '22' : '11']]);
    if (inTransaction) assert.deepEqual((await two.query('select count(*) from counted')).rows, [['2']]);
    if (inTransaction) await two.query('commit');
  }
  await Promise.all([one.end(), two.end()]);
});

test('a unit that is begun before its end has come keeps its portal beside a transaction of another connection', async () => {
  const [one, two] = await pair();
  await one.query('create table large (s text)');
  await one.query('begin; insert into large values (null)');
  await two.query('begin; select 1');
  two.send(parse('S', 'insert into large values ($1)'), sync());
  await two.until('Z');
  two.send(bind('', 'S', ['x'.repeat(300_000)]));
  for (let i = 0; i < 5; i++) await one.query('select 1');
  two.send(execute(''), sync());
  const { error, status } = await two.until('Z');
  assert.deepEqual([error, status], [undefined, 'T']);
  await Promise.all([one.end(), two.end()]);
});

test('a wait for a lock ends with an explanation', async (t) => {
  const impatient = await Bridge.start({ waitTimeout: 1000 });
  t.after(() => impatient.end());
  const one = await Client.open(impatient.port, { application_name: 'the holder' });
  const two = await Client.open(impatient.port);
  await one.query('create table held (n int); insert into held values (1)');
  assert.equal((await two.query('begin; select 1')).status, 'T');
  await one.query('begin; update held set n = 2');
  const { error, status } = await two.query('update held set n = 3');
  assert.equal(error.C, '55P03');
  assert.match(
    error.M,
    /^waited 1\.0 s for a lock that is held by connection \d+ \[the holder\], which has had a transaction open for \d+\.\d s and has been idle for \d+\.\d s; its last statement was \[begin; update held set n = 2\]$/,
  );
  assert.match(error.H, /a thread that waits for a lock of its own other connection waits for itself/);
  assert.equal(status, 'E');
  await two.query('rollback');
  await one.query('commit');
  assert.equal((await two.query('update held set n = 3')).error, undefined);
  await Promise.all([one.end(), two.end()]);
});

test('a transaction that failed holds no locks, also before its client ends it', async () => {
  const [one, two] = await pair();
  await one.query('create table freed (n int); insert into freed values (1)');
  await one.query('begin; update freed set n = 2');
  const waiting = two.query('update freed set n = n + 2 returning n');
  while (!/while updating tuple \S+ in relation "freed"/.test(bridge.stderr)) await one.query('select 1');
  assert.equal((await one.query('select 1 / 0')).status, 'E');
  assert.deepEqual((await waiting).rows, [['3']]);
  await Promise.all([one.end(), two.end()]);
});

test('a deadlock is found', async () => {
  const [one, two] = await pair();
  await one.query('create table locked (n int primary key); insert into locked values (1), (2)');
  await one.query('begin; delete from locked where n = 1');
  await two.query('begin; delete from locked where n = 2');
  const answers = await Promise.all([one.query('delete from locked where n = 2'), two.query('delete from locked where n = 1')]);
  assert.deepEqual(answers.map(({ error }) => error?.C).sort(), ['40P01', undefined]);
  await one.query('commit');
  await two.query('commit');
  assert.deepEqual((await two.query('select * from locked')).rows, []);
  await Promise.all([one.end(), two.end()]);
});

test('advisory locks keep other connections out', async () => {
  const [one, two] = await pair();
  await one.query('select pg_advisory_lock(5)');
  assert.deepEqual((await two.query('select pg_try_advisory_lock(5), pg_try_advisory_lock(6)')).rows, [['f', 't']]);
  const waiting = two.query('select pg_advisory_lock(5), 1');
  await one.query('select pg_advisory_unlock(5)');
  assert.deepEqual((await waiting).rows, [['', '1']]);
  assert.deepEqual((await one.query('select pg_try_advisory_lock(5), pg_try_advisory_lock_shared(6)')).rows, [['f', 'f']]);
  await one.query('begin; select pg_advisory_xact_lock_shared(7, 8)');
  assert.deepEqual((await two.query('select pg_try_advisory_lock(7, 8), pg_try_advisory_lock_shared(7, 8)')).rows, [['f', 't']]);
  await two.end();
  assert.deepEqual((await one.query('select pg_try_advisory_lock(5), pg_try_advisory_xact_lock(6)')).rows, [['t', 't']]);
  await one.end();
});

test('currval, lastval, PREPARE and DISCARD are those of the connection', async () => {
  const [one, two] = await pair();
  await one.query("create sequence counting; select nextval('counting')");
  assert.equal((await two.query("select currval('counting')")).error.C, '55000');
  assert.equal((await two.query('select lastval()')).error.C, '55000');
  await two.query("select nextval('counting')");
  assert.deepEqual((await one.query("select currval('counting'), lastval()")).rows, [['1', '1']]);
  assert.deepEqual((await two.query("select currval('counting'), lastval()")).rows, [['2', '2']]);
  await one.query('prepare same as select 1');
  await two.query('prepare same as select 2');
  assert.deepEqual((await one.query('execute same')).rows, [['1']]);
  await one.query('discard all');
  assert.equal((await one.query('execute same')).error.C, '26000');
  assert.equal((await one.query('select lastval()')).error.C, '55000');
  assert.deepEqual((await two.query('execute same')).rows, [['2']]);
  assert.deepEqual((await two.query("select currval('counting'), name from pg_prepared_statements")).rows, [['2', 'same']]);
  await Promise.all([one.end(), two.end()]);
});

test('temporary tables of one name in two connections, also made by functions', async () => {
  const [one, two] = await pair();
  await one.query("create function make_it(t text) returns void language plpgsql as $$ begin execute 'create temp table ours as select ''' || t || '''::text as t'; end $$");
  await one.query("select make_it('one')");
  await two.query("select make_it('two')");
  assert.deepEqual((await one.query('select t from ours')).rows, [['one']]);
  assert.deepEqual((await two.query('select t from ours')).rows, [['two']]);
  await one.query('discard temp');
  assert.equal((await one.query('select t from ours')).error.C, '42P01');
  assert.deepEqual((await two.query('select t from ours')).rows, [['two']]);
  await Promise.all([one.end(), two.end()]);
});

test('temporary tables end with their connection', async () => {
  const [one, two] = await pair();
  await one.query('create temp table passing (n int)');
  await two.query('create temp table staying (n int)');
  await one.end();
  assert.equal((await two.query('select * from passing')).error.C, '42P01');
  assert.equal((await two.query('select * from staying')).error, undefined);
  await two.end();
});

test('a notification reaches the connections that listen, and no other', async () => {
  const [one, two] = await pair();
  await one.query('listen news');
  assert.equal((await two.query("notify news, 'hello'")).types, 'CZ');
  assert.match((await one.until('A')).messages[0].toString('latin1'), /news\0hello\0$/);
  await two.query('listen news');
  await two.query('unlisten *');
  await two.query("notify news, 'again'");
  assert.match((await one.until('A')).messages[0].toString('latin1'), /news\0again\0$/);
  await Promise.all([one.end(), two.end()]);
});

test('a notification goes from one backend to another, once', async () => {
  const [one, two, three] = [...(await pair()), await open()];
  await one.query('listen news; create temp table kept_by_one (n int)');
  await two.query('begin; select 1');
  await three.query("begin; notify news, 'from three'");
  await two.query("notify news, 'from two'; commit");
  await three.query('commit');
  const own = await one.query("notify news, 'from one'");
  assert.deepEqual((await received(one, 3, own)).sort(), ['from one', 'from three', 'from two']);
  assert.equal((await one.query('select 1')).types, 'TDCZ');
  await Promise.all([one.end(), two.end(), three.end()]);
});

test('who listens again hears what comes from the backend where it, or one that left, did not want to listen any more', { timeout: 30_000 }, async () => {
  const [listener, holder, sender] = [...(await pair()), await open()];
  for (const leaves of [false, true]) {
    await holder.query('begin; select 1'); // others have another backend meanwhile
    const before = await open();
    await before.query('listen again');
    if (leaves) await before.end();
    else await before.query('unlisten again');
    await sender.query('select 1');
    await holder.query('commit');
    await listener.query('listen again');
    await holder.query('begin; select 1');
    await sender.query("notify again, 'hello'");
    assert.match((await listener.until('A')).messages.at(-1).toString('latin1'), /again\0hello\0$/);
    await holder.query('commit');
    await listener.query('unlisten again');
    if (!leaves) await before.end();
  }
  await Promise.all([listener.end(), holder.end(), sender.end()]);
});

/** The payloads of so many notifications: those in an answer, and those that come after it. */
async function received(client, count, answer) {
  const payloads = payloadsOf(answer);
  while (payloads.length < count) payloads.push(...payloadsOf(await client.until('A')));
  return payloads;
}

const payloadsOf = ({ messages }) =>
  messages.filter(([type]) => type === 0x41).map((bytes) => bytes.toString('latin1', 9).split('\0')[1]);
