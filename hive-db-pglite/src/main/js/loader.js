// SPDX-License-Identifier: Apache-2.0
// What emscripten's loader knows of shared libraries, which is not in the engine's memory. A library belongs to the
// process that loaded it: another one loads it again, into its own memory, with its own places in the function table.

export class Loader {
  #loader;
  #base;

  /** @param {{LDSO: object, GOT: object, wasmImports: object}} loader emscripten's variables, with nothing loaded yet */
  constructor(loader) {
    this.#loader = loader;
    this.#base = mapTables(loader, (table) => new Set(Object.keys(table)));
  }

  get #isEmpty() {
    return Object.keys(this.#loader.LDSO.loadedLibsByName).length === this.#base.names.size;
  }

  /** The names of what the process in the engine has loaded for itself; null for none. */
  get own() {
    return this.#isEmpty ? null : mapTables(this.#loader, (table, key) => Object.keys(table).filter((name) => !this.#base[key].has(name)));
  }

  /** The engine has taken the state of another: all but these names is common to its processes. */
  share(own) {
    this.#base = mapTables(this.#loader, (table, key) => {
      const names = new Set(Object.keys(table));
      own?.[key].forEach((name) => names.delete(name));
      return names;
    });
  }

  /** Takes out what a process has loaded; null for nothing. */
  take() {
    if (this.#isEmpty) return null;
    return mapTables(this.#loader, (table, key) => {
      const own = Object.entries(table).filter(([name]) => !this.#base[key].has(name));
      for (const [name] of own) delete table[name];
      return own;
    });
  }

  /** Puts back what take gave. */
  put(taken) {
    if (taken) mapTables(this.#loader, (table, key) => taken[key].forEach(([name, value]) => (table[name] = value)));
  }
}

function mapTables({ LDSO, GOT, wasmImports }, action) {
  const tables = { names: LDSO.loadedLibsByName, handles: LDSO.loadedLibsByHandle, symbols: GOT, imports: wasmImports };
  return Object.fromEntries(Object.entries(tables).map(([key, table]) => [key, action(table, key)]));
}
