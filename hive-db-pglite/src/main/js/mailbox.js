// SPDX-License-Identifier: Apache-2.0
// From the network thread to an engine thread, in order. Small records go through a ring in shared memory, which costs
// a copy and at most one wake-up; what does not fit is posted as a message. The reader can wait in the middle of a
// statement, where a message event would never come. One thread writes, one reads.

import { receiveMessageOnPort } from 'node:worker_threads';

const [WRITTEN, READ, POSTED, RECEIVED, BELL, ASLEEP] = [0, 1, 2, 3, 4, 5];
const CONTROL_BYTES = 64;
const HEADER = 8; // the sender, the length of the payload
const RING = 1 << 18;
/** Larger payloads are handed over instead of copied. */
const LARGE = 1 << 16;
/** In place of a sender: the rest of the ring is not used, go on at its start. */
const SKIP = -1;

const align = (size) => (size + 3) & ~3;

class Mailbox {
  constructor(memory) {
    this.ringSize = memory.byteLength - CONTROL_BYTES;
    this.control = new Int32Array(memory, 0, CONTROL_BYTES / 4);
    this.words = new Int32Array(memory, CONTROL_BYTES, this.ringSize / 4);
    this.bytes = new Uint8Array(memory, CONTROL_BYTES, this.ringSize);
  }

  static memory(ringSize) {
    return new SharedArrayBuffer(CONTROL_BYTES + ringSize);
  }
}

export class MailboxWriter extends Mailbox {
  #post;
  #written = 0;

  /** @param {(value: any, transfer?: ArrayBuffer[]) => void} post puts a message where the reader's port finds it */
  constructor(memory, post) {
    super(memory);
    this.#post = post;
  }

  /** Sends bytes. Large ones belong to the mailbox from now on; smaller ones are copied, and may be kept by who sends them. */
  send(sender, bytes) {
    if (bytes.length >= LARGE || !this.write(sender, bytes)) this.#sendLarge(sender, bytes);
    else this.ring();
  }

  /** Sends an object. */
  post(value, transfer) {
    this.#post(value, transfer);
    Atomics.add(this.control, POSTED, 1); // not before it can be received
    this.ring();
  }

  #sendLarge(sender, bytes) {
    const isAlone = bytes.length >= LARGE && bytes.buffer.byteLength === bytes.length;
    const own = isAlone ? bytes : Uint8Array.prototype.slice.call(bytes);
    this.post({ sender, bytes: own }, [own.buffer]);
  }

  /** Makes a waiting reader look again. */
  ring() {
    Atomics.add(this.control, BELL, 1);
    if (Atomics.load(this.control, ASLEEP) === 1) Atomics.notify(this.control, BELL);
  }

  /**
   * Puts bytes into the ring, and wakes nobody; false if they have no place. The reader empties the ring first: while a posted
   * message is on its way, everything else is posted as well.
   */
  write(sender, bytes) {
    if (Atomics.load(this.control, RECEIVED) !== Atomics.load(this.control, POSTED)) return false;
    const size = align(HEADER + bytes.length);
    const at = this.#place(size);
    if (at < 0) return false;
    this.words[at >> 2] = sender;
    this.words[(at >> 2) + 1] = bytes.length;
    this.bytes.set(bytes, at + HEADER);
    this.#written = (this.#written + size) | 0;
    Atomics.store(this.control, WRITTEN, this.#written);
    return true;
  }

  /** Whether a record of this many bytes has a place, wherever it begins. */
  hasRoomFor(bytes) {
    return this.#used + 2 * align(HEADER + bytes) <= this.ringSize;
  }

  get #used() {
    return (this.#written - Atomics.load(this.control, READ)) | 0;
  }

  /** Where a record of this size goes; -1 while it has no place. */
  #place(size) {
    const at = this.#written & (this.ringSize - 1);
    const skipped = at + size > this.ringSize ? this.ringSize - at : 0;
    if (this.#used + skipped + size > this.ringSize) return -1;
    if (skipped === 0) return at;
    this.words[at >> 2] = SKIP;
    this.#written = (this.#written + skipped) | 0;
    return 0;
  }
}

export class MailboxReader extends Mailbox {
  #port;
  #read = 0;

  constructor(memory, port) {
    super(memory);
    this.#port = port;
  }

  /** Waits for an object, before there is anything else. */
  receive() {
    for (;;) {
      const { bell } = this;
      if (this.#isPosted) return this.#takePosted();
      this.wait(bell);
    }
  }

  /**
   * Takes all there is.
   * @param {(sender: number, bytes: Buffer) => void} onBytes
   * @param {(value: object) => void} onObject
   * @returns {boolean} whether there was anything
   */
  drain(onBytes, onObject) {
    let found = this.#drainRing(onBytes);
    while (this.#isPosted) {
      // Records may have come before it since: from its posting until it is taken, there come no more.
      this.#drainRing(onBytes);
      const message = this.#takePosted();
      found = true;
      if (message.bytes) onBytes(message.sender, asBuffer(message.bytes));
      else onObject(message);
    }
    return found;
  }

  get #isPosted() {
    return Atomics.load(this.control, RECEIVED) !== Atomics.load(this.control, POSTED);
  }

  #takePosted() {
    const { message } = receiveMessageOnPort(this.#port);
    Atomics.add(this.control, RECEIVED, 1);
    return message;
  }

  #drainRing(onBytes) {
    const begun = this.#read;
    while (Atomics.load(this.control, WRITTEN) !== this.#read) {
      const at = this.#read & (this.ringSize - 1);
      const sender = this.words[at >> 2];
      if (sender === SKIP) {
        this.#advance(this.ringSize - at);
        continue;
      }
      const length = this.words[(at >> 2) + 1];
      const bytes = Buffer.allocUnsafe(length);
      bytes.set(this.bytes.subarray(at + HEADER, at + HEADER + length));
      this.#advance(align(HEADER + length));
      onBytes(sender, bytes);
    }
    return this.#read !== begun;
  }

  #advance(size) {
    this.#read = (this.#read + size) | 0;
    Atomics.store(this.control, READ, this.#read);
  }

  /** What the bell shows now; to be read before looking for work. */
  get bell() {
    return Atomics.load(this.control, BELL);
  }

  /** Sleeps until the bell rings, or does not if it rang since. */
  wait(bell, milliseconds = Infinity) {
    Atomics.store(this.control, ASLEEP, 1);
    Atomics.wait(this.control, BELL, bell, milliseconds);
    Atomics.store(this.control, ASLEEP, 0);
  }
}

/** @param {number} [ringSize] a power of two */
export const mailboxMemory = (ringSize = RING) => Mailbox.memory(ringSize);
const asBuffer = ({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length);
