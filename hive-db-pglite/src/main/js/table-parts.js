// SPDX-License-Identifier: Apache-2.0
// Where libraries were loaded before: V8 keeps a table of functions as long as it ever was, so their parts of it are used again,
// each by one process at a time.

/** @typedef {{base: number, size: number}} Part */

export class TableParts {
  /** @type {Map<string, Part[]>} those that are free, by the name of the library that they are large enough for */
  #free = new Map();

  /** Where to load a library; undefined if no part of it is free. For emscripten's loader. */
  get(name) {
    return this.#free.get(name)?.pop()?.base;
  }

  /** A process that had a library there is no more. */
  release(name, base, size) {
    if (!this.#free.has(name)) this.#free.set(name, []);
    this.#free.get(name).push({ base, size });
  }

  /**
   * Makes a part the next that get gives for a library. It may be free already, or lie where other parts are that are free: it
   * comes from another engine, and whoever loads into those later would change the functions of this one.
   */
  reserve(name, base, size) {
    for (const [other, parts] of this.#free) {
      this.#free.set(other, parts.filter((part) => part.base >= base + size || part.base + part.size <= base));
    }
    this.release(name, base, size);
  }
}
