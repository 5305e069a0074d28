// SPDX-License-Identifier: Apache-2.0
// What a PostgreSQL backend has for itself: its static data, the top of its stack, its heap, its open files; not what
// it shares with others, which lies in the middle of the heap.

import { Loader } from './loader.js';

const SLACK = 1 << 20;
/**
 * Bytes. V8 copies memory that threads share by such words where both sides lie alike in them, and byte by byte, which takes
 * five times as long, where they do not.
 */
const WORD = 8;

export class Memory {
  #module;
  #variables;
  #shared;
  #loader;

  /** @param {{start: number, end: number}[]} shared in the order of their addresses */
  constructor(module, variables, shared) {
    this.#module = module;
    this.#variables = variables;
    this.#shared = shared;
    this.#loader = new Loader(module.loader);
  }

  #regions() {
    const { writable, stack, sbrk, heap } = this.#variables;
    const ends = [...this.#shared.map(({ start }) => start), new Int32Array(this.#module.HEAPU8.buffer, sbrk, 1)[0]];
    const starts = [heap, ...this.#shared.map(({ end }) => end)];
    return [[writable, stack], [this.#module.stackSave(), heap], ...starts.map((start, i) => [start, ends[i]])];
  }

  /**
   * Copies it; nothing may run before something is loaded.
   * @param {Image | null} older one of the same process, to be overwritten
   */
  save(older) {
    const image = older ?? new Image();
    const { HEAPU8, FS } = this.#module;
    image.regions = this.#regions();
    image.regions.forEach(([start, end], i) => image.part(i, end - start).set(HEAPU8.subarray(start, end)));
    image.streams = [...FS.streams];
    image.libraries = this.#loader.take();
    return image;
  }

  /** The libraries that the process in the engine has loaded for itself, as Loader has them. */
  get own() {
    return this.#loader.own;
  }

  share(own) {
    this.#loader.share(own);
  }

  /** An image of the process that was just put into the engine, whose memory somebody else keeps. */
  describe(readMemory) {
    const image = new Image(readMemory);
    image.regions = this.#regions();
    image.streams = [...this.#module.FS.streams];
    return image;
  }

  load(image) {
    const { HEAPU8, FS } = this.#module;
    image.regions.forEach(([start, end], i) => HEAPU8.set(image.part(i, end - start), start));
    FS.streams.splice(0, FS.streams.length, ...image.streams);
    this.#loader.put(image.libraries);
  }
}

/** The memory of a process that is not in the engine. */
export class Image {
  regions = [];
  streams = [];
  libraries = null;
  #parts = [];
  #read;

  /** @param {(start: number, end: number) => Uint8Array} [read] gives what parts of it hold that it has not yet */
  constructor(read) {
    this.#read = read;
  }

  part(index, size) {
    if (!(this.#parts[index]?.length >= size)) this.#parts[index] = this.#made(index, size);
    return this.#parts[index].subarray(0, size);
  }

  #made(index, size) {
    if (this.#read) return this.#laid(this.#read(...this.regions[index]), index);
    return roomAt(this.regions[index][0], size + (size > SLACK ? SLACK : 0));
  }

  /** A copy of a part that lies in words as the part does in the engine's memory. */
  #laid(part, index) {
    const copy = roomAt(this.regions[index][0], part.length);
    copy.set(part);
    return copy;
  }

  /** A copy that does not change, with open files as Streams knows them. */
  captured(streams) {
    return this.#like(streams.capture(this.streams), (part, index) => this.#laid(part, index));
  }

  /** The reverse: an image to be loaded. */
  restored(streams) {
    return this.#like(streams.build(this.streams), (part, index) => this.#laid(part, index));
  }

  /** For a fork: the same memory, and open files of its own. */
  copy() {
    return this.sharing(this.streams.map(duplicate));
  }

  /** The same memory, which nobody changes, with other open files. */
  sharing(streams) {
    return this.#like(streams, (part) => part);
  }

  #like(streams, copyOf) {
    const copy = new Image(this.#read);
    copy.regions = this.regions;
    copy.libraries = this.libraries;
    copy.#parts = this.#parts.map(copyOf);
    copy.streams = streams;
    return copy;
  }

  /** What it has in each region, for a file. */
  get parts() {
    return this.regions.map(([start, end], i) => this.part(i, end - start));
  }

  /** Whether what it does not have is read elsewhere. */
  get isDescribed() {
    return this.#read !== undefined;
  }

  /**
   * One that was kept in a file.
   * @param {Uint8Array[]} [parts] none where it is described
   * @param {(start: number, end: number) => Uint8Array} [read]
   */
  static of(regions, streams, parts = [], read = undefined) {
    const image = new Image(read);
    image.regions = regions;
    image.#parts = parts;
    image.streams = streams;
    return image;
  }

  /** Changes a byte of its static data. */
  poke(address, value) {
    const [start] = this.regions[0];
    this.#parts[0][address - start] = value;
  }

  /** Reads a word at an address of the engine's. */
  wordAt(address) {
    const index = this.regions.findIndex(([start, end]) => address >= start && address < end);
    const part = this.#parts[index];
    return new DataView(part.buffer, part.byteOffset).getInt32(address - this.regions[index][0], true);
  }

  /** Adds its memory to a digest. */
  digestTo(hash) {
    this.regions.forEach(([start, end], i) => hash.update(`${start}`).update(this.part(i, end - start)));
  }
}

/** Room for what begins at an address. */
function roomAt(address, size) {
  const lead = address % WORD;
  return new Uint8Array(new ArrayBuffer(lead + size), lead);
}

/** As dup() does it: both have the file open, and each closes it for itself. */
function duplicate(stream) {
  if (!stream) return stream;
  const copy = Object.assign(Object.create(Object.getPrototypeOf(stream)), stream);
  copy.shared = stream.shared;
  copy.stream_ops?.dup?.(copy);
  return copy;
}
