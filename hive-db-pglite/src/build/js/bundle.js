// SPDX-License-Identifier: Apache-2.0
// node bundle.js SOURCES FOLDER: makes one file of each part of the bridge that is loaded by itself, because Node.js takes
// half a millisecond or more for each module, and of CommonJS, because it starts a thread 6 to 10 ms sooner than with modules
// of the other kind. The text stays as it is, with the name of each source above its part.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What starts the process, what it loads while the engine's thread starts, and that thread. */
const PARTS = ['main.js', 'server.js', 'worker.js'];

/**
 * Globals of Node.js's that are getters: to ask for one takes longer than what is done with it, some 30 times for a short statement.
 * `bundle.test.js` knows of a further one that the bridge begins to use.
 */
const GLOBALS = 'const { Buffer, performance, process } = globalThis;';

const [sources, folder] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(process.cwd(), 'package.json'))('esbuild');
const { metafile } = await build({
  entryPoints: PARTS.map((name) => join(sources, name)),
  absWorkingDir: sources,
  metafile: true,
  outdir: folder,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  supported: { 'dynamic-import': false },
  define: { 'import.meta.dirname': '__dirname' },
  target: 'node20',
  legalComments: 'none',
  banner: { js: `// SPDX-License-Identifier: Apache-2.0\n${GLOBALS}` },
  plugins: [{ name: 'parts', setup: (build) => build.onResolve({ filter: /^\.\// }, keepParts) }],
});
const unused = readdirSync(sources).filter((name) => !Object.hasOwn(metafile.inputs, name));
if (unused.length > 0) throw new Error(`no part of the bridge loads ${unused.join(', ')}`);

/** A part that another one loads in the middle of its work stays a file. */
function keepParts({ path, kind }) {
  if (kind !== 'dynamic-import') return undefined;
  if (!PARTS.includes(path.slice(2))) throw new Error(`${path} is imported dynamically and no part of the bundle`);
  return { path, external: true };
}
