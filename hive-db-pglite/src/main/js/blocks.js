// SPDX-License-Identifier: Apache-2.0
// The contents of files in memory, as blocks of PostgreSQL's page size. A block belongs to the epoch in which it was
// made; whoever wants to write to a block of another epoch makes a copy. Thus snapshots and further engines share blocks.

import { readSync } from 'node:fs';

export const BLOCK = 8192;
const SLAB = 32; // blocks that are allocated at once
const KEPT = 1024; // free blocks kept for the next writer: 8 MB; all others are left to the garbage collector

let lastEpoch = 0;

/** Epochs are never used twice in a thread, not even by another engine. */
export function nextEpoch() {
  return ++lastEpoch;
}

export class Block {
  constructor(epoch, data) {
    this.epoch = epoch;
    this.data = data;
  }
}

/** Makes blocks for the files of one engine, up to a limit. */
export class BlockPool {
  /** Blocks that the files of the engine have in memory. */
  used = 0;
  #limit;
  #free = [];
  #slab = null;
  #slabUsed = SLAB;

  /** @param {number} limit in blocks */
  constructor(limit = Infinity) {
    this.#limit = limit;
  }

  /** Whether so many blocks more are allowed. */
  hasRoom(count) {
    return this.used + count <= this.#limit;
  }

  /** A block with undefined contents. */
  make(epoch) {
    const block = this.#free.pop();
    if (block) {
      block.epoch = epoch;
      return block;
    }
    if (this.#slabUsed === SLAB) {
      this.#slab = new Uint8Array(SLAB * BLOCK);
      this.#slabUsed = 0;
    }
    const start = this.#slabUsed++ * BLOCK;
    return new Block(epoch, this.#slab.subarray(start, start + BLOCK));
  }

  /** Takes back a block that nobody refers to. */
  recycle(block) {
    if (this.#free.length < KEPT) this.#free.push(block);
  }

  get free() {
    return this.#free.length;
  }
}

/** The blocks of the image, read when they are first needed and then shared by all engines of the thread. */
export class ImageBlocks {
  #file;
  #base;
  #known = new Map();

  /**
   * @param {number} file descriptor
   * @param {number} base where offsets count from
   */
  constructor(file, base) {
    this.#file = file;
    this.#base = base;
  }

  /** The block at an offset, of which length bytes are contents. */
  at(offset, length) {
    let block = this.#known.get(offset);
    if (!block) {
      const data = new Uint8Array(BLOCK);
      this.read(data, offset, Math.min(length, BLOCK));
      block = new Block(0, data);
      this.#known.set(offset, block);
    }
    return block;
  }

  /** Reads exactly length bytes. */
  read(target, offset, length, targetOffset = 0) {
    for (let done = 0; done < length; ) {
      const count = readSync(this.#file, target, targetOffset + done, length - done, this.#base + offset + done);
      if (count === 0) throw new Error('the image of the database ends too early');
      done += count;
    }
  }
}
