// SPDX-License-Identifier: Apache-2.0
// Which functions of the engine V8 compiles while the bridge serves a client, if no function is compiled before it is called.
// For scripts that run in target/npm, after a build.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { withHints } from './compilation-hints.js';

const PASSWORD = 'traced';
const START = { id: 1, op: 'start', port: 0, password: PASSWORD, waitTimeout: 1000, maxConnections: 10, database: 'postgres' };
export const IMPORTED = 135; // functions, which V8 counts first
const COMPILED = /Compiled function (\S+)#(\d+) using (Liftoff|TurboFan),.* bodysize (\d+)/;

/**
 * @param {(client: object) => Promise<void>} use asks what is to be asked, by node-postgres
 * @param {[string, string][]} changes in the text of the bridge, each in one place
 * @returns {Promise<{index: number, tier: string, size: number}[]>} functions in the order in which V8 was done with them, counted
 *     without those that are imported
 */
export async function compiledBy(use, changes = []) {
  const folder = mkdtempSync(join(tmpdir(), 'hive-traced-'));
  try {
    cpSync('../pack/io/hivedb/pglite/runtime', folder, { recursive: true });
    const engine = readFileSync(join(folder, 'engine/pglite.wasm'));
    engine.write('compilationNotes', engine.indexOf('compilationHints')); // V8 knows no notes of that name
    writeFileSync(join(folder, 'engine/pglite.wasm'), withHints(engine, []));
    const main = join(folder, 'bridge/main.js');
    // What runs when a database is closed is not looked for.
    for (const change of [['async function quit(status) {', 'async function quit(status) {process.exit(status);'], ...changes]) replace(main, change);
    return functionsOf(await trace(main, join(folder, 'compiled'), use));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function replace(file, [from, to]) {
  const parts = readFileSync(file, 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times [${from}]`);
  writeFileSync(file, parts.join(to));
}

/** What V8 says: to a file, because a pipe that is full loses some. */
async function trace(main, file, use) {
  const output = openSync(file, 'w');
  const bridge = spawn(process.execPath, ['--trace-wasm-compilation-times', main], { stdio: ['pipe', output, 'inherit'] });
  bridge.stdin.write(`${JSON.stringify(START)}\n`);
  const { Client } = createRequire(resolve('package.json'))('pg');
  const client = new Client({ host: '127.0.0.1', port: await portIn(file), user: 'postgres', password: PASSWORD, database: 'postgres' });
  await client.connect();
  await use(client);
  await client.end();
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

/** The engine is the module of which most is compiled. */
function functionsOf(lines) {
  const modules = new Map();
  for (const [, module, index, tier, size] of lines.map((line) => COMPILED.exec(line)).filter(Boolean)) {
    modules.set(module, [...(modules.get(module) ?? []), { index: index - IMPORTED, tier, size: Number(size) }]);
  }
  return [...modules.values()].sort((a, b) => b.length - a.length)[0];
}

/**
 * Writes a list of functions as a module beside this one.
 * @param {string} script who writes it
 * @param {{file: string, name: string, what: string}} list what: said of the functions in the module
 */
export function writeList(script, { file, name, what }, functions) {
  const lines = [...new Set(functions)].sort((a, b) => a - b).join(' ').replace(/(.{1,120})( |$)/g, '  $1\n');
  const text = `// SPDX-License-Identifier: Apache-2.0
// Written by ${basename(script)}: the functions of the engine that ${what}.

export const ${name} = \`
${lines}\`.trim().split(/\\s+/).map(Number);
`;
  writeFileSync(join(import.meta.dirname, file), text);
}
