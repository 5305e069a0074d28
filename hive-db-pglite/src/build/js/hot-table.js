// SPDX-License-Identifier: Apache-2.0
// Rewrites a WebAssembly module so that JavaScript can name some of its functions, which costs an instance next to nothing:
// they stand in a table of their own, and V8 makes no object of one that nobody asks for. Of an exported function it does.

import { leb, withEntry } from './sections.js';

const [TABLES, EXPORTS, ELEMENTS] = [4, 7, 9];
const FUNCTIONS = 0x70; // the type of what the table holds
const BOUNDED = 1;
const OF_TABLE = 2; // a segment that says for which table it is
const FROM_START = Buffer.from([0x41, 0, 0x0b]); // i32.const 0
const TABLE = 1; // the kind of export
const SECOND = 1; // there is one table already
const NAME = Buffer.from('hive_hot');

/**
 * The module with a second table, exported as hive_hot.
 * @param {Buffer} bytes a module with one table
 * @param {number[]} functions by their index
 */
export function withHotTable(bytes, functions) {
  const size = leb(functions.length);
  const entries = [
    [TABLES, [Buffer.from([FUNCTIONS, BOUNDED]), size, size]],
    [EXPORTS, [leb(NAME.length), NAME, Buffer.from([TABLE, SECOND])]],
    [ELEMENTS, [Buffer.from([OF_TABLE, SECOND]), FROM_START, Buffer.from([0]), size, ...functions.map(leb)]],
  ];
  return entries.reduce((changed, [section, parts]) => withEntry(changed, section, Buffer.concat(parts)), bytes);
}
