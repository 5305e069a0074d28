// SPDX-License-Identifier: Apache-2.0
// States in files, and engines that are left to the next database.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Backends } from '../../main/js/backends.js';
import { Spares } from '../../main/js/spares.js';
import { readState, writeState } from '../../main/js/state-file.js';
import { runtimeOfTests } from './engines.js';

const folder = mkdtempSync(join(tmpdir(), 'states-'));
after(() => rmSync(folder, { recursive: true }));
const FILE = join(folder, 'state');
const lines = [];
let runtime;
let spares;

before(async () => (runtime = await runtimeOfTests()));

async function backends(name, state) {
  const made = new Backends({ runtime, name, spares, isVerified: true, log: (line) => lines.push(line), setAlarm: () => {} });
  await made.begin(state);
  return made;
}

const PREPARE = `create table t (id serial primary key, name text, v vector(3)); create index on t (name); create extension hstore;
  insert into t (name, v) select 'name ' || i, '[1,2,3]' from generate_series(1, 3000) i; create role r; analyze`;
const LOOK = `select current_database(), count(*), max(id), (select last_value from t_id_seq), to_regtype('hstore'), to_regrole('r') from t`;
const expected = (name) => [[name, '3000', '3000', '3000', 'hstore', 'r']];

/** A state with two backends, one of which has a deleted file open. */
async function prepared() {
  const origin = await backends('origin');
  origin.first.ask(PREPARE);
  const other = origin.fork().backend;
  other.ask('create table gone as select 1 a; select count(*) from gone');
  origin.first.ask('drop table gone');
  return { origin, state: origin.snapshot() };
}

test('a state from a file is the state', async () => {
  const { origin, state } = await prepared();
  writeState(FILE, state, runtime.image);
  const loaded = readState(FILE, runtime.image).state;
  rmSync(FILE);
  const copy = await backends('copy', loaded);
  assert.deepEqual(copy.first.ask(LOOK), expected('copy'));
  assert.equal(copy.places.length, 2);
  assert.deepEqual(copy.places[1].backend.ask(LOOK), expected('copy'));
  for (let i = 0; i < 2; i++) {
    copy.first.ask('insert into t (name) values (1); drop role r');
    copy.places[1].backend.ask('drop extension hstore');
    assert.equal(copy.reset(loaded), true); // compared with the digest of the origin
    assert.deepEqual(copy.places[1].backend.ask(LOOK), expected('copy'));
  }
  assert.deepEqual(origin.first.ask(LOOK), expected('origin'));
});

test('a state is the same whether its memory is still in the file, or was read while nobody wanted anything', async () => {
  const { state } = await prepared();
  writeState(FILE, state, runtime.image);
  const { state: loaded, memory } = readState(FILE, runtime.image);
  const early = await backends('early', loaded);
  while (memory.work(-1e6) === 0);
  truncateSync(FILE);
  const late = await backends('late', loaded);
  for (const [name, each] of Object.entries({ early, late })) {
    assert.deepEqual(each.first.ask(LOOK), expected(name));
    each.first.ask('drop table t');
    assert.equal(each.reset(loaded), true); // compared with the digest of the origin
    assert.deepEqual(each.first.ask(LOOK), expected(name));
  }
});

test('what was loaded can be written again, and is the same', async () => {
  const { state } = await prepared();
  writeState(FILE, state, runtime.image);
  const bytes = readFileSync(FILE);
  writeState(FILE, readState(FILE, runtime.image).state, runtime.image);
  assert.ok(bytes.equals(readFileSync(FILE)));
});

test('what was set for connections is kept', async () => {
  const { state } = await prepared();
  for (const defaults of [new Map([['work_mem', '5MB']]), new Map(), null]) {
    writeState(FILE, { ...state, defaults }, runtime.image);
    assert.deepEqual(readState(FILE, runtime.image).state.defaults, defaults);
  }
});

test('a file that is cut off, or of another version, is refused', async () => {
  const { state } = await prepared();
  writeState(FILE, state, runtime.image);
  const bytes = readFileSync(FILE);
  for (const length of [0, 3, 100, bytes.length - 1]) {
    truncateSync(FILE, length);
    assert.throws(() => readState(FILE, runtime.image), { message: `the state in [${FILE}] cannot be used: it ends too early` });
    writeFileSync(FILE, bytes);
  }
  bytes.write('"version":7', bytes.indexOf('"version":4'), 'latin1');
  writeFileSync(FILE, bytes);
  assert.throws(() => readState(FILE, runtime.image), { message: `the state in [${FILE}] cannot be used: it has version 7 instead of 4` });
});

test('an engine that was left takes the state of another, whatever was done in it', async () => {
  spares = new Spares({ log: (line) => lines.push(line), onDropped: () => {} });
  const { state } = await prepared();
  spares.expect(state.snapshot);
  const changes = ['select 1', "select to_tsvector('english', 'running dogs'); create extension pg_trgm; select show_trgm('a')", 'drop schema public cascade; create role other', 'create table big as select repeat(md5(i::text), 30) from generate_series(1, 20000) i'];
  const taken = new Set();
  let last = await backends('first');
  for (const [i, change] of changes.entries()) {
    last.first.ask(change);
    const { memory } = last.first.interrupts;
    last.close();
    assert.throws(() => last.first.ask('select 1'), /it was dropped/);
    last = await backends(`next${i}`, state);
    if (last.first.interrupts.memory === memory) taken.add(i);
    assert.deepEqual(last.first.ask(LOOK), expected(`next${i}`));
    last.first.ask('insert into t (name) values (1)');
    last.reset(state);
    assert.deepEqual(last.places[1].backend.ask(LOOK), expected(`next${i}`));
  }
  assert.ok(taken.size >= 3, `taken: ${[...taken]}`);
});

test('an engine that cannot be used is replaced by a new one', async () => {
  spares = new Spares({ log: (line) => lines.push(line), onDropped: () => {} });
  const { state } = await prepared();
  spares.expect(state.snapshot);
  const broken = {
    isSmall: true,
    knows: () => false,
    release() {},
    *taking() {
      throw new Error('broken');
    },
  };
  assert.equal(spares.give(broken), true);
  const copy = await backends('copy', state);
  assert.match(lines.at(-1), /^a spare engine could not be used: Error: broken/);
  assert.deepEqual(copy.first.ask(LOOK), expected('copy'));
});

test('what crashed, has grown, or is not wanted, is not kept', async () => {
  spares = new Spares({ log: (line) => lines.push(line), onDropped: () => {} });
  const unwanted = await backends('unwanted');
  unwanted.close();
  assert.equal(spares.count, 0);
  spares.expect({});
  const crashed = await backends('crashed');
  crashed.first.condemn('it crashed');
  crashed.close();
  const grown = await backends('grown');
  grown.first.ask("select length(repeat('x', 150000000))");
  grown.close();
  assert.equal(spares.count, 0);
  for (const name of ['one', 'two', 'three']) (await backends(name)).close();
  assert.equal(spares.count, 2);
});
