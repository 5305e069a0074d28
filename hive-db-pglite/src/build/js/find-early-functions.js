// SPDX-License-Identifier: Apache-2.0
// node ../../src/build/js/find-early-functions.js, in target/npm, after a build: writes early-functions.js, which lists the functions
// of the engine that every start runs. They are those that V8 compiles when it is to compile none before it is called.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { withHints } from './compilation-hints.js';
import { withExports } from './export-functions.js';
import { internalsOf } from './internals.js';
import { MAXIMUM_PAGES } from '../../main/js/module.js';
import { withSharedMemory } from './shared-memory.js';

const PASSWORD = 'early';
const START = { id: 1, op: 'start', port: 0, password: PASSWORD, waitTimeout: 1000, maxConnections: 10, database: 'postgres' };
const IMPORTED = 135; // functions, which V8 counts first
const COMPILED = /Compiled function (\S+)#(\d+) using Liftoff/;

const runtime = mkdtempSync(join(tmpdir(), 'hive-early-'));
try {
  cpSync('../pack/io/hivedb/pglite/runtime', runtime, { recursive: true });
  const wasm = readFileSync('node_modules/@electric-sql/pglite/dist/pglite.wasm');
  const { functions } = internalsOf(wasm);
  writeFileSync(join(runtime, 'engine/pglite.wasm'), withHints(withSharedMemory(withExports(wasm, functions), MAXIMUM_PAGES), []));
  endAtOnce(join(runtime, 'bridge/main.js'));
  const early = functionsOf(await compiledBy(join(runtime, 'bridge/main.js')));
  writeFileSync(join(import.meta.dirname, 'early-functions.js'), textOf(early));
} finally {
  rmSync(runtime, { recursive: true });
}

/** What runs when a database is closed is not looked for. */
function endAtOnce(main) {
  const parts = readFileSync(main, 'utf8').split('async function quit(status) {');
  if (parts.length !== 2) throw new Error(`${main} ends otherwise than it did`);
  writeFileSync(main, parts.join('async function quit(status) {process.exit(status);'));
}

/** What V8 says that it compiles while the bridge starts and answers its first client: to a file, because a pipe that is full loses some. */
async function compiledBy(main) {
  const file = join(runtime, 'compiled');
  const output = openSync(file, 'w');
  const bridge = spawn(process.execPath, ['--trace-wasm-compilation-times', main], { stdio: ['pipe', output, 'inherit'] });
  bridge.stdin.write(`${JSON.stringify(START)}\n`);
  await useIt(await portIn(file));
  bridge.stdin.end();
  await once(bridge, 'close');
  return readFileSync(file, 'utf8').split('\n');
}

async function portIn(file) {
  for (;;) {
    const ready = /"port":(\d+)/.exec(readFileSync(file, 'utf8'));
    if (ready) return Number(ready[1]);
    await setTimeout(100);
  }
}

async function useIt(port) {
  const { Client } = createRequire(resolve('package.json'))('pg');
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: PASSWORD, database: 'postgres' });
  await client.connect();
  await client.query("SELECT '[1,2,3]'::vector <-> '[1,2,4]'::vector");
  await client.query({ name: 'one', text: 'SELECT $1::int', values: [1] });
  await client.end();
}

/** The engine is the module of which most is compiled. */
function functionsOf(lines) {
  const modules = new Map();
  for (const [, module, index] of lines.map((line) => COMPILED.exec(line)).filter(Boolean)) {
    modules.set(module, [...(modules.get(module) ?? []), Number(index) - IMPORTED]);
  }
  const [engine] = [...modules.values()].sort((a, b) => b.length - a.length);
  return [...new Set(engine)].sort((a, b) => a - b);
}

function textOf(functions) {
  const lines = functions.join(' ').replace(/(.{1,120})( |$)/g, '  $1\n');
  return `// SPDX-License-Identifier: Apache-2.0
// Written by find-early-functions.js: the functions of the engine that every start runs, counted without those that are imported.

export const EARLY_FUNCTIONS = \`
${lines}\`.trim().split(/\\s+/).map(Number);
`;
}
