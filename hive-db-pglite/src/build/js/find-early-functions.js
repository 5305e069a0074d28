// SPDX-License-Identifier: Apache-2.0
// node ../../src/build/js/find-early-functions.js, in target/npm, after a build: writes early-functions.js, which lists the functions
// of the engine that every start runs. They are those that V8 compiles when it is to compile none before it is called.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledBy, listText } from './traced-bridge.js';

const compiled = await compiledBy(async (client) => {
  await client.query("SELECT '[1,2,3]'::vector <-> '[1,2,4]'::vector");
  await client.query({ name: 'one', text: 'SELECT $1::int', values: [1] });
});
const early = [...new Set(compiled.filter(({ tier }) => tier === 'Liftoff').map(({ index }) => index))].sort((a, b) => a - b);
const text = `// SPDX-License-Identifier: Apache-2.0
// Written by find-early-functions.js: the functions of the engine that every start runs, counted without those that are imported.

${listText('EARLY_FUNCTIONS', early, '.map(Number)')}`;
writeFileSync(join(import.meta.dirname, 'early-functions.js'), text);
