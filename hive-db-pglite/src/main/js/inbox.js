// SPDX-License-Identifier: Apache-2.0
// What a client sent and the engine did not yet take: whole messages, cut into units. A unit is everything up to Sync,
// Flush, a simple query or a function call; a unit that grows large is begun before its end has come.

const END_TYPES = table('SHQFX');
const STRAY_TYPES = table('dcf');
/** From this size on, a unit is begun before its end has come; the network thread sends more than this without being asked. */
export const EARLY = 1 << 18;
/** The same where nobody else could be in the way: a client that sends a batch has its work done while it sends on. */
const AHEAD = 1 << 12;

export const isUnitEnd = (type) => END_TYPES[type] === 1;

export class Inbox {
  /** @type {Buffer[]} */
  #messages = [];
  #ends = 0;
  #bytes = 0;
  /** Units whose end was taken. */
  unit = 0;

  /** @param {Buffer} bytes whole messages */
  add(bytes) {
    this.#bytes += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      this.#messages.push(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end));
      if (isUnitEnd(bytes[at])) this.#ends++;
      at = end;
    }
  }

  /** How many bytes there are. */
  get size() {
    return this.#bytes;
  }

  get isEmpty() {
    return this.#messages.length === 0;
  }

  /** @param {boolean} isAlone whether its client is the only one of the database */
  isRunnable(isAlone) {
    return this.#ends > 0 || this.#bytes >= (isAlone ? AHEAD : EARLY);
  }

  /** Forgets the data of a COPY that failed before they came; gives how many bytes they were. */
  dropStrays() {
    const before = this.#bytes;
    let count = 0;
    while (count < this.#messages.length && STRAY_TYPES[this.#messages[count][0]] === 1) count++;
    if (count > 0) this.#take(count);
    return before - this.#bytes;
  }

  /** The next unit, or what there is of it. */
  takeUnit() {
    return this.#take(this.#unitLength());
  }

  /** The next unit, which stays where it is. */
  peekUnit() {
    return this.#messages.slice(0, this.#unitLength());
  }

  #unitLength() {
    for (let i = 0; i < this.#messages.length; i++) if (isUnitEnd(this.#messages[i][0])) return i + 1;
    return this.#messages.length;
  }

  /** The next message, for an engine that reads on in the middle of a unit; undefined if there is none. */
  takeMessage() {
    return this.#take(1)[0];
  }

  #take(count) {
    const taken = count === this.#messages.length ? this.#messages : this.#messages.splice(0, count);
    if (taken === this.#messages) this.#messages = [];
    for (const message of taken) {
      this.#bytes -= message.length;
      if (!isUnitEnd(message[0])) continue;
      this.#ends--;
      this.unit++;
    }
    return taken;
  }
}

/** By type: 1 where a letter stands for it. */
function table(letters) {
  const types = new Uint8Array(256);
  for (const letter of letters) types[letter.charCodeAt(0)] = 1;
  return types;
}
