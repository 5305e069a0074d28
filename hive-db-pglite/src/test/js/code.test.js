// SPDX-License-Identifier: Apache-2.0
// What V8 compiles at a start, and that it does so once for all threads.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withHints } from '../../build/js/compilation-hints.js';
import { EARLY_FUNCTIONS } from '../../build/js/early-functions.js';
import { readEngine } from '../../main/js/code.js';
import { RUNTIME } from './engines.js';

const IMPORTED = 135;
const [CODE, ENGINE, MESSAGES, MODULE, SETTINGS, SLOTS, THREADS] = ['code', 'engine', 'messages', 'module', 'settings', 'slots', 'threads'].map((name) => new URL(`../../main/js/${name}.js`, import.meta.url).href);

function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'hive-code-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

/** The functions that V8 says it compiles, to a file: a pipe that is full loses some. */
async function compiledBy(t, script, tier = 'Liftoff') {
  const file = join(folder(t), 'compiled');
  const options = ['--trace-wasm-compilation-times', '--input-type=module', '--eval', script];
  const [status] = await once(spawn(process.execPath, options, { stdio: ['ignore', openSync(file, 'w'), 'inherit'] }), 'close');
  assert.equal(status, 0);
  const lines = readFileSync(file, 'utf8').matchAll(/Compiled function \S+#(\d+) using (\w+)/g);
  return [...lines].filter(([, , found]) => found === tier).map(([, index]) => index - IMPORTED);
}

test('of the engine is compiled at once what every start runs, and nothing else', async (t) => {
  const script = `import { compileEngine, readEngine } from '${CODE}'; compileEngine(readEngine(${JSON.stringify(RUNTIME)}));`;
  assert.deepEqual((await compiledBy(t, script)).sort((a, b) => a - b), EARLY_FUNCTIONS);
});

test('other code is compiled as usual afterwards: when it is called', async (t) => {
  const script = `import { compileEngine, readEngine } from '${CODE}'; const bytes = readEngine(${JSON.stringify(RUNTIME)});
    compileEngine(bytes); bytes[bytes.length - 1] ^= 1; new WebAssembly.Module(bytes);`;
  assert.equal((await compiledBy(t, script)).length, EARLY_FUNCTIONS.length);
});

test('a note of a function that is not there is refused', () => {
  assert.throws(() => withHints(readEngine(RUNTIME), [99_999]), { message: 'the module has 13729 functions, and no function 99999' });
});

test('in a start nothing is compiled a second time: neither for the rehearsal nor for the first client', async (t) => {
  const startsOf = (times) => `import { Engine } from '${ENGINE}'; import { loadRuntime } from '${MODULE}'; import { query } from '${MESSAGES}';
    import { applySql, REPORT_SQL } from '${SETTINGS}';
    const engine = Engine.start(loadRuntime(${JSON.stringify(RUNTIME)}), { database: 'postgres', log: console.error });
    const settings = new Map(Object.entries({ client_encoding: 'UTF8', DateStyle: 'ISO', TimeZone: 'Europe/Berlin', extra_float_digits: '2' }));
    const rehearsal = [REPORT_SQL, applySql(settings), applySql(new Map())];
    const first = [applySql(settings), REPORT_SQL, "select '[1,2,3]'::vector <-> '[1,2,4]'::vector"];
    for (let i = 0; i < ${times}; i++) for (const sql of [...rehearsal, ...first]) engine.execute([query(sql)]);`;
  // The process ends when V8's threads have nothing to do any more.
  assert.deepEqual(await compiledBy(t, startsOf(1), 'TurboFan'), []);
  assert.notDeepEqual(await compiledBy(t, startsOf(10), 'TurboFan'), []);
});

/** Runs a script with engines' threads, which a process of its own ends with it. */
async function runWithThreads(t, script) {
  const runtime = folder(t);
  cpSync(RUNTIME, runtime, { recursive: true });
  const begin = `import assert from 'node:assert/strict'; import { rmSync, writeFileSync } from 'node:fs';
    import { Slots } from '${SLOTS}'; import { EngineThreads } from '${THREADS}';
    const runtime = ${JSON.stringify(runtime)}; const wasm = runtime + '/pglite.wasm'; const lines = [];
    const start = () => new EngineThreads(runtime, (line) => lines.push(line));
    const open = (thread, database) => thread.request('open', { database, waitTimeout: 1000 });`;
  const file = join(runtime, 'script.mjs');
  writeFileSync(file, `${begin} ${script}; process.exit(0);`);
  const [status] = await once(spawn(process.execPath, [file], { stdio: 'inherit' }), 'close');
  assert.equal(status, 0);
}

test('a further thread has the code of the first, and reads no file of it', (t) =>
  runWithThreads(
    t,
    `const threads = start();
    threads.begin({ slots: new Slots(1).memory, useDescriptors: false }, 2, { hear: () => {}, rehearse: () => {}, lost: (thread, reason) => assert.fail(reason) });
    const first = threads.take();
    await open(first, 'one');
    rmSync(wasm);
    const second = threads.take();
    await open(second, 'two');
    assert.notEqual(second, first);
    assert.deepEqual(await second.request('check', { database: 'two' }), { state: 'ok' });`,
  ));

test('what a thread cannot do when nobody waits for it is logged', (t) =>
  runWithThreads(
    t,
    `const threads = start();
    threads.begin({ slots: new Slots(1).memory, useDescriptors: false }, 1, { hear: () => {}, rehearse: () => {}, lost: (thread, reason) => assert.fail(reason) });
    const thread = threads.take();
    await open(thread, 'one');
    thread.tell('reset', { database: 'one', snapshot: 's' });
    assert.deepEqual(await thread.request('check', { database: 'one' }), { state: 'ok' });
    assert.deepEqual(lines, ['the reset of database one failed: there is no snapshot "s"']);`,
  ));

test('a state whose file was cut off while it was still to be read costs nobody else anything', (t) =>
  runWithThreads(
    t,
    `const threads = start();
    threads.begin({ slots: new Slots(1).memory, useDescriptors: false }, 1, { hear: () => {}, rehearse: () => {}, lost: (thread, reason) => assert.fail(reason) });
    const thread = threads.take();
    await open(thread, 'one');
    await thread.request('snapshot', { database: 'one', snapshot: 's' });
    const file = runtime + '/state';
    await thread.request('save', { snapshot: 's', file });
    await thread.request('load', { snapshot: 't', file });
    writeFileSync(file, '');
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.match(lines[0], /^a state could not be read to its end, .*: it ends too early. Was its file changed/);
    await assert.rejects(thread.request('open', { database: 'two', waitTimeout: 1000, snapshot: 't' }), /it ends too early/);
    assert.deepEqual(await thread.request('check', { database: 'one' }), { state: 'ok' });`,
  ));

test('the thread of the next database is begun ahead, and no more than there may be', (t) =>
  runWithThreads(
    t,
    `const threads = start();
    threads.begin({ slots: new Slots(1).memory, useDescriptors: false }, 3, { hear: () => {}, rehearse: () => {}, lost: (thread, reason) => assert.fail(reason) });
    const counts = [];
    const ahead = () => { threads.ahead(); counts.push(threads.count); };
    ahead();
    const all = [];
    for (let i = 0; i < 4; i++) { all.push(threads.take()); ahead(); ahead(); }
    assert.deepEqual(counts, [1, 2, 2, 3, 3, 3, 3, 3, 3]);
    assert.equal(new Set(all).size, 3);
    await open(all[1], 'two');
    assert.deepEqual(await all[1].request('check', { database: 'two' }), { state: 'ok' });`,
  ));

test('a thread that can have no code is lost, and says why', (t) =>
  runWithThreads(
    t,
    `writeFileSync(wasm, 'no module');
    await assert.rejects(open(start().take(), 'one'), /expected magic word/);
    assert.match(lines.join(), /an engine's thread is lost: .*expected magic word/);`,
  ));
