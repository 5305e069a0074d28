// SPDX-License-Identifier: Apache-2.0
// What V8 compiles when: of the engine at once what every start runs, and everything else when it is first called.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

const V8 = Number.parseInt(process.versions.v8, 10);
/** V8's own, which it has no way to tell. */
const USUAL_BUDGET = V8 < 12 ? 1_800_000 : 13_000_000;
/**
 * For how many bytes of code a function may have run before it is compiled a second time, better: more than V8 asks for, so
 * that a start is not spent on what runs a few times. PostgreSQL's parser, which takes a processor for 50 to 90 ms, uses up
 * 7 million for the shortest statement and 240 million for all of a start.
 */
const ENGINE_BUDGET = 300_000_000;
const LIBRARY_BUDGET = 50_000_000;
/** Functions are checked when they are compiled: most never are. */
const late = (budget) => ({
  set: ['--wasm-lazy-validation', `--wasm-tiering-budget=${budget}`],
  reset: ['--no-wasm-lazy-validation', `--wasm-tiering-budget=${USUAL_BUDGET}`],
});
const ENGINE = late(ENGINE_BUDGET);
const LIBRARY = late(LIBRARY_BUDGET);
/** The build has noted in the engine's code what every start runs. */
const HINTS = {
  set: [...ENGINE.set, '--no-wasm-lazy-compilation', '--experimental-wasm-compilation-hints'],
  reset: [...ENGINE.reset, '--wasm-lazy-compilation', '--no-experimental-wasm-compilation-hints'],
};
/** A V8 that does not read the notes would compile everything. */
const READS_HINTS = V8 >= 11 && V8 <= 13;

export const readEngine = (folder) => readFileSync(join(folder, 'pglite.wasm'));

/** The engine's code. All threads can have it: what one of them lets V8 compile is compiled for all. */
export function compileEngine(bytes) {
  return compileWith(READS_HINTS ? HINTS : ENGINE, bytes);
}

/** The code of a library. */
export function compileLibrary(bytes) {
  return compileWith(LIBRARY, bytes);
}

/** While a flag is not as usual, V8 refuses its cache of Node.js's own code, and a thread takes twice as long to start. */
function compileWith(flags, bytes) {
  flags.set.forEach((flag) => setFlagsFromString(flag));
  try {
    return new WebAssembly.Module(bytes);
  } finally {
    flags.reset.forEach((flag) => setFlagsFromString(flag));
  }
}
