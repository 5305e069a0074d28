// SPDX-License-Identifier: Apache-2.0
// node ../../src/build/js/find-hot-functions.js, in target/npm, after a build: writes hot-functions.js, which lists the functions of
// the engine that statements run most, as V8 counts it: it compiles a function a second time when a budget of bytes is used up.

import { compiledBy, IMPORTED, writeList } from './traced-bridge.js';

const TIMES = 2000;
/** How often three statements run a function: what runs less often costs more to compile than it gives. */
const OFTEN = 1;
/** Statements of which each reads this many rows, among so many short ones. */
const [ROWS, BETWEEN] = [1000, 40];
const BUDGETS = [75, 150, 300, 600, 1200, 2400, 4800, 9600]; // bytes, for three statements

const hot = new Set();
for (const budget of BUDGETS) {
  const compiled = await compiledBy(serve, [['ENGINE_BUDGET = 3e8', `ENGINE_BUDGET = ${budget * TIMES}`]]);
  for (const { index, tier, size } of compiled) if (tier === 'TurboFan' && size * OFTEN <= budget) hot.add(index + IMPORTED);
}
const what = 'statements run most, by their index';
writeList(import.meta.filename, { file: 'hot-functions.js', name: 'HOT_FUNCTIONS', what }, hot);

async function serve(client) {
  await client.query('CREATE TABLE points (id int PRIMARY KEY, name text)');
  await client.query('CREATE TABLE singles (id bigserial PRIMARY KEY, n int, name text)');
  await client.query(`INSERT INTO points SELECT i, 'name ' || i FROM generate_series(1, ${ROWS}) i`);
  for (let i = 0; i < TIMES; i++) {
    await client.query({ name: 'select', text: 'SELECT id, name FROM points WHERE id = $1', values: [1 + (i % 1000)] });
    await client.query({ name: 'insert', text: 'INSERT INTO singles (n, name) VALUES ($1, $2)', values: [i, `name ${i}`] });
    await client.query({ name: 'update', text: 'UPDATE points SET name = $2 WHERE id = $1', values: [1 + (i % 1000), `new ${i}`] });
    if (i % BETWEEN > 0) continue;
    await client.query({ name: 'many', text: 'SELECT id, name FROM points', values: [] });
    await client.query({ name: 'groups', text: 'SELECT id % 10, count(*), max(name) FROM points WHERE name <> $1 GROUP BY 1 ORDER BY 1', values: ['none'] });
  }
}
