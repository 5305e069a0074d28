// SPDX-License-Identifier: Apache-2.0
// A part of the function table belongs to one library of one process at a time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backend } from '../../main/js/backend.js';
import { TableParts } from '../../main/js/table-parts.js';
import { startEngine } from './engines.js';

const USE = "SELECT to_tsvector('english', 'running dogs')";
const EXPECTED = [["'dog':2 'run':1"]];

test('a part that is free is given once', () => {
  const parts = new TableParts();
  assert.equal(parts.get('a'), undefined);
  parts.release('a', 100, 10);
  parts.release('a', 200, 10);
  assert.deepEqual([parts.get('b'), parts.get('a'), parts.get('a'), parts.get('a')], [undefined, 200, 100, undefined]);
});

test('a part that is to be used next is not free any more, nor what lies in it', () => {
  const parts = new TableParts();
  for (const [name, base] of [['a', 100], ['a', 110], ['b', 95], ['b', 105], ['b', 120]]) parts.release(name, base, 10);
  parts.reserve('a', 100, 10);
  assert.deepEqual([parts.get('a'), parts.get('a'), parts.get('a')], [100, 110, undefined]);
  assert.deepEqual([parts.get('b'), parts.get('b')], [120, undefined]);
});

/** An engine in which two processes have loaded a library, the first one first or last. */
async function used(isFirstFirst) {
  const engine = await startEngine();
  const start = engine.snapshot();
  const [first] = Backend.allOf(engine);
  const second = first.fork();
  for (const backend of isFirstFirst ? [first, second] : [second, first]) assert.deepEqual(backend.ask(USE), EXPECTED);
  return { engine, start };
}

// Without that one process's stemmer could run with the data of another's, and without end.
test('an engine that takes the state of another does not give the place of its library to a further process', async () => {
  const { engine: other } = await used(false);
  const state = other.snapshot();
  const { engine, start } = await used(true);
  engine.restore(start);
  for (const step of engine.taking(state)) void step;
  const { tableBase } = state.libraries.libraries.at(-1);
  const { __indirect_function_table: table } = engine.exports;
  const before = table.get(tableBase);
  const [first] = Backend.allOf(engine);
  for (let i = 0; i < 2; i++) assert.deepEqual(first.fork().ask(USE), EXPECTED);
  assert.equal(table.get(tableBase), before);
  assert.deepEqual(first.ask(USE), EXPECTED);
});
