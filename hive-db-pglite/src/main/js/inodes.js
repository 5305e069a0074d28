// SPDX-License-Identifier: Apache-2.0
// Files and folders of an engine as a tree that is shared until it is written to: an inode of an earlier epoch is never
// changed, but replaced by a copy. The root of the tree is thus a snapshot of everything.

import { BLOCK } from './blocks.js';

const FOLDER = 0o040000;
const FILE = 0o100000;
const LINK = 0o120000;

/** The files of an engine would take more memory than allowed. */
export class NoSpace extends Error {}

class Inode {
  constructor(epoch, mode) {
    this.epoch = epoch;
    this.mode = mode;
    this.time = Date.now();
  }

  copiedTo(epoch, copy) {
    copy.epoch = epoch;
    copy.mode = this.mode;
    copy.time = this.time;
    return copy;
  }
}

export class Folder extends Inode {
  children;

  constructor(epoch, mode = 0o755, children = new Map()) {
    super(epoch, (mode & 0o7777) | FOLDER);
    this.children = children;
  }

  copy(epoch) {
    return this.copiedTo(epoch, new Folder(epoch, 0, new Map(this.children)));
  }
}

export class Link extends Inode {
  constructor(epoch, target) {
    super(epoch, 0o777 | LINK);
    this.target = target;
  }

  copy(epoch) {
    return this.copiedTo(epoch, new Link(epoch, this.target));
  }
}

export class File extends Inode {
  size = 0;
  blocks = [];
  /** Where the file stands in the image: blocks that are not in memory are read from there. */
  origin = null;
  /** Whether it may be refused to grow: PostgreSQL survives that in tables, not in its log or a checkpoint. */
  isLimited = false;

  /** The epoch in which it was created. */
  born;

  constructor(epoch, mode) {
    super(epoch, (mode & 0o7777) | FILE);
    this.born = epoch;
  }

  static ofImage(mode, image, offset, size) {
    const file = new File(0, mode);
    file.size = size;
    file.origin = { image, offset, size };
    return file;
  }

  copy(epoch) {
    const copy = this.copiedTo(epoch, new File(epoch, 0));
    copy.size = this.size;
    copy.blocks = this.blocks.slice();
    copy.origin = this.origin;
    copy.isLimited = this.isLimited;
    copy.born = this.born;
    return copy;
  }

  /** The block for reading; undefined where nothing was ever written. */
  block(index) {
    return this.blocks[index] ?? this.#original(index);
  }

  #original(index) {
    const { origin } = this;
    const start = index * BLOCK;
    return origin && start < origin.size ? origin.image.at(origin.offset + start, origin.size - start) : undefined;
  }

  read(target, offset, length, position) {
    const end = Math.min(position + length, this.size);
    for (let at = position; at < end; ) {
      const within = at % BLOCK;
      const count = Math.min(BLOCK - within, end - at);
      const block = this.block((at - within) / BLOCK);
      if (block) target.set(within === 0 && count === BLOCK ? block.data : block.data.subarray(within, within + count), offset);
      else target.fill(0, offset, offset + count);
      at += count;
      offset += count;
    }
    return Math.max(0, end - position);
  }

  write(pool, source, position) {
    this.#checkGrowth(pool, position + source.length);
    for (let done = 0; done < source.length; ) {
      const within = (position + done) % BLOCK;
      const count = Math.min(BLOCK - within, source.length - done);
      const block = this.#writable(pool, (position + done - within) / BLOCK, count < BLOCK);
      block.data.set(count === source.length ? source : source.subarray(done, done + count), within);
      done += count;
    }
    this.size = Math.max(this.size, position + source.length);
    this.time = Date.now();
  }

  #writable(pool, index, keepsContents) {
    const present = this.block(index);
    if (present?.epoch === this.epoch) return present;
    if (!this.blocks[index]) pool.used++;
    const block = pool.make(this.epoch);
    if (keepsContents && present) block.data.set(present.data);
    else if (keepsContents) block.data.fill(0);
    while (this.blocks.length < index) this.blocks.push(undefined);
    this.blocks[index] = block;
    return block;
  }

  resize(pool, size) {
    this.#checkGrowth(pool, size);
    this.time = Date.now();
    if (size < this.size) this.#shrink(pool, size);
    this.size = size;
  }

  #checkGrowth(pool, size) {
    if (this.isLimited && size > this.size && !pool.hasRoom(Math.ceil((size - this.size) / BLOCK))) throw new NoSpace();
  }

  #shrink(pool, size) {
    const kept = Math.ceil(size / BLOCK);
    if (size % BLOCK > 0 && this.block(kept - 1)) this.#writable(pool, kept - 1, true).data.fill(0, size % BLOCK);
    for (let i = kept; i < this.blocks.length; i++) {
      if (!this.blocks[i]) continue;
      pool.used--;
      this.#recycle(pool, this.blocks[i]);
    }
    this.blocks.length = Math.min(this.blocks.length, kept);
    if (this.origin) this.origin = { ...this.origin, size: Math.min(this.origin.size, kept * BLOCK) };
  }

  #recycle(pool, block) {
    if (block?.epoch === this.epoch) pool.recycle(block);
  }

  /** How many blocks are in memory for this file. */
  get used() {
    return this.blocks.reduce((count, block) => count + (block ? 1 : 0), 0);
  }

  /** Takes back what was written in the file's epoch, to which nothing refers any more. */
  discard(pool) {
    for (const block of this.blocks) this.#recycle(pool, block);
  }
}

export const isFolder = (inode) => inode instanceof Folder;
export const isFile = (inode) => inode instanceof File;
