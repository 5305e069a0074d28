// SPDX-License-Identifier: Apache-2.0
// Copies of an engine's memory, in chunks, so that copies share what is equal and putting one back touches only what
// differs. What lies above the break has never been used and is zero.

import { Piece } from './stored-memory.js';

export const CHUNK = 16384;
const PAGE = 4096; // of memory in a file
const STEP = 1 << 19; // bytes that are looked at without a pause: that takes less than 0.1 ms
const ZERO = Buffer.alloc(CHUNK);

/** The first address that the engine has not yet asked for. */
export function breakOf(module) {
  return new Uint32Array(module.HEAPU8.buffer)[module.loader.breakAddress() >> 2];
}

/**
 * The parts of a memory that hold something, in whole chunks: not what is never written, nor what lies below the stack's
 * pointer.
 * @param {{writable: number, stack: number}} variables where the engine's data begin and its stack ends
 * @param {{pointer: number, end: number}} present the stack's pointer and the break
 * @returns {[number, number][]} start and end
 */
export function liveParts({ writable, stack }, { pointer, end }) {
  const [upper, lower] = [ceil(stack), floor(pointer)];
  return lower <= upper ? [[writable, ceil(end)]] : [[writable, upper], [lower, ceil(end)]];
}

const ceil = (address) => Math.ceil(address / CHUNK) * CHUNK;
const floor = (address) => address - (address % CHUNK);

export class HeapCopy {
  /** @type {(Buffer | Piece | null | undefined)[]} null: all zero; undefined: no part of it */
  #chunks = [];

  /**
   * @param {SharedArrayBuffer | null} memory null for one that is filled otherwise
   * @param {[number, number][]} parts of it
   * @param {{similar?: HeapCopy, base?: HeapCopy, untouched?: [number, number][]}} [known] copies to share equal chunks with:
   *     one that may be similar, and one that the memory was equal to, with what in the parts nobody has touched since
   */
  constructor(memory, parts, { similar, base, untouched = [] } = {}) {
    const bytes = memory && Buffer.from(memory);
    const kept = chunksWithin(untouched);
    for (const [from, to] of parts) {
      for (let at = from; at < to; at += CHUNK) {
        if (kept.has(at)) this.#chunks[at / CHUNK] = base.#chunks[at / CHUNK];
        else this.#keep(bytes, at, similar?.#read(at / CHUNK));
      }
    }
  }

  /**
   * One that was kept in a file.
   * @param {{size: number, places: number[]}} about what the copy was
   * @param {Piece[]} pieces what pieces were
   */
  static of({ size, places }, pieces) {
    const copy = new HeapCopy(null, []);
    copy.#chunks = new Array(size / CHUNK).fill(null);
    places.forEach((place, i) => (copy.#chunks[place] = pieces[i]));
    return copy;
  }

  /** The contents of a chunk, which may have to be read for it. */
  #read(index) {
    const chunk = this.#chunks[index];
    return chunk instanceof Piece ? (this.#chunks[index] = chunk.bytes()) : chunk;
  }

  #keep(bytes, start, known) {
    const isKnown = equals(bytes, start, known ?? ZERO, 0, CHUNK);
    this.#chunks[start / CHUNK] = isKnown ? (known ?? null) : Buffer.from(bytes.subarray(start, start + CHUNK));
  }

  /** The word at an address. */
  wordAt(address) {
    return this.#read(Math.floor(address / CHUNK))?.readInt32LE(address % CHUNK) ?? 0;
  }

  /**
   * A copy of which some chunks are zero, and some words others.
   * @param {Set<number>} left the chunks' numbers
   * @param {[number, number][]} words addresses and values
   */
  without(left, words) {
    const copy = new HeapCopy(null, []);
    copy.#chunks = this.#chunks.map((chunk, index) => (left.has(index) ? null : chunk));
    const own = new Set();
    for (const [address, value] of words) {
      const index = Math.floor(address / CHUNK);
      if (!own.has(index)) copy.#chunks[index] = Buffer.from(this.#read(index));
      own.add(index);
      copy.#chunks[index].writeInt32LE(value, address % CHUNK);
    }
    return copy;
  }

  /** Whether it is known that the byte at an address is zero. */
  isZero(address) {
    return !this.#chunks[Math.floor(address / CHUNK)];
  }

  /** How large a memory must be to hold the copy. */
  get size() {
    return this.#chunks.length * CHUNK;
  }

  /**
   * Puts the copy in the place of what a memory holds, in small steps.
   * @param {SharedArrayBuffer} memory
   * @param {[number, number][]} parts of it, up to its break
   * @param {{base?: HeapCopy, untouched?: [number, number][]}} [since] a copy that the memory was equal to, and what in the parts
   *     nobody has touched since
   */
  *restoring(memory, parts, { base, untouched = [] } = {}) {
    const bytes = Buffer.from(memory);
    let done = 0;
    for (const [from, to] of without(parts, this.#sharedWith(base, untouched))) {
      for (let at = from; at < to; at += STEP) {
        const end = Math.min(at + STEP, to);
        this.#restorePart(bytes, at, end);
        done += end - at;
        if (done < STEP) continue;
        done = 0;
        yield;
      }
    }
    const [, used] = parts.at(-1);
    for (let at = used; at < this.size; at += CHUNK) if (this.#chunks[at / CHUNK]) this.#fill(bytes, at);
  }

  /** What in ranges another copy has from this one, or this one from the other. */
  #sharedWith(other, ranges) {
    if (other === this) return ranges;
    const shared = [];
    for (const [start, end] of ranges) {
      for (let at = start, next; at < end; at = next) {
        next = Math.min(floor(at) + CHUNK, end);
        if (other.#chunks[floor(at) / CHUNK] === this.#chunks[floor(at) / CHUNK]) join(shared, at, next);
      }
    }
    return shared;
  }

  #restorePart(bytes, from, to) {
    for (let at = from; at < to; ) {
      const within = at % CHUNK;
      const length = Math.min(CHUNK - within, to - at);
      this.#put(bytes, at, (at - within) / CHUNK, within, length);
      at += length;
    }
  }

  /** What is read from a file is not compared before: it is written once. */
  #put(bytes, at, index, within, length) {
    if (this.#isPut(bytes, at, index, within, length)) return;
    const chunk = this.#read(index) ?? ZERO;
    if (!equals(bytes, at, chunk, within, length)) bytes.set(chunk.subarray(within, within + length), at);
  }

  /** The same for a chunk of memory that was never used: to look at that would cost as much as to write it. */
  #fill(bytes, at) {
    if (!this.#isPut(bytes, at, at / CHUNK, 0, CHUNK)) bytes.set(this.#read(at / CHUNK), at);
  }

  #isPut(bytes, at, index, within, length) {
    const chunk = this.#chunks[index];
    return chunk instanceof Piece && chunk.readTo(bytes, at, within, length);
  }

  /** The pieces of memory that the copy holds, for counting and for a file. */
  get pieces() {
    return this.places.map((place) => this.#read(place));
  }

  /** Where they stand. */
  get places() {
    return [...this.#chunks.keys()].filter((index) => this.#chunks[index]);
  }

  /** What is not zero, for a file. */
  get regions() {
    const regions = [];
    this.places.forEach((index) => {
      const chunk = this.#read(index);
      for (let within = 0; within < CHUNK; within += PAGE) {
        if (!equals(chunk, within, ZERO, 0, PAGE)) add(regions, index * CHUNK + within, chunk.subarray(within, within + PAGE));
      }
    });
    return regions.map(({ address, pages }) => ({ address, data: Buffer.concat(pages) }));
  }
}

function equals(bytes, start, chunk, within, length) {
  return bytes.compare(chunk, within, within + length, start, start + length) === 0;
}

function add(regions, address, page) {
  const last = regions.at(-1);
  if (last && last.address + last.pages.length * PAGE === address) last.pages.push(page);
  else regions.push({ address, pages: [page] });
}

/** Adds a range to ranges, of which the last may end where it begins. */
function join(ranges, start, end) {
  if (ranges.at(-1)?.[1] === start) ranges.at(-1)[1] = end;
  else ranges.push([start, end]);
}

/** Where the chunks begin that lie in ranges as a whole. */
function chunksWithin(ranges) {
  const found = new Set();
  for (const [start, end] of ranges) for (let at = ceil(start); at + CHUNK <= end; at += CHUNK) found.add(at);
  return found;
}

/** Ranges but for others, each in the order of their addresses; none of the others reaches over the end of a range. */
function without(ranges, others) {
  const left = [];
  for (const [start, end] of ranges) {
    let at = start;
    for (const [from, to] of others) {
      if (from < start || to > end) continue;
      if (from > at) left.push([at, from]);
      at = to;
    }
    if (end > at) left.push([at, end]);
  }
  return left;
}

/** Memory as it stands in a file. */
export class HeapImage {
  #image;
  #regions;
  #pages = null;

  /** @param {[number, number, number][]} regions address, length, offset */
  constructor(image, regions) {
    this.#image = image;
    this.#regions = regions;
  }

  get size() {
    return Math.max(...this.#regions.map(([address, length]) => address + length));
  }

  /** Whether it is known that the byte at an address is zero. */
  isZero(address) {
    this.#pages ??= pagesOf(this.#regions);
    return !this.#pages.has(Math.floor(address / PAGE));
  }

  /** What stands between two addresses. */
  part(start, end) {
    const bytes = new Uint8Array(end - start);
    for (const [address, length, offset] of this.#regions) {
      const [from, to] = [Math.max(start, address), Math.min(end, address + length)];
      if (from < to) this.#image.read(bytes, offset + from - address, to - from, from - start);
    }
    return bytes;
  }

  *restoring(memory, parts) {
    const bytes = new Uint8Array(memory);
    for (const [start, end] of parts) bytes.fill(0, start, end);
    for (const [address, length, offset] of this.#regions) this.#image.read(bytes, offset, length, address);
  }
}

function pagesOf(regions) {
  const pages = new Set();
  for (const [address, length] of regions) for (let at = address; at < address + length; at += PAGE) pages.add(Math.floor(at / PAGE));
  return pages;
}
