// SPDX-License-Identifier: Apache-2.0
// The prepared database as one file: u32 length of the header, the header as JSON, the contents. It holds the files of a
// cluster that was shut down, and what a running engine made of them: its memory, files, open files and libraries. The
// list of the first stands among the contents, because a database in memory does not need it.

import { createHash } from 'node:crypto';
import { mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ImageBlocks } from './blocks.js';
import { emptyRoot, MOUNTS } from './filesystem.js';
import { HeapImage } from './heap.js';
import { File, Folder, isFile, isFolder, Link } from './inodes.js';

const VERSION = 3;

/**
 * Packs files and, if there is one, a running engine.
 * @param {{path: string, mode: number, data?: Uint8Array, target?: string}[]} files folders have no data
 * @param {object} layout what is known about the engine's memory
 * @param {{files: object[], heap: {address: number, data: Uint8Array}[]}} [running] and what else a snapshot holds
 */
export function packImage(files, layout, running) {
  const contents = new Contents();
  const entries = Buffer.from(JSON.stringify(files.map((file) => contents.entry(file))));
  const header = { version: VERSION, layout, entries: { offset: contents.add(entries), size: entries.length } };
  if (running) {
    const heap = running.heap.map(({ address, data }) => [address, data.length, contents.add(data)]);
    header.running = { ...running, files: running.files.map((file) => contents.entry(file)), heap };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, ...contents.blobs]);
}

/** Equal contents are kept once: a cluster holds its template databases three times. */
class Contents {
  blobs = [];
  #known = new Map();
  #end = 0;

  entry({ path, mode, data, target }) {
    if (target !== undefined) return { path, target };
    return data ? { path, mode, offset: this.add(data), size: data.length } : { path, mode, size: -1 };
  }

  add(data) {
    const hash = createHash('sha256').update(data).digest('hex');
    if (!this.#known.has(hash)) {
      this.#known.set(hash, this.#end);
      this.blobs.push(data);
      this.#end += data.length;
    }
    return this.#known.get(hash);
  }
}

/** An image whose header was read; its contents are read when they are needed. */
export class Image {
  #header;
  #blocks;
  #running = null;

  constructor(header, blocks) {
    this.#header = header;
    this.#blocks = blocks;
  }

  /** @param {string} path of the file, which stays open */
  static open(path) {
    const file = openSync(path);
    const length = Buffer.alloc(4);
    readSync(file, length, 0, 4, 0);
    const text = Buffer.alloc(length.readUInt32BE());
    readSync(file, text, 0, text.length, 4);
    const header = JSON.parse(text);
    if (header.version !== VERSION) throw new Error(`the image of the database has version ${header.version} instead of ${VERSION}`);
    return new Image(header, new ImageBlocks(file, 4 + text.length));
  }

  get layout() {
    return this.#header.layout;
  }

  /** A file whose contents stand in the image; size is that of the contents. */
  fileAt(mode, [offset, size]) {
    return File.ofImage(mode, this.#blocks, offset, size);
  }

  /** The files of the cluster that was shut down. */
  get files() {
    const { offset, size } = this.#header.entries;
    const text = Buffer.alloc(size);
    this.#blocks.read(text, offset, size);
    return { root: this.#tree(JSON.parse(text)), used: 0 };
  }

  /** A running engine, as a snapshot; undefined if there is none. */
  get running() {
    if (!this.#header.running) return undefined;
    return (this.#running ??= this.#snapshot(this.#header.running));
  }

  #snapshot(running) {
    const files = { root: this.#tree(running.files), used: 0 };
    return { ...running, files, heap: new HeapImage(this.#blocks, running.heap) };
  }

  #tree(entries) {
    return treeOf(entries, ({ mode, offset, size }) => File.ofImage(mode, this.#blocks, offset, size));
  }
}

/**
 * The root of a tree.
 * @param {{path: string, mode: number, size: number, target?: string}[]} entries folders before what they hold, with a
 *     negative size
 * @param {(entry: object) => File} fileOf makes a file
 */
export function treeOf(entries, fileOf) {
  const root = emptyRoot();
  const folders = new Map(root.children);
  for (const entry of entries) {
    const { path, mode, size, target } = entry;
    const split = path.lastIndexOf('/');
    const inode = target !== undefined ? new Link(0, target) : size < 0 ? new Folder(0, mode) : fileOf(entry);
    folders.get(path.slice(0, split)).children.set(path.slice(split + 1), inode);
    if (size < 0) folders.set(path, inode);
  }
  return root;
}

/** The files of a tree with contents, folders before what they hold, sorted by path. */
export function listTree(root) {
  return listInodes(root).map(({ path, inode }) => {
    const entry = { path, mode: inode.mode & 0o7777 };
    if (isFolder(inode)) return entry;
    return isFile(inode) ? { ...entry, data: contentsOf(inode) } : { ...entry, target: inode.target };
  });
}

/** The same without their contents. */
export function listInodes(root) {
  const found = [];
  const walk = (folder, path) => {
    for (const [name, inode] of [...folder.children].sort(([a], [b]) => (a < b ? -1 : 1))) {
      found.push({ path: `${path}/${name}`, inode });
      if (isFolder(inode)) walk(inode, `${path}/${name}`);
    }
  };
  for (const path of MOUNTS) walk(root.children.get(path), path);
  return found;
}

function contentsOf(file) {
  const data = new Uint8Array(file.size);
  file.read(data, 0, file.size, 0);
  return data;
}

/** Writes the files below a folder of the image into a folder of this machine. */
export function extractTo(image, below, target) {
  for (const { path, data } of listTree(image.files.root)) {
    if (!path.startsWith(below)) continue;
    const file = join(target, path.slice(below.length));
    if (data === undefined) {
      mkdirSync(file, { recursive: true, mode: 0o700 });
    } else {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, data, { mode: 0o600 });
    }
  }
}
