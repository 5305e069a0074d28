// SPDX-License-Identifier: Apache-2.0
// Leaves out what the engine exports and nobody asks for: V8 makes an object of each for every instance. It is for
// libraries that PGlite does not ship, or that need what its engine has not.

import { leb, readLeb, sectionOf } from './sections.js';

const EXPORT_SECTION = 7;
const [FUNCTION, GLOBAL] = [0, 3];
const ASSIGNMENTS = /function assignWasmExports\(wasmExports\)\{(.*?)\}/s;
const ASSIGNMENT = /^(?:\w+=)+(?:Module\["_\w+"\]=)?wasmExports\["(\w+)"\](?:\.value)?$/;
const DECLARATIONS = /var (?:_\w+,)+wasmTable;(?=function assignWasmExports)/;

/**
 * The names that somebody knows.
 * @param {string} glue emscripten's code
 * @param {string[]} sources ours
 * @param {Buffer[]} libraries all that can be loaded
 * @returns {(name: string) => boolean}
 */
export function usedBy(glue, sources, libraries) {
  const rest = [DECLARATIONS, ASSIGNMENTS].reduce((text, pattern) => text.replace(pattern, ''), glue);
  const words = new Set([rest, ...sources].flatMap((text) => text.match(/\w+/g)));
  const imports = new Set(libraries.flatMap((bytes) => WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ name }) => name)));
  return (name) => imports.has(name) || words.has(name) || words.has(`_${name}`);
}

/** The module without the functions and variables that are not used. */
export function withoutUnused(bytes, isUsed) {
  const section = sectionOf(bytes, EXPORT_SECTION);
  const kept = exportsOf(bytes, section).filter(({ name, kind }) => (kind !== FUNCTION && kind !== GLOBAL) || isUsed(name));
  const body = Buffer.concat([leb(kept.length), ...kept.map(({ start, end }) => bytes.subarray(start, end))]);
  return Buffer.concat([bytes.subarray(0, section.head), Buffer.from([EXPORT_SECTION]), leb(body.length), body, bytes.subarray(section.end)]);
}

function exportsOf(bytes, section) {
  const { value: count, end: first } = readLeb(bytes, section.start);
  const found = [];
  for (let start = first; found.length < count; start = found.at(-1).end) {
    const { value: length, end: text } = readLeb(bytes, start);
    const kind = bytes[text + length];
    found.push({ name: bytes.toString('utf8', text, text + length), kind, start, end: readLeb(bytes, text + length + 1).end });
  }
  return found;
}

/** The same for emscripten's code. */
export function withoutAssignments(glue, isUsed) {
  return glue.replace(ASSIGNMENTS, (all, body) => {
    const kept = body.split(';').filter((assignment) => {
      const name = ASSIGNMENT.exec(assignment)?.[1];
      if (!name) throw new Error(`pglite.js assigns [${assignment}], which is not understood`);
      return isUsed(name);
    });
    return all.replace(body, () => kept.join(';'));
  });
}
