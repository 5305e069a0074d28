// SPDX-License-Identifier: Apache-2.0
// Rewrites a WebAssembly module so that it exports more functions.

const EXPORT_SECTION = 7;
const FUNCTION = 0;

/** The module with these functions exported, by name and index. */
export function withExports(bytes, functions) {
  const section = findSection(bytes);
  const added = Object.entries(functions).map(([name, index]) => Buffer.concat([leb(name.length), Buffer.from(name), Buffer.from([FUNCTION]), leb(index)]));
  const count = readLeb(bytes, section.start);
  const body = Buffer.concat([leb(count.value + added.length), bytes.subarray(count.end, section.end), ...added]);
  return Buffer.concat([bytes.subarray(0, section.head), Buffer.from([EXPORT_SECTION]), leb(body.length), body, bytes.subarray(section.end)]);
}

function findSection(bytes) {
  for (let head = 8; head < bytes.length; ) {
    const size = readLeb(bytes, head + 1);
    const end = size.end + size.value;
    if (bytes[head] === EXPORT_SECTION) return { head, start: size.end, end };
    head = end;
  }
  throw new Error('the module exports nothing');
}

function readLeb(bytes, start) {
  let value = 0;
  for (let end = start, shift = 0; ; shift += 7) {
    const byte = bytes[end++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, end };
  }
}

function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}
