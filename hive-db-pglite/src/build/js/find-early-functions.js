// SPDX-License-Identifier: Apache-2.0
// node ../../src/build/js/find-early-functions.js, in target/npm, after a build: writes early-functions.js, which lists the functions
// of the engine that every start runs. They are those that V8 compiles when it is to compile none before it is called.

import { compiledBy, writeList } from './traced-bridge.js';

const compiled = await compiledBy(async (client) => {
  await client.query("SELECT '[1,2,3]'::vector <-> '[1,2,4]'::vector");
  await client.query({ name: 'one', text: 'SELECT $1::int', values: [1] });
});
const early = compiled.filter(({ tier }) => tier === 'Liftoff').map(({ index }) => index);
const what = 'every start runs, counted without those that are imported';
writeList(import.meta.filename, { file: 'early-functions.js', name: 'EARLY_FUNCTIONS', what }, early);
