// SPDX-License-Identifier: Apache-2.0
// The whole state of an engine at a moment between two units: memory, files, open files, libraries.

import { createHash } from 'node:crypto';
import { breakOf, HeapCopy } from './heap.js';
import { isFile, isFolder } from './inodes.js';
import { Libraries } from './libraries.js';
import { Streams } from './streams.js';

/** The instance is not laid out as the one that a snapshot was taken of. */
export class LayoutError extends Error {}

export class EngineState {
  #module;
  #files;
  streams;
  #libraries;

  /** What must be the same in two instances, before PostgreSQL starts, for one to take over the state of the other. */
  layout;

  constructor(module, files) {
    this.#module = module;
    this.#files = files;
    this.layout = layoutOf(module);
    this.streams = new Streams(module, files);
    this.#libraries = new Libraries(module);
  }

  /** @param {object} [similar] a snapshot to share memory with */
  capture(similar) {
    const { memory, end } = this.#heap;
    return {
      layout: this.layout,
      stack: this.#module.stackSave(),
      folder: this.#module.FS.cwd(),
      libraries: this.#libraries.capture(),
      streams: this.streams.capture(),
      files: this.#files.freeze(),
      heap: new HeapCopy(memory, end, similar?.heap instanceof HeapCopy ? similar.heap : undefined),
    };
  }

  get #heap() {
    return { memory: this.#module.HEAPU8.buffer, end: breakOf(this.#module) };
  }

  /** Forgets what a process had loaded that is no more. */
  release(libraries, wordAt) {
    this.#libraries.release(libraries, wordAt);
  }

  /** Puts the engine back to a snapshot that was taken of it. */
  restore(snapshot) {
    this.#libraries.forget(snapshot.libraries);
    this.#copy(snapshot);
    this.#files.thaw(snapshot.files);
    this.streams.restore(snapshot.streams);
  }

  /** Gives a fresh instance the state of another; its files must be those of the snapshot already. */
  adopt(snapshot) {
    this.#libraries.load(snapshot.libraries);
    this.#copy(snapshot);
    this.streams.openAll(snapshot.streams);
  }

  #copy({ heap, stack, folder }) {
    const missing = heap.size - this.#module.HEAPU8.length;
    if (missing > 0 && !this.#module.loader.growMemory(heap.size)) throw new Error(`the engine got no ${heap.size} bytes of memory`);
    const { memory, end } = this.#heap;
    heap.restore(memory, end);
    this.#module.stackRestore(stack);
    this.#module.FS.chdir(folder);
  }

  /**
   * A digest of memory, files and open files: equal states have equal digests.
   * @param {(hash: import('node:crypto').Hash) => void} more adds what belongs to the state besides
   */
  digest(more) {
    const { memory, end } = this.#heap;
    const hash = createHash('sha256').update(new Uint8Array(memory, 0, end));
    more(hash);
    hash.update(JSON.stringify(this.streams.capture().files.map(({ inode, ...rest }) => rest)));
    digestTree(hash, this.#files.root);
    return hash.digest('hex');
  }
}

/** Blocks that are not in memory are known by where they stand in the image. */
function digestTree(hash, folder) {
  for (const [name, inode] of folder.children) {
    hash.update(`${name}\0${inode.mode} ${inode.size} ${inode.target} ${inode.origin?.offset} ${inode.origin?.size}\0`);
    if (isFolder(inode)) digestTree(hash, inode);
    else if (isFile(inode)) inode.blocks.forEach((block, index) => block && hash.update(`${index}`).update(block.data));
  }
}

function layoutOf(module) {
  const { wasmTable, GOT, wasmImports } = module.loader;
  const addresses = { stack: module.stackSave(), break: breakOf(module), interrupt: module._InterruptPending };
  return { ...addresses, table: wasmTable.length, symbols: Object.keys(GOT).length, imports: Object.keys(wasmImports).length };
}
