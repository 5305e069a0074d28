// SPDX-License-Identifier: Apache-2.0
// What the engine is to read: whole protocol messages. PostgreSQL asks for as many bytes as its buffer holds, and takes
// the messages out of that one by one.

export class Input {
  #messages = [];
  /** What it reads next: a message, and the place in it. */
  #index = 0;
  #offset = 0;
  /** Bytes that it has read. */
  #read = 0;
  /** The message that it takes next, and where that begins. */
  #next = 0;
  #nextAt = 0;

  /** @param {Uint8Array[]} messages instead of what there was; none may be empty */
  set(messages) {
    this.#messages = messages;
    this.#index = this.#offset = this.#read = this.#next = this.#nextAt = 0;
  }

  /** Whether everything was read. */
  get isRead() {
    return this.#index >= this.#messages.length;
  }

  /** The type of the message that is to be read; undefined in the middle of one. */
  get type() {
    return this.#offset === 0 ? this.#messages[this.#index][0] : undefined;
  }

  /** The type of the message that PostgreSQL takes next, of those that it has read; left is how many bytes it has not taken. */
  typeBefore(left) {
    while (this.#nextAt < this.#read - left) this.#nextAt += this.#messages[this.#next++].length;
    return this.#messages[this.#next][0];
  }

  /** Gives as many messages as fit, or a part of a large one; returns how many bytes. */
  read(heap, pointer, wanted) {
    let given = 0;
    while (this.#index < this.#messages.length) {
      const message = this.#messages[this.#index];
      if (message.length - this.#offset > wanted - given) break;
      const part = this.#offset === 0 ? message : message.subarray(this.#offset);
      heap.set(part, pointer + given);
      given += part.length;
      this.#index++;
      this.#offset = 0;
    }
    if (given === 0) given = this.#readPart(heap, pointer, wanted);
    this.#read += given;
    return given;
  }

  #readPart(heap, pointer, wanted) {
    heap.set(this.#messages[this.#index].subarray(this.#offset, this.#offset + wanted), pointer);
    this.#offset += wanted;
    return wanted;
  }
}
