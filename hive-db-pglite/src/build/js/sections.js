// SPDX-License-Identifier: Apache-2.0
// The sections of a WebAssembly module, and its numbers.

/** The first section with this number; undefined if there is none. */
export function sectionOf(bytes, wanted) {
  for (let head = 8; head < bytes.length; ) {
    const size = readLeb(bytes, head + 1);
    const end = size.end + size.value;
    if (bytes[head] === wanted) return { head, start: size.end, end };
    head = end;
  }
  return undefined;
}

export function readLeb(bytes, start) {
  let value = 0;
  for (let end = start, shift = 0; ; shift += 7) {
    const byte = bytes[end++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, end };
  }
}

export function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

/** The module with one entry more at the end of a section that is a list. */
export function withEntry(bytes, id, entry) {
  const section = sectionOf(bytes, id);
  const count = readLeb(bytes, section.start);
  const body = Buffer.concat([leb(count.value + 1), bytes.subarray(count.end, section.end), entry]);
  return Buffer.concat([bytes.subarray(0, section.head), Buffer.from([id]), leb(body.length), body, bytes.subarray(section.end)]);
}

/** A section with a name in front of its contents, as sections have them that are no part of the standard. */
export function customSection(name, contents) {
  const body = Buffer.concat([leb(name.length), Buffer.from(name), contents]);
  return Buffer.concat([Buffer.from([0]), leb(body.length), body]);
}
