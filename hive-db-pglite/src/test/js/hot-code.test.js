// SPDX-License-Identifier: Apache-2.0
// What short statements run most is compiled a second time while nobody wants anything.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { HotCode } from '../../main/js/hot-code.js';
import { RUNTIME, startEngine } from './engines.js';

const [SLOTS, THREADS, HOT_CODE, GARBAGE] = ['slots', 'threads', 'hot-code', 'garbage'].map((name) => new URL(`../../main/js/${name}.js`, import.meta.url).href);
const PAUSES = 50;
/** A WebAssembly module with three functions that do nothing, in a table that it exports as hive_hot. */
const THREE_FUNCTIONS =
  '0061736d010000000104016000000304030000000404017000' + '03070c0108686976655f686f7401000909010041000b030001020a0a0302000b02000b02000b';
/** A script that has called them, and is about to have them compiled. */
const BEGIN = `import { HotCode } from ${JSON.stringify(HOT_CODE)};
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from('${THREE_FUNCTIONS}', 'hex')));
  const hot = new HotCode(() => exports);
  for (let place = 0; place < 3; place++) exports.hive_hot.get(place)();`;
/** A thread that takes the flag away without end. */
const TAKES_AWAY = `const { parentPort, workerData } = require('node:worker_threads');
  const { setFlagsFromString } = require('node:v8');
  parentPort.postMessage('begun');
  while (Atomics.load(workerData, 0) === 0) setFlagsFromString('--no-allow-natives-syntax');`;

setFlagsFromString('--allow-natives-syntax');
const isQuick = new Function('f', 'return %IsLiftoffFunction(f)');

const engine = await startEngine();
for (let i = 0; i < 3; i++) engine.ask(`CREATE TABLE t${i} AS SELECT 1 AS n`);
const { exports } = engine;
const { hive_hot: table } = exports;
const functions = Array.from({ length: table.length }, (_, place) => table.get(place));

function folder(t) {
  const made = mkdtempSync(join(tmpdir(), 'hive-hot-'));
  t.after(() => rmSync(made, { recursive: true }));
  return made;
}

/** So many pauses long ago. */
function pause(hot, times) {
  return Array.from({ length: times }, (_, i) => hot.work(i - 1e6));
}

test('all that is listed is a function of the engine, and the same as others know', () => {
  assert.ok(functions.includes(exports.palloc0));
  for (const each of functions) assert.equal(typeof each, 'function');
  assert.ok(functions.length > 100);
});

test('nothing is compiled before somebody asked for much, nor while somebody may ask on, nor without an engine', () => {
  const before = functions.filter(isQuick).length;
  const hot = new HotCode(() => exports);
  assert.deepEqual(pause(hot, PAUSES), Array(PAUSES).fill(Infinity));
  const delay = hot.work(performance.now() + 60_000);
  assert.ok(delay > 50_000 && delay <= 60_010, `${delay}`);
  const lost = new HotCode(() => undefined);
  assert.deepEqual(pause(lost, PAUSES + 1), Array(PAUSES + 1).fill(Infinity));
  assert.equal(functions.filter(isQuick).length, before);
});

test('then what was called is compiled, one function at a time, and what is called later in a later pause', () => {
  const hot = new HotCode(() => exports);
  pause(hot, PAUSES);
  let left = functions.filter(isQuick).length;
  assert.ok(left > 50, `${left}`);
  for (; left > 0; left--) {
    assert.equal(hot.work(0), 0);
    assert.equal(functions.filter(isQuick).length, left - 1);
  }
  assert.equal(hot.work(0), Infinity);
  const others = functions.filter(isQuick).length;
  engine.ask('CREATE TABLE later (id bigserial PRIMARY KEY, n int, name text)');
  engine.ask("INSERT INTO later (n, name) SELECT n, 'name' FROM t0");
  assert.ok(functions.filter(isQuick).length > others);
  assert.equal(hot.work(0), Infinity);
  assert.equal(hot.work(1), 0);
  assert.deepEqual(engine.ask('SELECT n, name FROM later').rows, [['1', 'name']]);
});

test('it does not matter that V8 forgets what it had compiled', async (t) => {
  const file = join(folder(t), 'forgets.mjs');
  const script = `${BEGIN} import assert from 'node:assert/strict'; import { collectGarbage } from ${JSON.stringify(GARBAGE)};
    for (let pause = 0; pause < ${PAUSES}; pause++) hot.work(pause - 1e6);
    for (const delay of [0, 0, 0, Infinity]) {
      assert.equal(hot.work(0), delay);
      collectGarbage();
    }`;
  writeFileSync(file, script);
  const [status] = await once(spawn(process.execPath, ['--stress-flush-code', file], { stdio: 'inherit' }), 'close');
  assert.equal(status, 0);
});

test('threads that do so at once do not fail of the flag, which another takes away', async (t) => {
  const source = `${BEGIN} for (let pause = 0; pause <= ${PAUSES + 3}; pause++) hot.work(pause - 1e6);`;
  const stopped = new Int32Array(new SharedArrayBuffer(4));
  const other = new Worker(TAKES_AWAY, { eval: true, workerData: stopped });
  t.after(() => Atomics.store(stopped, 0, 1));
  await once(other, 'message');
  for (let i = 0; i < 40; i++) {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
    const [status] = await once(worker, 'exit');
    assert.equal(status, 0);
  }
});

test("an engine's thread does so", async (t) => {
  const scripts = folder(t);
  const file = join(scripts, 'compiled');
  const script = `import assert from 'node:assert/strict'; import { readFileSync } from 'node:fs'; import { setTimeout } from 'node:timers/promises';
    import { Slots } from '${SLOTS}'; import { EngineThreads } from '${THREADS}';
    const threads = new EngineThreads(${JSON.stringify(RUNTIME)}, () => {});
    threads.begin({ slots: new Slots(1).memory, useDescriptors: false }, 1, { hear: () => {}, rehearse: () => {}, lost: (thread, reason) => assert.fail(reason) });
    const thread = threads.take();
    await thread.request('open', { database: 'one', waitTimeout: 1000 });
    const isCompiled = () => /#${exports.palloc.name} using TurboFan/.test(readFileSync(${JSON.stringify(file)}, 'latin1'));
    assert.ok(!isCompiled());
    while (!isCompiled()) {
      assert.equal((await thread.request('check', { database: 'one' })).state, 'ok');
      await setTimeout(15);
    }
    process.exit(0);`;
  const main = join(scripts, 'main.mjs');
  writeFileSync(main, script);
  const [status] = await once(spawn(process.execPath, ['--trace-wasm-compilation-times', main], { stdio: ['ignore', openSync(file, 'w'), 'inherit'] }), 'close');
  assert.equal(status, 0);
});
