// SPDX-License-Identifier: Apache-2.0
// Another build of PGlite's engine than the one that the bridge knows fails the build.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { internalsOf } from '../../build/js/internals.js';
import { patchGlue } from '../../build/js/patch-glue.js';

const PGLITE = join(import.meta.dirname, '../../../target/npm/node_modules/@electric-sql/pglite/dist');
const glue = readFileSync(join(PGLITE, 'pglite.js'), 'utf8');
const PLACE = 'var getHeapMax=()=>2147483648;';

test('every change of the loader finds its place exactly once', () => {
  assert.ok(!patchGlue(glue).includes(PLACE));
});

test('a place that is missing, or is there twice, is an error that says what the change is for', () => {
  const error = (count) => new RegExp(`^Error: pglite\\.js cannot be changed, its place was found ${count} times: the engine may not take all the memory`);
  assert.throws(() => patchGlue(glue.replace(PLACE, '')), error(0));
  assert.throws(() => patchGlue(glue.replace(PLACE, PLACE + PLACE)), error(2));
});

test('code that is not known to the last byte is refused', () => {
  const wasm = readFileSync(join(PGLITE, 'pglite.wasm'));
  assert.ok(internalsOf(wasm).functions.hive_InitProcess > 0);
  wasm[wasm.length >> 1] ^= 1;
  assert.throws(() => internalsOf(wasm), /^Error: pglite\.wasm with SHA-256 [0-9a-f]{64} is not known to src\/build\/js\/internals\.js/);
});
