// SPDX-License-Identifier: Apache-2.0
// A state of a database as a file, for another process with the same engine and image: u32 length of the header, the
// header as JSON, then memory, then blocks. Of the image's files only those are named that changed, with the blocks that
// differ, and nothing of a process that has just started.

import { closeSync, fstatSync, openSync, writeFileSync } from 'node:fs';
import { Block, BLOCK } from './blocks.js';
import { CHUNK, HeapCopy } from './heap.js';
import { emptyRoot } from './filesystem.js';
import { File, isFile, isFolder } from './inodes.js';
import { Image } from './memory.js';
import { readFully, StoredMemory } from './stored-memory.js';
import { changesOf, treeWith } from './tree-changes.js';

const VERSION = 4;

/**
 * Writes a state.
 * @param {import('./states.js').State} state
 * @param {import('./image.js').Image} image that of the engine
 */
export function writeState(path, { snapshot, name, places, digest, defaults }, image) {
  const memory = new Contents();
  const blocks = new Contents();
  const files = new Files(blocks);
  const { layout, stack, folder, libraries, heap } = snapshot;
  const { changed, gone } = changesOf(snapshot.files.root, baseOf(image));
  const header = {
    version: VERSION,
    state: { name, places, digest, defaults: defaults ? [...defaults] : null },
    snapshot: { layout, stack, folder, libraries },
    heap: { size: heap.size, places: heap.places, start: memory.addAll(heap.pieces), length: heap.pieces.length * CHUNK },
    streams: files.streams(snapshot.streams),
    processes: describeProcesses(snapshot.processes, memory, files),
    files: { changed: changed.map(({ path, inode }) => ({ path, ...files.entry(inode) })), gone },
    nameless: files.nameless,
  };
  const text = Buffer.from(JSON.stringify({ ...header, memory: memory.length, blocks: blocks.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  writeFileSync(path, Buffer.concat([length, text, ...memory.parts, ...blocks.parts]));
}

const baseOf = ({ running }) => running?.files.root ?? emptyRoot();

/** A process that has loaded libraries for itself is none in another engine. */
function describeProcesses({ current, own, fresh, images }, memory, files) {
  const about = ({ regions, streams }) => ({ regions, streams: files.streams(streams) });
  const describe = (image) => image && !image.libraries && { ...about(image), parts: image.parts.map((part) => [memory.add(part), part.length]) };
  return { current, own, fresh: fresh.isDescribed ? about(fresh) : describe(fresh), images: images.map((image) => describe(image) || null) };
}

class Contents {
  parts = [];
  length = 0;

  /** Gives where it will stand. */
  add(data) {
    this.parts.push(data);
    this.length += data.length;
    return this.length - data.length;
  }

  addAll(pieces) {
    const start = this.length;
    for (const piece of pieces) this.add(piece);
    return start;
  }
}

/** Files as entries of the header; those that are open and have no name any more stand in a list of their own. */
class Files {
  #blocks;
  #known = new Map();
  nameless = [];

  constructor(blocks) {
    this.#blocks = blocks;
  }

  entry(inode) {
    const mode = inode.mode & 0o7777;
    if (isFolder(inode)) return { mode, size: -1 };
    if (!isFile(inode)) return { target: inode.target };
    const { time, size, origin, isLimited } = inode;
    const blocks = [];
    inode.blocks.forEach((block, index) => block && blocks.push([index, this.#blocks.add(block.data)]));
    return { mode, time, size, isLimited, blocks, origin: origin && [origin.offset, origin.size] };
  }

  streams({ files, pipes, others }) {
    return { files: files.map(({ inode, ...file }) => (file.path === null ? { ...file, nameless: this.#nameless(inode) } : file)), pipes, others };
  }

  #nameless(inode) {
    if (!this.#known.has(inode)) this.#known.set(inode, this.nameless.push(this.entry(inode)) - 1);
    return this.#known.get(inode);
  }
}

/**
 * Reads what writeState wrote, but for most of the memory.
 * @param {import('./image.js').Image} image that of the engine
 * @returns {{state: import('./states.js').State, memory: StoredMemory}} memory: what is still to be read; until then the file may
 *     get another name or none, but must not be changed
 */
export function readState(path, image) {
  const file = openSync(path);
  try {
    const { size } = fstatSync(file);
    const length = read(file, { length: 4, position: 0 }).readUInt32BE();
    const header = JSON.parse(read(file, { length, position: 4 }));
    if (header.version !== VERSION) throw new Error(`it has version ${header.version} instead of ${VERSION}`);
    const start = 4 + length;
    if (size < start + header.memory + header.blocks) throw new Error('it ends too early');
    return stateOf(header, { file, start, image, blocks: read(file, { length: header.blocks, position: start + header.memory }) });
  } catch (e) {
    closeSync(file);
    throw new Error(`the state in [${path}] cannot be used: ${e.message}`, { cause: e });
  }
}

/** Into memory that V8 does not count; see StoredMemory. */
function read(file, { length, position }) {
  const bytes = Buffer.from(new SharedArrayBuffer(length));
  readFully(file, bytes, { start: 0, length, position });
  return bytes;
}

function stateOf({ state, snapshot, heap, streams, processes, files, nameless }, { file, start, image, blocks }) {
  const fileOf = (entry) => restoredFile(entry, blocks, image);
  const lost = nameless.map(fileOf);
  const streamsOf = (s) => ({ ...s, files: s.files.map(({ nameless: index, ...file }) => (index === undefined ? file : { ...file, inode: lost[index] })) });
  const part = (offset, length) => new Uint8Array(read(file, { length, position: start + offset }).buffer);
  const imageOf = (i) => i && Image.of(i.regions, streamsOf(i.streams), ...memoryOf(i, part, image));
  const root = treeWith(baseOf(image), files, fileOf);
  const used = files.changed.reduce((sum, entry) => sum + (entry.blocks?.length ?? 0), 0);
  const { current, own, fresh, images } = processes;
  const kept = { current, own, fresh: imageOf(fresh), images: images.map(imageOf) };
  const memory = new StoredMemory(file, { start: start + heap.start, length: heap.length }, CHUNK);
  const whole = { ...snapshot, streams: streamsOf(streams), files: { root, used }, heap: HeapCopy.of(heap, memory.pieces), processes: kept };
  const defaults = state.defaults ? new Map(state.defaults) : null;
  return { state: { ...state, defaults, snapshot: whole }, memory };
}

/** A process that has just started is in the image. */
function memoryOf({ parts }, part, image) {
  if (parts) return [parts.map(([start, length]) => part(start, length))];
  return [[], (start, end) => image.running.heap.part(start, end)];
}

function restoredFile({ mode, time, size, isLimited, blocks, origin }, contents, image) {
  const file = origin ? image.fileAt(mode, origin) : new File(0, mode);
  for (const [index, start] of blocks) {
    while (file.blocks.length < index) file.blocks.push(undefined);
    file.blocks[index] = new Block(0, contents.subarray(start, start + BLOCK));
  }
  return Object.assign(file, { size, time, isLimited });
}
