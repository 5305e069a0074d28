// SPDX-License-Identifier: Apache-2.0
// A unit that is begun before its end has come goes on as if nobody else were there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, execute, parse } from './client.js';

const ROUNDS = Number(process.env.HIVE_TEST_ROUNDS ?? 30);
const SEED = Number(process.env.HIVE_TEST_SEED ?? 20261129);
const ROWS = 20;
/** How often others do each thing; an open transaction most often. */
const KINDS = [0, 1, 2, 3, 4, 5, 5, 5, 6, 7];

let bridge;
const open = () => Client.open(bridge.port);
before(async () => (bridge = await Bridge.start({ waitTimeout: 60_000 })));
after(() => bridge.end());

/** A linear congruential generator: the same everywhere. */
function randomness(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** Connections that do what they like. */
class Others {
  #clients = [];
  #below;
  log = [];

  constructor(below) {
    this.#below = below;
  }

  async act() {
    const kind = KINDS[this.#below(KINDS.length)];
    this.log.push(kind);
    if (kind === 0 || this.#clients.length === 0) return void this.#clients.push(await open());
    const client = this.#clients[this.#below(this.#clients.length)];
    if (kind === 1) return this.#end(client);
    if (kind === 2) return client.query('select 1');
    if (kind === 3) return client.extended('select $1::int', { statement: 'S', parameters: ['1'] }).then(() => client.query('deallocate all'));
    if (kind === 4) return client.extended(`select ${this.#below(100)}`, { statement: `T${this.#below(1e9)}` });
    if (kind === 5) return client.query('begin; insert into others values (1)');
    if (kind === 6) return client.query('rollback');
    return client.query(`set application_name = 'a${this.#below(9)}'`);
  }

  async #end(client) {
    this.#clients.splice(this.#clients.indexOf(client), 1);
    await client.end();
  }

  async endAll() {
    for (const client of [...this.#clients]) await this.#end(client);
  }
}

test('it outlives a connection that leaves prepared statements behind', async () => {
  const [client, other] = [await open(), await open()];
  await client.query('create table kept (s text)');
  client.send(parse('S', 'insert into kept values ($1)'), sync());
  await client.until('Z');
  await other.extended('select 1', { statement: 'left behind' });
  client.send(bind('', 'S', ['x'.repeat(300_000)]));
  for (let i = 0; i < 3; i++) await (await open()).end();
  await other.end();
  const witness = await open();
  await witness.query('select 1');
  client.send(execute(''), sync());
  assert.deepEqual((await client.until('Z')).error, undefined);
  assert.deepEqual((await client.query('select count(*) from kept')).rows, [['1']]);
  await Promise.all([client.end(), witness.end()]);
});

test(`whatever others do between its parts (seed ${SEED})`, async () => {
  const below = randomness(SEED);
  const client = await open();
  await client.query('create table written (s text); create table others (n int)');
  client.send(parse('S', 'insert into written values ($1)'), sync());
  await client.until('Z');
  for (let round = 0; round < ROUNDS; round++) {
    const others = new Others(below);
    if (below(2)) await others.act();
    const begins = ['never', 'before', 'within'][below(3)];
    if (begins === 'before') await client.query('begin');
    const messages = begins === 'within' ? [parse('', 'begin'), bind('', ''), execute('')] : [];
    for (let row = 0; row < ROWS; row++) {
      const size = 3000 + below(below(3) ? 9_000 : 290_000);
      messages.push(bind('', 'S', [`${row} ${'x'.repeat(size)}`]), execute(''));
    }
    messages.push(sync());
    while (messages.length > 0) {
      client.send(...messages.splice(0, 1 + below(8)));
      for (let i = below(3); i > 0 && messages.length > 0; i--) await others.act();
    }
    const about = `round ${round}, begins ${begins}, others ${others.log}`;
    const { error, status } = await client.until('Z');
    assert.deepEqual([error, status], [undefined, begins === 'never' ? 'I' : 'T'], about);
    if (begins !== 'never') await client.query('commit');
    const { rows } = await client.query("select string_agg(split_part(s, ' ', 1), ' ' order by ctid) from written");
    assert.deepEqual(rows, [[[...Array(ROWS).keys()].join(' ')]], about);
    await others.endAll();
    await client.query('truncate written');
  }
  await client.end();
});
