// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's main loop, a message at a time. Emscripten's module has thousands of properties, among which V8 looks for a
// function anew at each call: those that every message needs are looked for once.

import { EngineCrash } from './instance.js';

const LONGJMP = 100; // pglitec.c: POSTGRES_MAIN_LONGJMP

export class MainLoop {
  #save;
  #restore;
  #once;
  #goOn;
  #left;
  #sendReady;
  #flush;

  /** @param {object} module emscripten's module, instantiated */
  constructor(module) {
    ({ stackSave: this.#save, stackRestore: this.#restore } = module);
    ({ _PostgresMainLoopOnce: this.#once, _PostgresMainLongJmp: this.#goOn, _pq_buffer_remaining_data: this.#left } = module);
    ({ _PostgresSendReadyForQueryIfNecessary: this.#sendReady, _pgl_pq_flush: this.#flush } = module);
  }

  /** Takes a message; one that fails ends here too. */
  step() {
    const stack = this.#save();
    try {
      this.#once();
    } catch (e) {
      if (e?.status !== LONGJMP) throw new EngineCrash(`the engine stopped: ${e?.message ?? e}`, { cause: e });
      this.#restore(stack);
      this.#goOn();
    }
  }

  /** How many bytes were read and not taken. */
  get left() {
    return this.#left();
  }

  /** Hands out the rest of the answer. */
  finish() {
    this.#sendReady();
    this.#flush();
  }
}
