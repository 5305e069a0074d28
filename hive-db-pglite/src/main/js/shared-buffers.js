// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's shared buffers, the largest part of its memory. PostgreSQL notes itself which of them it has written to:
// so a reset need not look at the others.

// buf_internals.h of PostgreSQL 18: struct BufferDesc, in words
const [DESCRIPTOR, TAG, FILE, FORK, NUMBER, ID, STATE] = [16, 5, 2, 3, 4, 5, 6];
const [DIRTY, VALID, READING, JUST_DIRTIED] = [1 << 23, 1 << 24, 1 << 26, 1 << 28];
const REFERENCES = (1 << 18) - 1;
export { VALID };
export const PAGE = 8192;
export const DESCRIPTOR_SIZE = DESCRIPTOR * 4;
export const STATE_OFFSET = STATE * 4;
const FREE_SPACE_MAP = 1; // changes a hint without a note of it
const UPPER = 14; // bufpage.h: pd_upper; a page where it is zero was never initialized, and is zero as a whole
const SEGMENT = 1 << 17; // pg_config.h: RELSEG_SIZE, the pages in one file of a large table

export class SharedBuffers {
  #words;
  #count;
  #blocks;
  #descriptors;
  #then = null;
  /** @type {Uint8Array} which of them were never used */
  #wasEmpty;
  #read = new Set();
  /** Pages that were written to files, and tables of which files were shortened; see noteReplaced. */
  #written = new Set();
  #shortened = new Set();
  #isUnknown = false;

  /** To be made when PostgreSQL has started. */
  constructor(module) {
    const words = new Int32Array(module.HEAPU8.buffer);
    this.#words = words;
    ({ count: this.#count, blocks: this.#blocks, descriptors: this.#descriptors } = addressesOf(module, (address) => words[address >> 2]));
    this.#wasEmpty = new Uint8Array(this.#count);
    for (const index of [0, 1, this.#count - 1]) {
      if (words[this.#at(index) + ID] !== index) throw new Error('the shared buffers of PostgreSQL are not what they should be');
    }
  }

  #at(index) {
    return (this.#descriptors >> 2) + index * DESCRIPTOR;
  }

  /**
   * From now on it is known what is touched. Between two units nobody needs the note that is taken away.
   * @param {boolean} isAgain whether everything is as it was when it was watched last
   * @param {(address: number) => boolean} [isZero] what is known of a byte of memory: a page that is not
   *     looked at takes no time and no memory
   */
  watch(isAgain, isZero = () => false) {
    const words = this.#words;
    this.#read.clear();
    for (let i = 0; i < this.#count; i++) words[this.#at(i) + STATE] &= ~JUST_DIRTIED;
    this.#then = words.slice(this.#at(0), this.#at(this.#count));
    if (!isAgain) for (let i = 0; i < this.#count; i++) this.#wasEmpty[i] = this.#isEmpty(i, isZero) ? 1 : 0;
    this.#written.clear();
    this.#shortened.clear();
    this.#isUnknown = false;
  }

  /** How many of them hold what their files do not. */
  get dirtyPages() {
    let count = 0;
    for (let i = 0; i < this.#count; i++) if ((this.#words[this.#at(i) + STATE] & DIRTY) !== 0) count++;
    return count;
  }

  /** Something was read from a file into the memory. */
  noteRead(address, length) {
    const first = Math.floor((address - this.#blocks) / PAGE);
    if (first < 0 || first >= this.#count) return;
    for (let i = first; i * PAGE < address + length - this.#blocks; i++) this.#read.add(i);
  }

  /**
   * What a file held at a position is no more. If it was a page of a table, its buffer may have been written there, and PostgreSQL's
   * note of that is gone; or the buffer holds something else by now.
   * @param {string | null} name of the file, as PostgreSQL names those of tables by a number; null if it has none any more
   * @param {number} [length] none if the rest of the file is gone
   */
  noteReplaced(name, position, length) {
    const file = Number.parseInt(name ?? '');
    if (name === null) this.#isUnknown = true;
    else if (length === undefined) this.#shortened.add(file);
    else if (file < SEGMENT * SEGMENT) for (let at = position - (position % PAGE); at < position + length; at += PAGE) this.#written.add(keyOf(file, at / PAGE));
  }

  /** @returns {[number, number][]} the parts of the memory that nobody has touched since the watch began */
  get untouched() {
    const found = [];
    if (!this.#then) return found;
    for (let i = 0; i < this.#count; i++) {
      if (this.#wasEmpty[i] === 1 ? !this.#isEmpty(i) : this.#isUnknown || this.#isTouched(i)) continue;
      const start = this.#blocks + i * PAGE;
      if (found.at(-1)?.[1] === start) found.at(-1)[1] += PAGE;
      else found.push([start, start + PAGE]);
    }
    return found;
  }

  /** Whether it is as PostgreSQL found it: most are, and need not be looked through. */
  #isEmpty(index, isZero = () => false) {
    if ((this.#words[this.#at(index) + STATE] & VALID) !== 0 || this.#read.has(index)) return false;
    const upper = this.#blocks + index * PAGE + UPPER;
    return isZero(upper) || this.#words[upper >> 2] === 0;
  }

  #isTouched(index) {
    const [now, then] = [this.#at(index), index * DESCRIPTOR];
    for (let i = 0; i < TAG; i++) if (this.#words[now + i] !== this.#then[then + i]) return true;
    const state = this.#words[now + STATE];
    const isValid = (state & this.#then[then + STATE] & VALID) !== 0;
    return !isValid || (state & JUST_DIRTIED) !== 0 || this.#then[then + FORK] === FREE_SPACE_MAP || this.#read.has(index) || this.#isReplaced(then);
  }

  #isReplaced(then) {
    const file = this.#then[then + FILE] >>> 0;
    return this.#shortened.has(file) || this.#written.has(keyOf(file, this.#then[then + NUMBER]));
  }
}

/** The same for the files of one table, and for those of its forks: pages that are looked at in vain do no harm. */
const keyOf = (file, number) => file * SEGMENT + (number % SEGMENT);

/** Where the buffers are. @param {(address: number) => number} wordAt reads a memory in which PostgreSQL has started */
export function addressesOf({ _NBuffers, _BufferBlocks, _BufferDescriptors }, wordAt) {
  return { count: wordAt(_NBuffers), blocks: wordAt(_BufferBlocks), descriptors: wordAt(_BufferDescriptors) };
}

/** Whether a buffer holds what its file holds, and nobody is about to use it. */
export function isCleanState(state) {
  return (state & (VALID | DIRTY | READING | REFERENCES)) === VALID;
}
