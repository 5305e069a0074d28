// SPDX-License-Identifier: Apache-2.0
// Copies of an engine's memory, in chunks, so that copies share what is equal and putting one back touches only what
// differs. What lies above the break has never been used and is zero.

const CHUNK = 16384;
const ZERO = Buffer.alloc(CHUNK);

/** The first address that the engine has not yet asked for. */
export function breakOf(module) {
  return new Uint32Array(module.HEAPU8.buffer)[module.loader.breakAddress() >> 2];
}

export class HeapCopy {
  /** null: all zero */
  #chunks = [];

  /**
   * @param {SharedArrayBuffer} memory
   * @param {number} end the break
   * @param {HeapCopy} [similar] one to share equal chunks with
   */
  constructor(memory, end, similar) {
    const bytes = Buffer.from(memory);
    for (let start = 0; start < end; start += CHUNK) {
      const known = similar?.#chunks[start / CHUNK];
      if (equals(bytes, start, known ?? ZERO)) this.#chunks.push(known ?? null);
      else this.#chunks.push(Buffer.from(bytes.subarray(start, start + CHUNK)));
    }
  }

  /** How large a memory must be to hold the copy. */
  get size() {
    return this.#chunks.length * CHUNK;
  }

  /** Puts the copy in the place of what a memory holds below its break. */
  restore(memory, end) {
    const bytes = Buffer.from(memory);
    const used = Math.ceil(end / CHUNK);
    const count = Math.max(used, this.#chunks.length);
    for (let i = 0; i < count; i++) {
      const chunk = this.#chunks[i] ?? ZERO;
      if (i < used ? !equals(bytes, i * CHUNK, chunk) : chunk !== ZERO) bytes.set(chunk, i * CHUNK);
    }
  }

  /** The distinct pieces of memory that the copy holds, for counting. */
  get pieces() {
    return this.#chunks.filter((chunk) => chunk !== null);
  }
}

function equals(bytes, start, chunk) {
  return bytes.compare(chunk, 0, CHUNK, start, start + CHUNK) === 0;
}

/** Memory as it stands in a file. */
export class HeapImage {
  #image;
  #regions;

  /** @param {[number, number, number][]} regions address, length, offset */
  constructor(image, regions) {
    this.#image = image;
    this.#regions = regions;
  }

  get size() {
    return Math.max(...this.#regions.map(([address, length]) => address + length));
  }

  restore(memory, end) {
    const bytes = new Uint8Array(memory);
    bytes.fill(0, 0, end);
    for (const [address, length, offset] of this.#regions) this.#image.read(bytes, offset, length, address);
  }
}

/** The parts of a memory that are not zero, for a file. */
export function nonZeroRegions(memory, end, page = 4096) {
  const bytes = Buffer.from(memory);
  const regions = [];
  for (let start = 0; start < end; start += page) {
    if (bytes.compare(ZERO, 0, page, start, start + page) === 0) continue;
    const last = regions.at(-1);
    if (last && last.address + last.length === start) last.length += page;
    else regions.push({ address: start, length: page });
  }
  return regions.map(({ address, length }) => ({ address, data: Buffer.from(bytes.subarray(address, address + length)) }));
}
