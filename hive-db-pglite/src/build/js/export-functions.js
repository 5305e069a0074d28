// SPDX-License-Identifier: Apache-2.0
// Rewrites a WebAssembly module so that it exports more functions.

import { leb, withEntry } from './sections.js';

const EXPORT_SECTION = 7;
const FUNCTION = 0;

/** The module with these functions exported, by name and index. */
export function withExports(bytes, functions) {
  const entries = Object.entries(functions).map(([name, index]) => Buffer.concat([leb(name.length), Buffer.from(name), Buffer.from([FUNCTION]), leb(index)]));
  return entries.reduce((changed, entry) => withEntry(changed, EXPORT_SECTION, entry), bytes);
}
