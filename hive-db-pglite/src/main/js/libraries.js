// SPDX-License-Identifier: Apache-2.0
// What emscripten's loader knows of shared libraries, which is not in the engine's memory: their instances, their places
// in the function table, and the table of global symbols.

import { isDeepStrictEqual } from 'node:util';
import { TableParts } from './table-parts.js';

/** @typedef {{name: string, handle: number, memoryBase: number, tableBase: number, tableSize: number}} Library in the order of loading */
/** @typedef {{libraries: Library[], symbols: [string, number][], slots: [number, number, string][], imports: number,
 *     tableLength: number}} LibraryState slots: place in the table, index of the library, name of its export */

// struct dso of emscripten's dynlink.c
const [MEMORY_ADDRESS, TABLE_ADDRESS, TABLE_SIZE] = [12, 20, 24];
const DSO_SIZE = 36;

export class Libraries {
  #loader;
  #memory;
  #functions;
  #builtIn;
  #tableParts = new TableParts();
  /** How many were loaded that are no more: V8 of Node.js 20 keeps each as long as the table of functions, 250 kB. */
  lost = 0;

  constructor(module) {
    this.#loader = module.loader;
    this.#memory = () => new Uint32Array(module.HEAPU8.buffer);
    this.#functions = { table: module.tableStart, of: module.instance };
    this.#builtIn = { symbols: Object.keys(this.#loader.GOT).length, imports: Object.keys(this.#loader.wasmImports).length };
    this.#loader.tableBases = this.#tableParts;
  }

  /**
   * The engine's own symbols: they are the same in each, so that those that begin in its state need not find them.
   * @returns {{values: [string, number][], end: number}} values: addresses, of functions in the table; end: of the table
   */
  get builtIn() {
    const { GOT } = this.#loader;
    const { table, of } = this.#functions;
    const values = Object.keys(GOT).slice(0, this.#builtIn.symbols).map((name) => [name, GOT[name].value]);
    const places = values.filter(([name]) => typeof of[name] === 'function').map(([, value]) => value + 1);
    return { values, end: Math.max(table, ...places) };
  }

  /** @returns {LibraryState} */
  capture() {
    const { GOT, wasmImports, wasmTable } = this.#loader;
    const loaded = this.#loaded();
    const symbols = Object.keys(GOT).slice(this.#builtIn.symbols).map((name) => [name, GOT[name].value]);
    const libraries = loaded.map(({ name, handle }) => ({ name, handle, ...this.#place(handle) }));
    const slots = loaded.flatMap((library, index) => this.#slots(library, index));
    return { libraries, symbols, slots, imports: Object.keys(wasmImports).length, tableLength: wasmTable.length };
  }

  #loaded() {
    const { loadedLibsByHandle } = this.#loader.LDSO;
    const handles = new Map(Object.entries(loadedLibsByHandle).map(([handle, library]) => [library, Number(handle)]));
    return Object.values(this.#loader.LDSO.loadedLibsByName)
      .filter(({ name }) => name !== '__main__')
      .map((library) => ({ name: library.name, handle: handles.get(library), exports: library.exports }));
  }

  #place(handle, wordAt = (address) => this.#memory()[address >> 2]) {
    const at = (offset) => wordAt(handle + offset);
    return { memoryBase: at(MEMORY_ADDRESS), tableBase: at(TABLE_ADDRESS), tableSize: at(TABLE_SIZE) };
  }

  /** Functions of a library that stand in the table outside of its own part, because dlsym or another asked for them. */
  #slots({ handle, exports }, index, { tableBase, tableSize } = this.#place(handle)) {
    return Object.entries(exports)
      .filter(([, value]) => typeof value === 'function')
      .map(([name, value]) => [this.#loader.knownAddressOf(value), index, name])
      .filter(([slot]) => slot > 0 && (slot < tableBase || slot >= tableBase + tableSize));
  }

  /**
   * Loads into an instance what another has loaded; the engine's memory must be copied afterwards.
   * @param {LibraryState} state
   * @param {Library[]} [all] those of the state, where some are loaded already
   */
  load({ libraries, symbols, slots, tableLength }, all = libraries) {
    this.#loader.memoryBases = new Map(libraries.map(({ name, memoryBase }) => [name, memoryBase]));
    for (const { name, tableBase, tableSize } of libraries) this.#tableParts.reserve(name, tableBase, tableSize);
    const { GOT } = this.#loader;
    for (const [name, value] of symbols) {
      if (GOT[name]) GOT[name].value = value;
      else GOT[name] = { value };
    }
    for (const { name, handle } of libraries) this.#loadAgain(name, handle);
    this.#loader.memoryBases = null;
    this.#placeFunctions(all, slots, tableLength);
  }

  #loadAgain(name, handle) {
    // The loader would take data that stand here for the library's code.
    this.#memory().fill(0, handle >> 2, (handle + DSO_SIZE) >> 2);
    this.#loader.loadDynamicLibrary(name, { global: true, nodelete: true }, null, handle);
  }

  #placeFunctions(libraries, slots, tableLength) {
    const { wasmTable, LDSO } = this.#loader;
    if (wasmTable.length < tableLength) wasmTable.grow(tableLength - wasmTable.length);
    this.#keepFromOthers(libraries, slots);
    for (const [slot, index, name] of slots) {
      const value = LDSO.loadedLibsByName[libraries[index].name].exports[name];
      this.#loader.setFunction(slot, value);
    }
  }

  /**
   * Makes them those of another engine.
   * @param {LibraryState} state
   * @returns {boolean} false, and the instance cannot be used any more, if one of them stands elsewhere in this one
   */
  become(state) {
    const kept = new Set(state.libraries.map(({ name }) => name));
    this.#drop(this.#loaded().filter(({ name }) => !kept.has(name)));
    const own = this.capture().libraries;
    if (!isDeepStrictEqual(own, state.libraries.slice(0, own.length))) return false;
    this.#forgetStrangers(state);
    this.load({ ...state, libraries: state.libraries.slice(own.length) }, state.libraries);
    return Object.keys(this.#loader.GOT).length === this.#builtIn.symbols + state.symbols.length;
  }

  /** Names that no library has that is loaded still. */
  #forgetStrangers({ symbols }) {
    const { GOT, wasmImports } = this.#loader;
    const names = new Set(symbols.map(([name]) => name));
    for (const name of Object.keys(GOT).slice(this.#builtIn.symbols)) if (!names.has(name)) delete GOT[name];
    const all = this.#loaded();
    for (const name of Object.keys(wasmImports).slice(this.#builtIn.imports)) {
      if (!all.some(({ exports }) => exports[name] === wasmImports[name])) delete wasmImports[name];
    }
  }

  /** Takes places in the table from those that are free. */
  #keepFromOthers(libraries, slots) {
    const taken = new Set(slots.map(([slot]) => slot));
    const isTaken = (slot) => taken.has(slot) || libraries.some(({ tableBase, tableSize }) => slot >= tableBase && slot < tableBase + tableSize);
    const { freeTableIndexes } = this.#loader;
    freeTableIndexes.splice(0, freeTableIndexes.length, ...freeTableIndexes.filter((slot) => !isTaken(slot)));
  }

  /** Forgets what was loaded after a state was captured: its memory is gone. */
  forget({ libraries, symbols, imports }) {
    const { GOT, wasmImports } = this.#loader;
    const kept = new Set(libraries.map(({ name }) => name));
    const lost = this.#loaded().filter(({ name }) => !kept.has(name));
    if (lost.length === 0) return;
    this.#drop(lost);
    for (const name of Object.keys(GOT).slice(this.#builtIn.symbols + symbols.length)) delete GOT[name];
    for (const name of Object.keys(wasmImports).slice(imports)) delete wasmImports[name];
  }

  #drop(libraries) {
    const { LDSO } = this.#loader;
    for (const library of libraries) {
      this.#unload(library, this.#place(library.handle));
      delete LDSO.loadedLibsByName[library.name];
      delete LDSO.loadedLibsByHandle[library.handle];
    }
  }

  /**
   * Forgets what a process had loaded that is no more.
   * @param {{handles: [string, object][]}} taken what Loader.take gave
   * @param {(address: number) => number} wordAt reads the memory of that process
   */
  release({ handles }, wordAt) {
    for (const [handle, { name, exports }] of handles) {
      const library = { name, exports, handle: Number(handle) };
      this.#unload(library, this.#place(library.handle, wordAt));
    }
  }

  /** The functions outside of the library's own part give their places in the table back, once: some have two names. */
  #unload(library, place) {
    this.lost++;
    this.#tableParts.release(library.name, place.tableBase, place.tableSize);
    for (const slot of new Set(this.#slots(library, 0, place).map(([slot]) => slot))) this.#loader.removeFunction(slot);
    this.#loader.clearMirror(place.tableBase, place.tableSize);
  }
}
