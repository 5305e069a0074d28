// SPDX-License-Identifier: Apache-2.0
// postgres.js (the npm package postgres) as it is, against the bridge.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Bridge } from './bridge.js';

const postgres = createRequire(new URL('../../../target/npm/package.json', import.meta.url))('postgres');
const ENDLESS = 'select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b';
let bridge, sql;
before(async () => {
  bridge = await Bridge.start({ waitTimeout: 60_000 });
  sql = postgres({ host: '127.0.0.1', port: bridge.port, user: 'postgres', password: 'secret', database: 'one', max: 10 });
});
after(async () => {
  await sql.end();
  await bridge.end();
});

async function untilBusy(statement) {
  for (;;) {
    const [{ state, statement: running }] = (await bridge.health()).databases;
    if (state === 'busy' && running === statement) return;
    await pause(5);
  }
}

test('postgres.js: parameters, prepared by itself, and simple queries of several statements', async () => {
  for (let n = 0; n < 20; n++) assert.deepEqual([...(await sql`select ${n}::int + 1 as n`)], [{ n: n + 1 }]);
  const results = await sql.unsafe('select 1 as a; select 2 as b').simple();
  assert.deepEqual(results.map((rows) => [...rows]), [[{ a: 1 }], [{ b: 2 }]]);
  assert.deepEqual([...(await sql`select ${null}::text as a, ${''}::text as b`)], [{ a: null, b: '' }]);
});

test('postgres.js: many queries in one connection at once are answered in order', async () => {
  await sql.reserve().then(async (one) => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => one`select ${i}::int as n`));
    assert.deepEqual(answers.map(([{ n }]) => n), Array.from({ length: 100 }, (_, i) => i));
    one.release();
  });
});

test('postgres.js: types go in and come out', async () => {
  const at = new Date('2026-11-21T12:00:00Z');
  const bytes = Buffer.from([0, 1, 255]);
  const [row] = await sql`select ${at}::timestamptz as at, ${bytes}::bytea as bytes, ${sql.array([1, 2])}::int[] as ints,
    ${sql.json({ a: [1, null] })}::jsonb as json, 9007199254740993 as large, 1.10::numeric as exact, ${'ü€😀'}::text as text`;
  assert.deepEqual(row, { at, bytes, ints: [1, 2], json: { a: [1, null] }, large: '9007199254740993', exact: '1.10', text: 'ü€😀' });
});

test('postgres.js: ten transactions at once with savepoints lose nothing', async () => {
  await sql`create table counter (n int)`;
  await sql`insert into counter values (0)`;
  const add = (_, i) =>
    sql.begin(async (own) => {
      const [{ n }] = await own`select n from counter for update`;
      await own.savepoint((inner) => inner`insert into missing values (1)`).catch(({ code }) => assert.equal(code, '42P01'));
      await own`update counter set n = ${n + 1}`;
      if (i % 4 === 0) throw new Error('rolled back');
    });
  const ends = await Promise.allSettled(Array.from({ length: 40 }, add));
  assert.deepEqual(ends.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message), Array(10).fill('rolled back'));
  assert.deepEqual([...(await sql`select n from counter`)], [{ n: 30 }]);
});

test('postgres.js: a cursor reads in parts', async () => {
  const read = [];
  await sql`select i from generate_series(1, 250) i`.cursor(100, (rows) => void read.push(rows.length));
  assert.deepEqual(read, [100, 100, 50]);
});

test('postgres.js: COPY in and out', async () => {
  await sql`create table copied (n int, t text)`;
  const { pipeline } = await import('node:stream/promises');
  const lines = Array.from({ length: 5000 }, (_, i) => `${i}\tline ${i}\n`);
  await pipeline(lines, await sql`copy copied from stdin`.writable());
  const chunks = [];
  for await (const chunk of await sql`copy (select * from copied order by n) to stdout`.readable()) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), lines.join(''));
});

test('postgres.js: notifications reach the one who listens', async () => {
  let listening;
  const arrived = new Promise((resolve) => (listening = sql.listen('news', resolve)));
  await listening;
  await sql.notify('news', 'it is out');
  assert.equal(await arrived, 'it is out');
});

test('postgres.js: a running statement is cancelled, and errors carry the SQLSTATE', async () => {
  const running = sql.unsafe(ENDLESS);
  const ended = assert.rejects(running, { code: '57014', message: 'canceling statement due to user request' });
  await untilBusy(ENDLESS);
  running.cancel();
  await ended;
  await assert.rejects(sql`select 1 / ${0}::int`, { code: '22012', severity: 'ERROR' });
  await assert.rejects(sql`select * from missing`, { code: '42P01', position: '15' });
  assert.deepEqual([...(await sql`select 1 as n`)], [{ n: 1 }]);
});
