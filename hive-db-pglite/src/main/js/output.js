// SPDX-License-Identifier: Apache-2.0
// What the engine writes, until it is taken: as a whole or, where it is long, in parts.

const FIRST = 8192; // PostgreSQL's own send buffer

export class Output {
  #bytes = Buffer.allocUnsafe(FIRST);
  #size = 0;

  get size() {
    return this.#size;
  }

  /** Forgets what is there. */
  clear() {
    this.#size = 0;
  }

  /** @param {Uint8Array} bytes that may change afterwards */
  add(bytes) {
    const needed = this.#size + bytes.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#size);
    this.#size = needed;
  }

  /** A part, whose bytes are used again. */
  takePart() {
    const part = this.#bytes.subarray(0, this.#size);
    this.#size = 0;
    return part;
  }

  /** All there is; it belongs to whoever takes it. To copy a little costs less than a new buffer. */
  take() {
    const all = this.takePart();
    if (this.#bytes.length === FIRST) return Buffer.from(all);
    this.#bytes = Buffer.allocUnsafe(FIRST);
    return all;
  }
}
