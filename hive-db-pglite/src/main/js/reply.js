// SPDX-License-Identifier: Apache-2.0
// The way back to a client, in the engine's thread. While its unit runs, answers are written straight to the descriptor
// of its socket. What the socket does not take at once, and everything where there is no descriptor, goes through the
// network thread; when too much is under way there, the engine waits for the client to read.

import { writeSync } from 'node:fs';

/** Bytes under way through the network thread before the engine waits. */
export const HIGH_WATER = 1 << 20;
const FULL = 'EAGAIN';

export class Reply {
  #slot;
  #descriptor;
  #post;
  #waitWhile;

  /**
   * @param {import('./slots.js').Slot} slot
   * @param {number} descriptor -1 where there is none
   * @param {(value: object, transfer: ArrayBuffer[]) => void} post sends to the network thread
   * @param {(condition: () => boolean) => void} waitWhile does something else meanwhile
   */
  constructor(slot, descriptor, post, waitWhile) {
    this.#slot = slot;
    this.#descriptor = descriptor;
    this.#post = post;
    this.#waitWhile = waitWhile;
  }

  /** Sends a part of the answer to the unit that runs. */
  answer(pieces) {
    const bytes = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
    const written = this.#isDirect() ? this.#write(bytes) : 0;
    if (written < bytes.length) this.#hand(bytes.subarray(written));
    if (this.#slot.queued > HIGH_WATER) this.#waitWhile(() => this.#slot.queued > HIGH_WATER && !this.#slot.gone && !this.#slot.isYielding);
  }

  /** Sends what the client did not ask for now; its unit may be waiting, so the network thread may write as well. */
  tell(bytes) {
    this.#hand(bytes);
  }

  /** Ends the connection after what was sent. */
  end() {
    this.#post({ slot: this.#slot.index, end: true });
  }

  /** Only while nothing is under way: the order of the bytes must not change. */
  #isDirect() {
    return this.#descriptor >= 0 && this.#slot.queued === 0;
  }

  #write(bytes) {
    let written = 0;
    try {
      while (written < bytes.length) {
        const count = this.#slot.write(() => writeSync(this.#descriptor, bytes, written));
        if (count === 0) return bytes.length; // the connection is gone, and nobody reads it
        written += count;
      }
    } catch (e) {
      if (e.code !== FULL) return bytes.length; // the network thread learns of it by reading
    }
    return written;
  }

  #hand(bytes) {
    if (this.#slot.gone) return;
    const own = Uint8Array.prototype.slice.call(bytes);
    this.#slot.queue(own.length);
    this.#post({ slot: this.#slot.index, write: own }, [own.buffer]);
  }
}
