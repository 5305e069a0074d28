// SPDX-License-Identifier: Apache-2.0
// Engines that stand by: what they are put into while nobody wants anything, and who gets them.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Backends } from '../../main/js/backends.js';
import { Engine } from '../../main/js/engine.js';
import { Spares } from '../../main/js/spares.js';
import { runtimeOfTests } from './engines.js';

const LOOK = "select count(*) || coalesce(to_regclass('other')::text, '') || coalesce(to_regtype('hstore')::text, '') from t";
const CHANGES = ['insert into t values (2)', 'create table other (n int); drop table t', 'create extension hstore', 'vacuum full', 'create role somebody'];
const runtime = await runtimeOfTests();
let spares;
let lines;
let all;

beforeEach(() => {
  [lines, all] = [[], []];
  const make = (snapshot) => Engine.clone(runtime, snapshot, { database: 'postgres', log: () => {} });
  spares = new Spares({ make, log: (line) => lines.push(line), onDropped: () => lines.push('dropped') });
});
afterEach(() => all.forEach((backends) => backends.close()));

async function begin(name, state) {
  const backends = new Backends({ runtime, name, spares, isVerified: true, log: () => {}, setAlarm: () => {} });
  await backends.begin(state);
  all.push(backends);
  return backends;
}

async function prepared(name = 'postgres') {
  const backends = await begin(name);
  change(backends, 'create table t (n int); insert into t values (1)');
  return { backends, state: backends.snapshot() };
}

/** As long as there is work; Infinity: until there is none. */
async function idle(times = Infinity) {
  for (let i = 0; i < times; i++) {
    const delay = spares.work(0);
    if (delay === Infinity) return;
    await setImmediate();
  }
}

function change(backends, sql) {
  backends.noteUse();
  backends.first.ask(sql);
}

/** Until it is worth while that an engine stands by. */
async function returnOften(backends, state) {
  for (let i = 0; i < 3; i++) assert.ok(backends.reset(state));
  await idle();
}

const memoryOf = (backends) => backends.first.interrupts.memory;
const look = (backends) => backends.first.ask(LOOK)[0][0];

test('who returns to a state once more gets an engine that stands by in it, and leaves his own', async () => {
  const { backends, state } = await prepared();
  const memory = memoryOf(backends);
  assert.ok(backends.reset(state));
  await idle();
  assert.equal(spares.count, 0); // most return only once
  await returnOften(backends, state);
  assert.equal(memoryOf(backends), memory);
  assert.equal(spares.count, 1);
  const seen = [];
  for (const sql of [...CHANGES, ...CHANGES]) {
    change(backends, sql);
    assert.ok(backends.reset(state)); // which compares digests
    seen.push(memoryOf(backends));
    assert.equal(look(backends), '1');
    await idle(seen.length); // not always to the end
  }
  assert.equal(new Set(seen).size, 2);
  assert.notEqual(seen[0], seen[1]);
  assert.deepEqual(lines, []);
});

test('two states in turn, of which one is younger than the engine that stands by', async () => {
  const { backends, state: first } = await prepared();
  await returnOften(backends, first);
  change(backends, 'insert into t values (2)');
  const second = backends.snapshot();
  for (let i = 0; i < 4; i++) {
    assert.ok(backends.reset(first));
    assert.equal(look(backends), '1');
    assert.ok(backends.reset(second));
    assert.equal(look(backends), '2');
    await idle();
  }
  assert.ok(spares.count <= 2);
  assert.deepEqual(lines, []);
});

for (const steps of [0, 1, Infinity]) {
  test(`a state in which a process of its own has loaded a library is returned to after ${steps} steps to another`, async () => {
    const { backends, state: first } = await prepared();
    await returnOften(backends, first);
    const place = backends.fork();
    change(backends, 'select 1');
    assert.deepEqual(place.backend.ask("select to_tsvector('english', 'running dogs')"), [["'dog':2 'run':1"]]);
    const second = backends.snapshot();
    for (let i = 0; i < 3; i++) {
      for (const [state, times] of [[first, steps], [second, Infinity]]) {
        if (!backends.reset(state)) backends.renew(state);
        await idle(times);
      }
      assert.equal(look(backends), '1');
    }
    assert.deepEqual(lines.filter((line) => line !== 'dropped'), []);
  });
}

test('a fork begins with the engine that stands by, and another one takes its place', async () => {
  const { state } = await prepared();
  await begin('one', state);
  await idle();
  assert.equal(spares.count, 1);
  const fork = await begin('two', state);
  assert.equal(spares.count, 0);
  assert.equal(look(fork), '1');
  await idle();
  assert.equal(spares.count, 1);
  change(fork, 'insert into t values (2)');
  assert.ok(fork.reset(state));
  assert.equal(look(fork), '1');
  assert.deepEqual(lines, []);
});

test('who returns takes the engine that anybody could begin with, and when he ends anybody can again', async () => {
  const { state } = await prepared();
  await begin('one', state);
  await idle();
  for (const name of ['two', 'three', 'four']) {
    const backends = await begin(name, state);
    const own = backends.snapshot();
    assert.equal(backends.snapshot(), own); // nobody ran anything
    const memories = new Set();
    for (let i = 0; i < 4; i++) {
      change(backends, 'insert into t values (2)');
      assert.ok(backends.reset(own));
      assert.equal(look(backends), '1');
      assert.deepEqual(backends.first.ask('select current_database()'), [[name]]);
      memories.add(memoryOf(backends));
      await idle(i + 1);
    }
    if (name !== 'two') assert.equal(memories.size, 2); // that of the one before
    spares.forget(own.snapshot);
    assert.ok(backends.close());
    await idle();
  }
  assert.equal(spares.count, 2);
  assert.deepEqual(lines, []);
});

test('a state that was used is no longer the one that was kept', async () => {
  const { backends, state } = await prepared();
  assert.equal(backends.snapshot(), state);
  change(backends, 'insert into t values (2)');
  const second = backends.snapshot();
  assert.notEqual(second, state);
  assert.ok(backends.reset(state));
  assert.equal(backends.snapshot(), state);
  assert.equal(look(backends), '1');
  assert.ok(backends.reset(second));
  assert.equal(look(backends), '2');
});

test('nothing stands by in a state that is no more', async () => {
  const { backends, state } = await prepared();
  await returnOften(backends, state);
  spares.forget(state.snapshot);
  const memory = memoryOf(backends);
  assert.ok(backends.reset(state));
  assert.equal(memoryOf(backends), memory);
  backends.close();
  await idle();
  assert.ok(spares.count <= 2);
});

test('an engine that has grown is not kept by who returns', async () => {
  const { backends, state } = await prepared();
  await returnOften(backends, state);
  change(backends, "select length(repeat('x', 150000000))");
  const grown = memoryOf(backends);
  assert.ok(backends.reset(state));
  assert.notEqual(memoryOf(backends), grown);
  assert.equal(look(backends), '1');
  assert.equal(spares.count, 0);
  assert.deepEqual(lines, ['dropped']);
});

test('an engine that fails on its way is not used', async () => {
  const { backends, state } = await prepared();
  await returnOften(backends, state);
  change(backends, 'insert into t values (2)');
  backends.reset(state);
  const { heap } = state.snapshot;
  const { restoring } = heap;
  heap.restoring = () => {
    throw new Error('broken');
  };
  await idle();
  heap.restoring = restoring;
  assert.match(lines[0], /^a spare engine could not be used: Error: broken/);
  change(backends, 'insert into t values (2)');
  assert.ok(backends.reset(state));
  assert.equal(look(backends), '1');
});
