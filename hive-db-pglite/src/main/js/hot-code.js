// SPDX-License-Identifier: Apache-2.0
// Lets V8 compile the functions of the engine that statements run most a second time, better, while nobody wants
// anything. By itself V8 would do so after more work than most programs have for it (code.js), and with notes in the code
// during the start, which then takes a tenth longer.

import { setFlagsFromString } from 'node:v8';

/** Milliseconds in which nobody asked for anything; a function takes one, few take more. */
const QUIET = 10;
/** How often the thread had nothing to do before: a program that asks little is not made to pay for it. */
const PAUSES = 50;
/** Of two threads that compile at once about one in ten of these fails. */
const ATTEMPTS = 100;
const V8 = Number.parseInt(process.versions.v8, 10);
/** Those of which it is known that they can be told. */
const CAN_BE_TOLD = V8 >= 11 && V8 <= 13;

export class HotCode {
  #exports;
  /** What to compile, by the places in the table that the build has made; it stays if it was never called. @type {number[]} */
  #left = null;
  #pauses = 0;
  #pause = 0;
  #isLooking = true;

  /**
   * @param {() => object | undefined} exports gives those of an instance that lives, which is not kept; all have the same code. A
   *     WeakRef would keep it: the thread never comes to the end of a turn of its event loop
   */
  constructor(exports) {
    this.#exports = exports;
    if (!CAN_BE_TOLD) this.#left = [];
  }

  /**
   * Compiles one function; to be called while nobody wants anything.
   * @param {number} idleSince since when
   * @returns {number} milliseconds after which to call again; 0 if something was done
   */
  work(idleSince) {
    if (idleSince !== this.#pause) this.#begin(idleSince);
    if (this.#left?.length === 0 || !this.#isLooking) return Infinity;
    const delay = idleSince + QUIET - performance.now();
    if (delay > 0) return delay;
    this.#isLooking = this.#improve();
    return this.#isLooking ? 0 : Infinity;
  }

  #begin(idleSince) {
    this.#pause = idleSince;
    this.#pauses++;
    this.#isLooking = this.#pauses > PAUSES;
  }

  /** Compiles what was called and not yet compiled a second time; false if there is nothing more. */
  #improve() {
    const table = this.#exports()?.hive_hot;
    if (!table) return false;
    this.#left ??= [...Array(table.length).keys()];
    return Boolean(withNatives((natives) => this.#improveFirst(table, natives)));
  }

  #improveFirst(table, { isQuick, improve }) {
    const index = this.#left.findIndex((place) => isQuick(table.get(place)));
    if (index < 0) return false;
    improve(table.get(this.#left[index]));
    this.#left.splice(index, 1);
    return true;
  }
}

/**
 * Does something with V8's own functions, which JavaScript can name only while a flag says so, also in a text that is compiled
 * when it is called, or again because V8 forgot what it had made of it. Another engine's thread may take the flag away in
 * between, as it is the process's: then it is done again.
 * @returns {any} what the action gives; nothing if it could not be done
 */
function withNatives(action) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    setFlagsFromString('--allow-natives-syntax');
    try {
      return action({ isQuick: new Function('f', 'return %IsLiftoffFunction(f)'), improve: new Function('f', '%WasmTierUpFunction(f)') });
    } catch (e) {
      if (!(e instanceof SyntaxError)) throw e;
    } finally {
      setFlagsFromString('--no-allow-natives-syntax');
    }
  }
  return undefined;
}
