// SPDX-License-Identifier: Apache-2.0
// node ../../src/build/js/find-hot-functions.js, in target/npm, after a build: writes hot-functions.js, which lists the functions of
// the engine that short statements run most, as V8 counts it: it compiles a function a second time when a budget of bytes is used up.
// Of those it takes the ones that JavaScript can reach: exported functions and those in the table of functions.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLeb, sectionOf } from './sections.js';
import { compiledBy, IMPORTED, listText } from './traced-bridge.js';

const TIMES = 2000;
/** How often three statements run a function: what runs less often costs more to compile than it gives. */
const OFTEN = 4;
const BUDGETS = [300, 600, 1200, 2400, 4800, 9600]; // bytes, for three statements
const [EXPORTS, ELEMENTS] = [7, 9];
const FUNCTION = 0;

const hot = new Set();
for (const budget of BUDGETS) {
  const compiled = await compiledBy(serve, [['ENGINE_BUDGET = 3e8', `ENGINE_BUDGET = ${budget * TIMES}`]]);
  for (const { index, tier, size } of compiled) if (tier === 'TurboFan' && size * OFTEN <= budget) hot.add(index + IMPORTED);
}
const engine = readFileSync('../pack/io/hivedb/pglite/runtime/engine/pglite.wasm');
const exported = exportsOf(engine).filter(({ index }) => hot.delete(index));
const slots = slotsOf(engine).filter(({ index }) => hot.delete(index));
const text = `// SPDX-License-Identifier: Apache-2.0
// Written by find-hot-functions.js: the functions of the engine that short statements run most, by their names and by their
// places in the table of functions.

${listText('HOT_EXPORTS', exported.map(({ name }) => name))}
${listText('HOT_SLOTS', slots.map(({ slot }) => slot), '.map(Number)')}`;
writeFileSync(join(import.meta.dirname, '../../main/js/hot-functions.js'), text);
console.log(`${exported.length} exported, ${slots.length} in the table, ${hot.size} out of reach`);

async function serve(client) {
  await client.query('CREATE TABLE points (id int PRIMARY KEY, name text)');
  await client.query('CREATE TABLE singles (id bigserial PRIMARY KEY, n int, name text)');
  await client.query("INSERT INTO points SELECT i, 'name ' || i FROM generate_series(1, 1000) i");
  for (let i = 0; i < TIMES; i++) {
    await client.query({ name: 'select', text: 'SELECT id, name FROM points WHERE id = $1', values: [1 + (i % 1000)] });
    await client.query({ name: 'insert', text: 'INSERT INTO singles (n, name) VALUES ($1, $2)', values: [i, `name ${i}`] });
    await client.query({ name: 'update', text: 'UPDATE points SET name = $2 WHERE id = $1', values: [1 + (i % 1000), `new ${i}`] });
  }
}

/** The functions that a module exports. */
function exportsOf(bytes) {
  const found = [];
  let { value: left, end: at } = readLeb(bytes, sectionOf(bytes, EXPORTS).start);
  for (; left > 0; left--) {
    const length = readLeb(bytes, at);
    const kind = length.end + length.value;
    const index = readLeb(bytes, kind + 1);
    at = index.end;
    if (bytes[kind] === FUNCTION) found.push({ name: bytes.toString('latin1', length.end, kind), index: index.value });
  }
  return found;
}

/** The functions in its table, which one segment fills from a place on: flags, i32.const, the place, end. */
function slotsOf(bytes) {
  const { start } = sectionOf(bytes, ELEMENTS);
  const first = readLeb(bytes, start + 3);
  const count = readLeb(bytes, first.end + 1);
  let at = count.end;
  return Array.from({ length: count.value }, (_, i) => {
    const { value: index, end } = readLeb(bytes, at);
    at = end;
    return { slot: first.value + i, index };
  });
}
