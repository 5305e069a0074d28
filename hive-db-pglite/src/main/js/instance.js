// SPDX-License-Identifier: Apache-2.0
// One instance of the WebAssembly module with its files: how it gets its first state, and goes back to an earlier one.

import { isDeepStrictEqual } from 'node:util';
import { BLOCK } from './blocks.js';
import { BlockFileSystem } from './filesystem.js';
import { createModule, PGDATA, startArguments } from './module.js';
import { EngineState, LayoutError } from './snapshot.js';

const ALIVE = 99; // pglitec.c: PGLITE_EXIT_ALIVE
const MEMORY_LIMIT = 2 ** 31;
const DATA_LIMIT = 2 ** 32;
const REPLACED_FROM = 256 << 20; // bytes of memory, of which 128 MB are there from the start
/** Libraries, 6 MB: how much the memory of an engine may still grow when resets have been made for long. */
const MOST_LOST = 24;

/** The engine met something that PostgreSQL did not report as an error: its memory can no longer be trusted. */
export class EngineCrash extends Error {}

export class Instance {
  #module;
  #files;
  #state;
  #seeded;

  /**
   * Instantiates the module, with PostgreSQL not yet started.
   * @param {(module: object) => void} connect
   * @param {object} [symbols] of another instance, whose state this one is to take over
   */
  static create(runtime, files, options, connect, symbols) {
    const { log, setAlarm, memoryLimit = MEMORY_LIMIT, dataLimit = DATA_LIMIT } = options;
    const instance = new Instance();
    const module = createModule(runtime, { log, setAlarm, pause: () => {}, memoryLimit, connect, symbols });
    instance.#module = module;
    instance.#files = new BlockFileSystem(module, files, Math.floor(dataLimit / BLOCK));
    instance.#state = new EngineState(module, instance.#files, runtime.image.layout.variables);
    instance.#seeded = runtime.image.layout.seeded;
    return instance;
  }

  /** Starts PostgreSQL. */
  boot({ database, directory }) {
    const { FS } = this.#module;
    if (directory) {
      FS.mkdirTree(PGDATA);
      FS.mount(FS.filesystems.NODEFS, { root: directory }, PGDATA);
    }
    this.#module._pgl_setPGliteActive(1);
    const status = this.#module.callMain([...startArguments(), database]);
    if (status !== ALIVE) throw new EngineCrash(`PostgreSQL did not start: exit status ${status}`);
    this.#module._pgl_startPGlite();
  }

  /** Takes over the state of another instance; isLean: see EngineState. */
  adopt(snapshot, isLean) {
    const found = this.#state.layout;
    if (!isDeepStrictEqual(found, snapshot.layout)) {
      throw new LayoutError(`its layout is ${JSON.stringify(found)} instead of ${JSON.stringify(snapshot.layout)}`);
    }
    this.#state.adopt(snapshot, isLean);
    this.#reseed();
  }

  /** The same when it has run already, in small steps; false if it cannot, and then it cannot be used any more. */
  *taking(snapshot) {
    const isTaken = yield* this.#state.taking(snapshot);
    this.#reseed();
    return isTaken && this.isSmall;
  }

  /** Keeps no files until it takes a state. */
  release() {
    this.#state.release();
  }

  snapshot(similar) {
    return this.#state.capture(similar);
  }

  *restoring(snapshot) {
    yield* this.#state.restoring(snapshot);
    this.#reseed();
  }

  /** Whether it has not grown so much that a new one is better: neither its memory nor what V8 keeps for it. */
  get isSmall() {
    return this.usage.memory <= REPLACED_FROM && this.#state.lostLibraries < MOST_LOST;
  }

  /** random() is seeded at its next use: copies of an engine must not draw the same numbers. */
  #reseed() {
    if (this.#seeded) this.#module.HEAPU8[this.#seeded] = 0;
  }

  get dirtyPages() {
    return this.#state.dirtyPages;
  }

  get streams() {
    return this.#state.streams;
  }

  get symbols() {
    return this.#state.symbols;
  }

  /** Forgets libraries of a process that is no more. */
  unload(libraries, wordAt) {
    this.#state.unload(libraries, wordAt);
  }

  /** Whether random() was used does not count. */
  digest(more) {
    const used = this.#seeded && this.#module.HEAPU8[this.#seeded];
    this.#reseed();
    const digest = this.#state.digest(more);
    if (used) this.#module.HEAPU8[this.#seeded] = used;
    return digest;
  }

  get tree() {
    return this.#files.freeze();
  }

  get usage() {
    return { memory: this.#module.HEAPU8.length, data: this.#files.used * BLOCK };
  }
}
