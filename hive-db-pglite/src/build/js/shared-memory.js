// SPDX-License-Identifier: Apache-2.0
// Rewrites a WebAssembly module so that it imports a shared memory: only that can be reached from another thread, which
// sets PostgreSQL's interrupt flags there. The flag of the import changes, and a maximum is added where there is none.

import { leb, sectionOf } from './sections.js';

const IMPORT_SECTION = 2;
const [FUNCTION, TABLE, MEMORY, GLOBAL, TAG] = [0, 1, 2, 3, 4];
const HAS_MAXIMUM = 1;
const SHARED = 2;

/** The module with its one memory import shared and at most maximumPages large. */
export function withSharedMemory(bytes, maximumPages) {
  if (bytes.readUInt32LE(0) !== 0x6d736100) throw new Error('not a WebAssembly module');
  const section = sectionOf(bytes, IMPORT_SECTION);
  const edits = memoryImports(bytes, section);
  if (edits.length !== 1) throw new Error(`expected one memory import, found ${edits.length}`);
  const [{ start, end, minimum, maximum = maximumPages }] = edits;
  const limits = Buffer.from([HAS_MAXIMUM | SHARED, ...leb(minimum), ...leb(maximum)]);
  const body = Buffer.concat([bytes.subarray(section.start, start), limits, bytes.subarray(end, section.end)]);
  return Buffer.concat([bytes.subarray(0, section.head), Buffer.from([IMPORT_SECTION, ...leb(body.length)]), body, bytes.subarray(section.end)]);
}

function memoryImports(bytes, { start }) {
  const reader = new Reader(bytes, start);
  const found = [];
  for (let count = reader.number(); count > 0; count--) {
    reader.skip(reader.number());
    reader.skip(reader.number());
    const kind = reader.byte();
    if (kind === FUNCTION) reader.number();
    else if (kind === TABLE) reader.skip(1), reader.limits();
    else if (kind === MEMORY) found.push(reader.limits());
    else if (kind === GLOBAL) reader.skip(2);
    else if (kind === TAG) reader.skip(1), reader.number();
    else throw new Error(`unknown kind of import ${kind}`);
  }
  return found;
}

class Reader {
  #bytes;

  constructor(bytes, position) {
    this.#bytes = bytes;
    this.position = position;
  }

  byte() {
    return this.#bytes[this.position++];
  }

  skip(count) {
    this.position += count;
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  limits() {
    const start = this.position;
    const flags = this.byte();
    const minimum = this.number();
    const maximum = flags & HAS_MAXIMUM ? this.number() : undefined;
    return { start, end: this.position, minimum, maximum };
  }
}
