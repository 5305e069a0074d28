// SPDX-License-Identifier: Apache-2.0
// The whole state of an engine at a moment between two units: memory, files, open files, libraries.

import { createHash } from 'node:crypto';
import { emptyRoot } from './filesystem.js';
import { breakOf, HeapCopy, liveParts } from './heap.js';
import { isFile, isFolder } from './inodes.js';
import { leanCopyOf } from './lean-copy.js';
import { Libraries } from './libraries.js';
import { SharedBuffers } from './shared-buffers.js';
import { Streams } from './streams.js';

/** The instance is not laid out as the one that a snapshot was taken of. */
export class LayoutError extends Error {}

export class EngineState {
  #module;
  #files;
  streams;
  #libraries;
  #variables;
  #buffers = null;
  /** What the memory was put to last, or was kept as: of what changed since then, something is known. */
  #base = null;

  /** What must be the same in two instances, before PostgreSQL starts, for one to take over the state of the other. */
  layout;

  /** @param {{writable: number, stack: number}} variables where the engine's data begin and its stack ends */
  constructor(module, files, variables) {
    this.#module = module;
    this.#files = files;
    this.#variables = variables;
    this.layout = layoutOf(module);
    this.streams = new Streams(module, files);
    this.#libraries = new Libraries(module);
  }

  /** How many libraries were loaded that are no more, but still take memory. */
  get lostLibraries() {
    return this.#libraries.lost;
  }

  /** The engine's own symbols, for instances that take over its state. */
  get symbols() {
    return this.#libraries.builtIn;
  }

  /** @param {object} [similar] a snapshot to share memory with */
  capture(similar) {
    const stack = this.#module.stackSave();
    const known = similar?.heap instanceof HeapCopy ? similar.heap : undefined;
    const since = this.#unchanged;
    this.#watch(false);
    const heap = new HeapCopy(this.#memory, this.#partsAbove(stack), { similar: known, ...since });
    this.#base = heap;
    return {
      layout: this.layout,
      stack,
      folder: this.#module.FS.cwd(),
      libraries: this.#libraries.capture(),
      streams: this.streams.capture(),
      files: this.#files.freeze(),
      heap,
    };
  }

  /** How many pages PostgreSQL has changed in its shared buffers alone. */
  get dirtyPages() {
    this.#buffers ??= new SharedBuffers(this.#module);
    return this.#buffers.dirtyPages;
  }

  get #memory() {
    return this.#module.HEAPU8.buffer;
  }

  #partsAbove(pointer) {
    return liveParts(this.#variables, { pointer, end: breakOf(this.#module) });
  }

  /** The copy that the memory was put to last, and what nobody has touched since. */
  get #unchanged() {
    return this.#base instanceof HeapCopy ? { base: this.#base, untouched: this.#buffers.untouched } : {};
  }

  /** Takes note of which shared buffers are touched from now on; isAgain: on the base that there was before. */
  #watch(isAgain, isZero) {
    this.#buffers ??= new SharedBuffers(this.#module);
    this.#buffers.watch(isAgain, isZero);
    this.#files.watcher = this.#buffers;
  }

  /** Forgets what a process had loaded that is no more. */
  unload(libraries, wordAt) {
    this.#libraries.release(libraries, wordAt);
  }

  /** Puts the engine back to a snapshot that was taken of it, in small steps. */
  *restoring(snapshot) {
    this.#libraries.forget(snapshot.libraries);
    this.#files.thaw(snapshot.files); // before its folder is entered: one that was released has none
    yield* this.#copying(snapshot);
    this.streams.restore(snapshot.streams);
  }

  /**
   * Gives an instance that was used the state of another, in small steps.
   * @returns {boolean} false, and it cannot be used any more, if one of its libraries stands elsewhere
   */
  *taking(snapshot) {
    this.#files.thaw(snapshot.files); // libraries are read from there
    if (!this.#libraries.become(snapshot.libraries)) return false;
    yield* this.#copying(snapshot);
    this.streams.restore(snapshot.streams);
    return true;
  }

  /** Lets go of what it shares with others, until it takes another state. */
  release() {
    this.#base = null;
    this.#files.thaw({ root: emptyRoot(), used: 0 });
  }

  /**
   * Gives a fresh instance the state of another; its files must be those of the snapshot already.
   * @param {boolean} isLean whether it is to read pages of its files again, instead of a copy of all that the other had read
   */
  adopt(snapshot, isLean) {
    this.#libraries.load(snapshot.libraries);
    this.#copy(isLean ? { ...snapshot, heap: leanCopyOf(snapshot.heap, this.#module) } : snapshot);
    this.streams.openAll(snapshot.streams);
  }

  #copy(snapshot) {
    for (const step of this.#copying(snapshot)) void step;
  }

  *#copying({ heap, stack, folder }) {
    const missing = heap.size - this.#module.HEAPU8.length;
    if (missing > 0 && !this.#module.loader.growMemory(heap.size)) throw new Error(`the engine got no ${heap.size} bytes of memory`);
    const isAgain = this.#base === heap;
    const since = this.#unchanged;
    this.#base = null;
    yield* heap.restoring(this.#memory, this.#partsAbove(Math.min(stack, this.#module.stackSave())), since);
    this.#watch(isAgain, (address) => heap.isZero(address));
    this.#base = heap;
    this.#module.stackRestore(stack);
    this.#module.FS.chdir(folder);
  }

  /**
   * A digest of memory, files and open files: equal states have equal digests.
   * @param {(hash: import('node:crypto').Hash) => void} more adds what belongs to the state besides
   */
  digest(more) {
    const hash = createHash('sha256').update(new Uint8Array(this.#memory, 0, this.#variables.writable));
    for (const [start, end] of this.#partsAbove(this.#module.stackSave())) hash.update(new Uint8Array(this.#memory, start, end - start));
    more(hash);
    hash.update(JSON.stringify(this.streams.capture().files.map(({ inode, ...rest }) => rest)));
    digestTree(hash, this.#files.root);
    return hash.digest('hex');
  }
}

/** Blocks that are not in memory are known by where they stand in the image. */
function digestTree(hash, folder) {
  for (const [name, inode] of [...folder.children].sort(([a], [b]) => (a < b ? -1 : 1))) {
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
