// SPDX-License-Identifier: Apache-2.0
// Many clients do at random what clients do, among them to cancel, to die and to be reset; each knows what it has to find.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { int32, message, query, sync } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { bind, Client, close, describePortal, execute, parse } from './client.js';

const ROUNDS = Number(process.env.HIVE_TEST_ROUNDS ?? 2);
const SEED = Number(process.env.HIVE_TEST_SEED ?? 20261129);
const ACTORS = 6;
const STEPS = 25;

/** A linear congruential generator: the same everywhere. */
function randomness(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** A client with a table of its own, and what it believes of both. */
class Actor {
  #bridge;
  #below;
  log = [];
  client = null;
  /** Rows of its table: committed, and as its transaction sees them. */
  committed = 0;
  seen = 0;
  status = 'I';
  setting = '';
  hasTemporary = false;
  adds = 0;
  #names = 0;

  constructor(bridge, number) {
    this.#bridge = bridge;
    this.number = number;
    this.#below = randomness(SEED + number * 7919);
    this.table = `own_${number}`;
  }

  async connect() {
    this.client = await Client.open(this.#bridge.port, { application_name: `actor ${this.number}` });
    Object.assign(this, { status: 'I', setting: '', hasTemporary: false, seen: this.committed });
  }

  get #isOpen() {
    return this.status !== 'I';
  }

  async act() {
    const actions = [
      this.#insert, this.#insertInParts, this.#pipeline, this.#copy, this.#copyFails, this.#count, this.#count, this.#begin, this.#begin,
      this.#end, this.#end, this.#savepoint, this.#fail, this.#set, this.#look, this.#useStatement, this.#temporary, this.#portal, this.#add,
      this.#cancelled, this.#listen, this.#die,
    ];
    const action = actions[this.#below(actions.length)];
    this.log.push(action.name);
    if (this.status === 'E') return this.#end();
    await action.call(this);
  }

  #check(answer, expected) {
    const about = `actor ${this.number} of seed ${SEED} after ${this.log.slice(-12)}`;
    assert.equal(answer.error && `${answer.error.C} ${answer.error.M}`, undefined, about);
    if (expected !== undefined) assert.deepEqual(answer.rows, expected, about);
    assert.equal(answer.status, this.status, about);
  }

  #wrote(rows) {
    this.seen += rows;
    if (!this.#isOpen) this.committed = this.seen;
  }

  async #insert() {
    const rows = 1 + this.#below(5);
    this.#check(await this.client.query(`insert into ${this.table} select generate_series(1, ${rows})`));
    this.#wrote(rows);
  }

  /** A unit that is begun before its end has come. */
  async #insertInParts() {
    this.client.send(parse('', `insert into ${this.table} select length($1) * 0`), bind('', '', ['x'.repeat(100_000 + this.#below(300_000))]));
    await new Promise(setImmediate);
    this.client.send(execute(''), sync());
    this.#check(await this.client.until('Z'));
    this.#wrote(1);
  }

  async #pipeline() {
    for (let i = 0; i < 3; i++) this.client.send(parse('', `insert into ${this.table} values (${i})`), bind('', ''), execute(''), sync());
    for (let i = 0; i < 3; i++) {
      this.#check(await this.client.until('Z'));
      this.#wrote(1);
    }
  }

  async #copy() {
    this.client.send(query(`copy ${this.table} from stdin`));
    assert.equal((await this.client.until('G', 'E')).error, undefined);
    const rows = 1 + this.#below(200);
    for (let i = 0; i < rows; i++) this.client.send(message('d', Buffer.from(`${i}\n`)));
    this.client.send(message('c', Buffer.alloc(0)));
    this.#check(await this.client.until('Z'));
    this.#wrote(rows);
  }

  async #copyFails() {
    this.client.send(query(`copy ${this.table} from stdin`), message('d', Buffer.from('1\nno number\n')), message('c', Buffer.alloc(0)));
    const { error, status } = await this.client.until('Z');
    assert.equal(error.C, '22P02');
    assert.equal(status, this.#isOpen ? 'E' : 'I');
    this.status = status;
  }

  async #count() {
    this.#check(await this.client.extended(`select count(*) from ${this.table}`), [[String(this.seen)]]);
  }

  async #begin() {
    if (this.#isOpen) return this.#count();
    this.status = 'T';
    this.#check(await this.client.query(['begin', 'begin isolation level repeatable read', 'begin; set transaction isolation level read committed'][this.#below(3)]));
  }

  async #end() {
    if (!this.#isOpen) return this.#count();
    const commits = this.status === 'T' && this.#below(3) > 0;
    this.status = 'I';
    this.#check(await this.client.query(commits ? 'commit' : 'rollback'));
    if (commits) this.committed = this.seen;
    else this.seen = this.committed;
  }

  async #savepoint() {
    if (!this.#isOpen) return this.#count();
    this.#check(await this.client.query('savepoint mine'));
    this.#check(await this.client.query(`delete from ${this.table}`));
    assert.equal((await this.client.query('select 1 / 0')).status, 'E');
    this.#check(await this.client.query('rollback to mine'));
  }

  async #fail() {
    const { error, status } = await this.client.extended(`insert into ${this.table} values ('no number')`);
    assert.equal(error.C, '22P02');
    if (this.#isOpen) this.status = 'E';
    assert.equal(status, this.status);
  }

  async #set() {
    if (this.#isOpen) return this.#count();
    this.setting = String(this.#below(1e6));
    this.#check(await this.client.query(`set app.own = '${this.setting}'`));
  }

  async #look() {
    const look = "select coalesce(current_setting('app.own', true), ''), current_setting('application_name')";
    this.#check(await this.client.query(look), [[this.setting, `actor ${this.number}`]]);
  }

  async #useStatement() {
    const name = `S${++this.#names}`;
    this.client.send(parse(name, 'select $1::int + 1'), sync());
    this.#check(await this.client.until('Z'));
    for (const n of [1, 41]) {
      this.client.send(bind('', name, [n]), describePortal(''), execute(''), sync());
      this.#check(await this.client.until('Z'), [[String(n + 1)]]);
    }
    this.client.send(close(name), sync());
    this.#check(await this.client.until('Z'));
  }

  async #temporary() {
    if (this.#isOpen) return this.#count();
    this.#check(await this.client.query(this.hasTemporary ? 'drop table mine' : `create temp table mine as select ${this.number} as n`));
    this.hasTemporary = !this.hasTemporary;
    if (this.hasTemporary) this.#check(await this.client.query('select n from mine'), [[String(this.number)]]);
  }

  async #portal() {
    if (!this.#isOpen) return this.#count();
    const name = `P${++this.#names}`;
    this.client.send(parse('', 'select generate_series(1, 9)'), bind(name, ''), execute(name, 4), sync());
    this.#check(await this.client.until('Z'), [['1'], ['2'], ['3'], ['4']]);
    this.client.send(execute(name, 4), sync());
    this.#check(await this.client.until('Z'), [['5'], ['6'], ['7'], ['8']]);
  }

  /** Others wait for this lock. */
  async #add() {
    if (this.#isOpen) return this.#count();
    assert.equal((await this.client.query('begin')).status, 'T');
    const { error } = await this.client.query('update shared set n = n + 1');
    assert.equal(error && `${error.C} ${error.M}`, undefined, `seed ${SEED}`);
    if (this.#below(2)) assert.equal((await this.client.query('select 1')).error, undefined);
    const commits = this.#below(3) > 0;
    assert.equal((await this.client.query(commits ? 'commit' : 'rollback')).status, 'I');
    if (commits) this.adds++;
  }

  async #cancelled() {
    const answer = this.client.query(`select count(*) from generate_series(1, ${1 + this.#below(300_000)})`);
    const other = new Client(this.#bridge.port);
    const { id, secret } = this.client.key;
    other.send(Buffer.concat([int32(16), int32(80877102), int32(id), int32(secret)]));
    const { error, status } = await answer;
    if (error) assert.equal(error.C, '57014');
    if (error && this.#isOpen) this.status = 'E';
    assert.equal(status, this.status);
    while (!other.closed) await new Promise(setImmediate);
  }

  async #listen() {
    if (this.#isOpen) return this.#count();
    const channel = `to_${this.number}`;
    this.#check(await this.client.query(`listen ${channel}`));
    const { types } = await this.client.query(`notify ${channel}, 'me'`);
    if (!types.includes('A')) await this.client.until('A');
    this.#check(await this.client.query(`unlisten ${channel}`));
  }

  async #die() {
    if (this.#below(2)) this.client.send(query(`insert into ${this.table} select 1 from generate_series(1, 3), pg_sleep(10)`));
    this.client.socket.destroy();
    while (!this.client.closed) await new Promise(setImmediate);
    await this.connect();
    // What it left is undone before anybody else is served.
    this.#check(await this.client.query(`lock table ${this.table}; select count(*) from ${this.table}`), [[String(this.committed)]]);
  }

  /** At the end of a round, when all are at rest. */
  async settle() {
    if (this.#isOpen) await this.#end();
    await this.#count();
    await this.#look();
  }
}

test(`each finds what it has to (seed ${SEED})`, { timeout: 300_000 }, async (t) => {
  const bridge = await Bridge.start({ waitTimeout: 60_000, maxConnections: 60 });
  t.after(() => bridge.end());
  const below = randomness(SEED);
  const first = await Client.open(bridge.port);
  const tables = Array.from({ length: ACTORS }, (_, i) => `create table own_${i} (n int)`).join('; ');
  assert.equal((await first.query(`${tables}; create table shared (n int); insert into shared values (0)`)).error, undefined);
  const actors = Array.from({ length: ACTORS }, (_, i) => new Actor(bridge, i));
  for (const actor of actors) await actor.connect();
  let kept = null;
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(actors.map(async (actor) => {
      for (let step = 0; step < STEPS; step++) await actor.act();
      await actor.settle();
    }));
    const { rows } = await first.query('select n from shared');
    assert.deepEqual(rows, [[String(actors.reduce((sum, { adds }) => sum + adds, 0))]]);
    if (kept && below(2)) {
      assert.deepEqual((await bridge.ask('reset', { database: 'one', snapshot: 'kept' })).result, {});
      actors.forEach((actor, i) => Object.assign(actor, kept[i], { seen: kept[i].committed, setting: '', hasTemporary: false }));
    } else {
      assert.deepEqual((await bridge.ask('snapshot', { database: 'one', snapshot: 'kept' })).result, {});
      kept = actors.map(({ committed, adds }) => ({ committed, adds }));
    }
  }
});
