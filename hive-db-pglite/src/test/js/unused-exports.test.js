// SPDX-License-Identifier: Apache-2.0
// What the engine exports: all that its libraries and the bridge use, and nothing else.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { usedBy, withoutAssignments } from '../../build/js/unused-exports.js';
import { listTree } from '../../main/js/image.js';
import { RUNTIME, runtimeOfTests } from './engines.js';

const SOURCES = join(import.meta.dirname, '../../main/js');
const NPM = join(import.meta.dirname, '../../../target/npm/node_modules/@electric-sql/pglite/dist/pglite.wasm');
const runtime = runtimeOfTests();

test('each function and variable that the engine exports is used, and none is missing', () => {
  const glue = readFileSync(join(RUNTIME, 'pglite.js'), 'utf8');
  const sources = readdirSync(SOURCES).map((name) => readFileSync(join(SOURCES, name), 'utf8'));
  const libraries = listTree(runtime.image.files.root).filter(({ path }) => path.endsWith('.so'));
  const isUsed = usedBy(glue, sources, libraries.map(({ data }) => data));
  const names = (module) => WebAssembly.Module.exports(module).filter(({ kind }) => kind !== 'table').map(({ name }) => name);
  const found = new Set(names(runtime.wasm));
  const shipped = names(new WebAssembly.Module(readFileSync(NPM)));
  assert.deepEqual([...found].filter((name) => !isUsed(name)), []);
  assert.deepEqual(shipped.filter((name) => isUsed(name) && !found.has(name)), []);
  assert.ok(found.size < shipped.length * 0.6, `${found.size} of ${shipped.length} are left`);
});

test('code that is not as it was is no longer understood', () => {
  const glue = 'function assignWasmExports(wasmExports){_a=Module["_a"]=wasmExports["a"];_b=wasmExports["b"].value}';
  assert.equal(withoutAssignments(glue, (name) => name === 'b'), 'function assignWasmExports(wasmExports){_b=wasmExports["b"].value}');
  assert.throws(() => withoutAssignments(glue.replace('_a=', 'later(_a),'), () => true), /pglite\.js assigns \[later\(_a\),Module/);
});
