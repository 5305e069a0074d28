// SPDX-License-Identifier: Apache-2.0
// node-postgres (the npm package pg) as it is, against the bridge.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { Bridge } from './bridge.js';

const require = createRequire(new URL('../../../target/npm/package.json', import.meta.url));
const { Client, Pool } = require('pg');
const Cursor = require('pg-cursor');
const ENDLESS = 'select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b';
let bridge;
const options = (more) => ({ host: '127.0.0.1', port: bridge.port, user: 'postgres', password: 'secret', database: 'one', ...more });
before(async () => (bridge = await Bridge.start({ waitTimeout: 60_000 })));
after(() => bridge.end());

async function connected(work, more) {
  const client = new Client(options(more));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('pg: simple queries, several in one, parameters', () =>
  connected(async (client) => {
    assert.deepEqual((await client.query("select 1 as n, 'a' as t")).rows, [{ n: 1, t: 'a' }]);
    const results = await client.query('create table many (n int); insert into many values (1), (2); select * from many');
    assert.deepEqual(results.map(({ command, rowCount }) => [command, rowCount]), [['CREATE', null], ['INSERT', 2], ['SELECT', 2]]);
    assert.deepEqual((await client.query('select $1::int + $2::int as sum', [40, 2])).rows, [{ sum: 42 }]);
    assert.deepEqual((await client.query({ text: 'select $1::text, $2::text', values: [null, ''], rowMode: 'array' })).rows, [[null, '']]);
  }));

test('pg: a named statement is used again, and each connection has its own', () =>
  connected((one) =>
    connected(async (two) => {
      const ask = (client, text, n) => client.query({ name: 'same', text, values: [n] });
      for (let n = 0; n < 20; n++) {
        assert.equal((await ask(one, 'select $1::int + 1 as n', n)).rows[0].n, n + 1);
        assert.equal((await ask(two, 'select $1::int * 2 as n', n)).rows[0].n, n * 2);
      }
      const { rows } = await one.query('select name from pg_prepared_statements');
      assert.deepEqual(rows, [{ name: 'same' }]);
    })));

test('pg: types arrive as they are', () =>
  connected(async (client) => {
    const { rows, fields } = await client.query(`select 9007199254740993 as int8, 1.10::numeric as numeric, 1.5::float8 as float8, true as bool,
      '\\x00ff'::bytea as bytea, timestamptz '2026-11-21 12:00:00+00' as at, '{"a": [1, null]}'::jsonb as jsonb, array[1, null, 3] as ints, null::int as nothing`);
    assert.deepEqual({ ...rows[0] }, {
      int8: '9007199254740993', numeric: '1.10', float8: 1.5, bool: true,
      bytea: Buffer.from([0, 255]), at: new Date('2026-11-21T12:00:00Z'), jsonb: { a: [1, null] }, ints: [1, null, 3], nothing: null,
    });
    assert.deepEqual(fields.map(({ dataTypeID }) => dataTypeID), [20, 1700, 701, 16, 17, 1184, 3802, 1007, 23]);
    const values = ['ü€😀', Buffer.from([0, 1, 255]), [1, 2], { k: 'v' }];
    const echoed = await client.query({ text: 'select $1::text, $2::bytea, $3::int[], $4::json', values, rowMode: 'array' });
    assert.deepEqual(echoed.rows, [values]);
  }));

test('pg: a pool of ten, used by many at once, loses nothing', async () => {
  const pool = new Pool(options({ max: 10 }));
  await pool.query('create table counters (id int primary key, n int); insert into counters select i, 0 from generate_series(0, 2) i');
  const add = async (_, i) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query('select n from counters where id = $1 for update', [i % 3]);
      await client.query('update counters set n = $1 where id = $2', [rows[0].n + 1, i % 3]);
      await client.query(i % 5 === 0 ? 'rollback' : 'commit');
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: 60 }, add));
  assert.deepEqual((await pool.query('select sum(n)::int as n from counters')).rows, [{ n: 48 }]);
  assert.equal(pool.totalCount, 10);
  await pool.end();
});

test('pg: a cursor reads in parts, in a transaction and among other connections', () =>
  connected((other) =>
    connected(async (client) => {
      await client.query('begin');
      const cursor = client.query(new Cursor('select i from generate_series(1, $1) i', [250]));
      const read = [];
      for (let rows; (rows = await cursor.read(100)).length > 0; ) {
        read.push(rows.length);
        assert.equal((await other.query('select 1 as n')).rows[0].n, 1);
      }
      await cursor.close();
      await client.query('commit');
      assert.deepEqual(read, [100, 100, 50]);
    })));

test('pg: notifications reach the connection that listens', () =>
  connected((listener) =>
    connected(async (sender) => {
      await listener.query('listen news');
      const arrived = once(listener, 'notification');
      await sender.query("select pg_notify('news', $1)", ['it is out']);
      const [{ channel, payload }] = await arrived;
      assert.deepEqual([channel, payload], ['news', 'it is out']);
    })));

test('pg: errors carry the SQLSTATE and what it names; the connection lives on', () =>
  connected(async (client) => {
    await client.query('create table unique_ones (id int constraint only_once primary key)');
    await client.query('insert into unique_ones values (1)');
    const twice = client.query('insert into unique_ones values ($1)', [1]);
    await assert.rejects(twice, { code: '23505', constraint: 'only_once', table: 'unique_ones', detail: 'Key (id)=(1) already exists.' });
    await assert.rejects(client.query('select * from missing'), { code: '42P01', position: '15' });
    await client.query('begin');
    await assert.rejects(client.query('select 1 / $1::int', [0]), { code: '22012' });
    await assert.rejects(client.query('select 1'), { code: '25P02' });
    await client.query('rollback');
    assert.deepEqual((await client.query('select 1 as n')).rows, [{ n: 1 }]);
    await assert.rejects(connected(() => {}, { password: 'wrong' }), { code: '28P01' });
  }));

test('pg: statement_timeout of the client ends a statement', () =>
  connected(
    async (client) => {
      await assert.rejects(client.query(ENDLESS), { code: '57014', message: 'canceling statement due to statement timeout' });
      assert.deepEqual((await client.query('select 1 as n')).rows, [{ n: 1 }]);
    },
    { statement_timeout: 200 },
  ));
