// SPDX-License-Identifier: Apache-2.0
// The prepared files of a database as one file: u32 length of the header, the header as JSON, the contents.
// Equal contents are kept once: a cluster holds its template databases three times.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {{path: string, mode: number, offset: number, size: number}} Entry size is -1 for a folder */

/**
 * Packs files.
 * @param {{path: string, mode: number, data: Uint8Array | null}[]} files data is null for a folder
 * @param {object} layout what is known about the engine's memory
 */
export function packImage(files, layout) {
  const known = new Map();
  const blobs = [];
  let end = 0;
  const entries = files.map(({ path, mode, data }) => {
    if (data === null) return { path, mode, offset: 0, size: -1 };
    const hash = createHash('sha256').update(data).digest('hex');
    if (!known.has(hash)) {
      known.set(hash, end);
      blobs.push(data);
      end += data.length;
    }
    return { path, mode, offset: known.get(hash), size: data.length };
  });
  const header = Buffer.from(JSON.stringify({ version: 1, layout, entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, ...blobs]);
}

/** Reads an image; the contents are views of one buffer and must not be written to. */
export function readImage(file) {
  const bytes = readFileSync(file);
  const headerLength = bytes.readUInt32BE(0);
  const { layout, entries } = JSON.parse(bytes.toString('utf8', 4, 4 + headerLength));
  const base = 4 + headerLength;
  const files = entries.map(({ path, mode, offset, size }) => ({
    path,
    mode,
    data: size < 0 ? null : new Uint8Array(bytes.buffer, bytes.byteOffset + base + offset, size),
  }));
  return { layout, files };
}

/** Writes the files below a folder of the image into a folder of this machine. */
export function extractTo({ files }, below, target) {
  for (const { path, data } of files) {
    if (!path.startsWith(below)) continue;
    const file = join(target, path.slice(below.length));
    if (data === null) {
      mkdirSync(file, { recursive: true, mode: 0o700 });
    } else {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, data, { mode: 0o600 });
    }
  }
}
