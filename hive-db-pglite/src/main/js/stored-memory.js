// SPDX-License-Identifier: Apache-2.0
// Memory of an engine in a file, in pieces that are read when somebody wants them: an engine that begins with them takes them
// from there at once, and what is read only to be copied elsewhere would cost as much again. The rest is read while there
// is nothing else to do, and then the file is let go of.

import { closeSync, readSync } from 'node:fs';

/** Milliseconds in which nobody asked for anything. */
const QUIET = 50;
/** Bytes without a pause: 0.2 ms, and twice that for memory that was never touched. */
const STEP = 1 << 18;

export class StoredMemory {
  #file;
  #start;
  #size;
  /** V8 does not count it: for as much of other memory it would look for garbage at once, which takes 10 ms. */
  #memory;
  /** Up to where all was read that nobody had wanted before. */
  #next = 0;
  /** @type {Piece[]} */
  #pieces;

  /**
   * @param {number} file its descriptor, which belongs to this object from now on
   * @param {{start: number, length: number}} where the pieces stand in it
   * @param {number} size of a piece
   */
  constructor(file, { start, length }, size) {
    this.#file = file;
    this.#start = start;
    this.#size = size;
    this.#memory = Buffer.from(new SharedArrayBuffer(length));
    this.#pieces = Array.from({ length: length / size }, (_, index) => new Piece(this, index * size));
  }

  /** @returns {Piece[]} in their order */
  get pieces() {
    return this.#pieces;
  }

  /** Where a piece is kept. */
  room(offset) {
    return this.#memory.subarray(offset, offset + this.#size);
  }

  /** Reads what stands at an offset to an address of a memory. */
  read(into, offset, length, address) {
    readFully(this.#file, into, { start: address, length, position: this.#start + offset });
  }

  /**
   * Reads a little of the rest; to be called while nobody wants anything.
   * @param {number} idleSince since when
   * @returns {number} milliseconds after which to call again: 0 if something was done, and Infinity when nothing is left
   */
  work(idleSince) {
    if (this.#next === this.#pieces.length) return Infinity;
    const delay = idleSince + QUIET - performance.now();
    if (delay > 0) return delay;
    for (let done = 0; done < STEP && this.#next < this.#pieces.length; done += this.#size) this.#pieces[this.#next++].bytes();
    if (this.#next === this.#pieces.length) closeSync(this.#file);
    return 0;
  }
}

/** A part of a memory, which may still be in the file. */
export class Piece {
  #store;
  #offset;
  #bytes = null;

  constructor(store, offset) {
    this.#store = store;
    this.#offset = offset;
  }

  /** What it holds, to be kept. */
  bytes() {
    if (this.#bytes) return this.#bytes;
    const room = this.#store.room(this.#offset);
    this.#store.read(room, this.#offset, room.length, 0);
    return (this.#bytes = room);
  }

  /**
   * Copies a part of it to an address, if it need not be kept for that.
   * @returns {boolean} false if it is in memory already
   */
  readTo(memory, address, within, length) {
    if (this.#bytes) return false;
    this.#store.read(memory, this.#offset + within, length, address);
    return true;
  }
}

/** Reads so many bytes from a position on, or else fails. */
export function readFully(file, into, { start, length, position }) {
  for (let done = 0; done < length; ) {
    const count = readSync(file, into, start + done, length - done, position + done);
    if (count === 0) throw new Error('it ends too early');
    done += count;
  }
}
