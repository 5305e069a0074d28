// SPDX-License-Identifier: Apache-2.0
// Whose turn it is to read the socket of a connection: the network thread's, or the engine's, which has to wish for it. A word in
// shared memory, which both change by compare-and-exchange.

const BY = {
  network: 0, // its thread, or nobody while the engine's has asked for it
  wished: 1, // the same, and the engine's thread wishes to
  engine: 2, // the engine's thread
  reading: 3, // it does so at this moment: a system call that does not block
};
/** How often to look whether a read is over before sleeping, and for how many milliseconds then until a thread is taken for dead. */
const LOOKS = 1000;
const PATIENCE = 3000;

export class ReaderTurn {
  #words;
  #at;

  constructor(words, at) {
    this.#words = words;
    this.#at = at;
  }

  #change(from, to) {
    return Atomics.compareExchange(this.#words, this.#at, from, to) === from;
  }

  /** The engine thread would like to read the socket itself. */
  wish() {
    return this.#change(BY.network, BY.wished);
  }

  /** The network thread lets it, and reads no more; false if it does not wish to any more. */
  lend() {
    return this.#change(BY.wished, BY.engine);
  }

  /** The engine thread is about to read; false if it may not. Everything that the network thread sent before is to be taken first. */
  begin() {
    return this.#change(BY.engine, BY.reading);
  }

  /** The engine thread has read. */
  end() {
    if (!this.#change(BY.reading, BY.engine)) throw new Error('a socket was taken back while it was read');
  }

  /** The engine thread reads no more; false if it did not, so that the network thread has to be told nothing. */
  giveBack() {
    for (;;) {
      if (this.#change(BY.engine, BY.network)) return true;
      if (this.#change(BY.wished, BY.network) || !this.isLent) return false;
    }
  }

  /** Whether the engine thread does not even wish to read it. */
  get isNetwork() {
    return Atomics.load(this.#words, this.#at) === BY.network;
  }

  /** Whether it does, and does not read yet. */
  get isWished() {
    return Atomics.load(this.#words, this.#at) === BY.wished;
  }

  /** Whether the engine thread reads the socket. */
  get isLent() {
    return Atomics.load(this.#words, this.#at) >= BY.engine;
  }

  /** The network thread takes the socket back, also from a thread that is no more. */
  takeBack() {
    for (let i = 0; i < LOOKS + PATIENCE; i++) {
      if (this.#change(BY.engine, BY.network) || !this.isLent) break;
      // It is one system call that does not block, but its thread may have no processor.
      if (i > LOOKS) Atomics.wait(this.#words, this.#at, BY.reading, 1);
    }
    Atomics.store(this.#words, this.#at, BY.network);
  }
}
