// SPDX-License-Identifier: Apache-2.0
// Notes in a WebAssembly module which functions V8 is to compile at once, on all processors, and not when they are first
// called: https://github.com/WebAssembly/compilation-hints. Who cannot read the notes takes no notice of them.

import { customSection, leb, readLeb, sectionOf } from './sections.js';

const [FUNCTIONS, DATA_COUNT, CODE] = [3, 12, 10];
const [LAZY, EAGER] = [1, 2];

/**
 * @param {Buffer} bytes the module
 * @param {number[]} early functions, counted without those that are imported
 */
export function withHints(bytes, early) {
  const { value: count } = readLeb(bytes, sectionOf(bytes, FUNCTIONS).start);
  const hints = Buffer.alloc(count, LAZY);
  for (const index of early) {
    if (!(index < count)) throw new Error(`the module has ${count} functions, and no function ${index}`);
    hints[index] = EAGER;
  }
  const { head } = sectionOf(bytes, DATA_COUNT) ?? sectionOf(bytes, CODE);
  return Buffer.concat([bytes.subarray(0, head), customSection('compilationHints', Buffer.concat([leb(count), hints])), bytes.subarray(head)]);
}
