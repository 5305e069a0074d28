// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PACKED = here('../../../target/pack/io/hivedb/pglite/runtime/bridge');
const PARTS = ['main.js', 'server.js', 'worker.js'];
const packedTexts = () => PARTS.map((name) => readFileSync(join(PACKED, name), 'utf8'));
const run = promisify(execFile);

test('the bridge is packed as one file of each part, readable, with all that belongs to it', () => {
  assert.deepEqual(readdirSync(PACKED).sort(), PARTS);
  const packed = packedTexts();
  for (const source of readdirSync(here('../../main/js'))) assert.ok(packed.some((text) => text.includes(`// ${source}\n`)), source);
});

test('globals that are getters are asked for once', () => {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(globalThis)).filter(([, { get }]) => get);
  const isOurs = (text, name) => new RegExp(`(class|var) ${name}\\b`).test(text);
  const isUsed = (text) => ([name]) => new RegExp(`(?<![\\w.'"$#])${name}[.(]`).test(text) && !isOurs(text, name);
  const used = packedTexts().flatMap((text) => getters.filter(isUsed(text)).map(([name]) => name));
  assert.deepEqual([...new Set(used)].sort(), ['Buffer', 'performance', 'process']);
  for (const text of packedTexts()) assert.match(text, /^const \{ Buffer, performance, process \} = globalThis;$/m);
});

const MAIN = 'import "node:fs"; import "./one.js"; import("./server.js");';
const bundles = [
  ['a source that nothing loads', { 'lost.js': '' }, /no part of the bridge loads lost\.js/],
  ['a source that is missing', { 'main.js': 'import "./gone.js";' }, /Could not resolve "\.\/gone\.js"/],
  ['a dynamic import of what is no part', { 'main.js': 'import("./one.js");' }, /\.\/one\.js is imported dynamically and no part/],
];
for (const [what, change, message] of bundles) {
  test(`the build refuses ${what}`, async (t) => {
    const sources = mkdtempSync(join(tmpdir(), 'hive-bundle-'));
    t.after(() => rmSync(sources, { recursive: true }));
    const files = { 'main.js': MAIN, 'server.js': '', 'worker.js': '', 'one.js': '', ...change };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(sources, name), text);
    const result = run(process.execPath, [here('../../build/js/bundle.js'), sources, join(sources, 'out')], { cwd: here('../../../target/npm') });
    await assert.rejects(result, ({ stderr }) => message.test(stderr));
  });
}
