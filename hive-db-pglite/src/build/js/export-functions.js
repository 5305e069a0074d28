// SPDX-License-Identifier: Apache-2.0
// Rewrites a WebAssembly module so that it exports more functions.

import { leb, readLeb, sectionOf } from './sections.js';

const EXPORT_SECTION = 7;
const FUNCTION = 0;

/** The module with these functions exported, by name and index. */
export function withExports(bytes, functions) {
  const section = sectionOf(bytes, EXPORT_SECTION);
  const added = Object.entries(functions).map(([name, index]) => Buffer.concat([leb(name.length), Buffer.from(name), Buffer.from([FUNCTION]), leb(index)]));
  const count = readLeb(bytes, section.start);
  const body = Buffer.concat([leb(count.value + added.length), bytes.subarray(count.end, section.end), ...added]);
  return Buffer.concat([bytes.subarray(0, section.head), Buffer.from([EXPORT_SECTION]), leb(body.length), body, bytes.subarray(section.end)]);
}
