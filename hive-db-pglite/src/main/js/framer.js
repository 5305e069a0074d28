// SPDX-License-Identifier: Apache-2.0
// Cuts a client's byte stream into protocol messages, however the network split it. Each byte is copied at most once,
// so that a message of 50 MB costs 50 MB and not its square.

const SMALL = 10_000; // pqcomm.h: PQ_SMALL_MESSAGE_LIMIT, and MAX_STARTUP_PACKET_LENGTH
const LARGE = 0x3fffffff; // pqcomm.h: PQ_LARGE_MESSAGE_LIMIT

/** Longest length field for each type that a client may send, as postgres.c: SocketBackend. */
const LIMITS = new Map([
  ...[...'QPBFdp'].map((type) => [type.charCodeAt(0), LARGE]),
  ...[...'CDEHSXcf'].map((type) => [type.charCodeAt(0), SMALL]),
]);

const NOT_AT_ONCE = [...'dcfpX'].map((type) => type.charCodeAt(0));

/** The bytes are no protocol message: the connection cannot go on. */
export class FramingError extends Error {}

export class Framer {
  #chunks = [];
  #first = 0;
  #offset = 0;
  #size = 0;

  /** Bytes that wait for the rest of their message. */
  get buffered() {
    return this.#size;
  }

  push(chunk) {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The next packet of the start-up phase, length included; null when incomplete. */
  nextStartup() {
    if (this.#size < 4) return null;
    const length = this.#peekLength(0);
    if (length < 8 || length > SMALL) throw new FramingError(`invalid length of startup packet: ${length}`);
    return this.#take(length);
  }

  /**
   * Whole typed messages, as many as lie together; null when not even one is complete.
   * @param {(bytes: Buffer, start: number, end: number) => void} visit told of each
   */
  nextMessages(visit) {
    if (this.#size < 5) return null;
    const chunk = this.#chunks[this.#first];
    let end = this.#offset;
    for (let next = endAt(chunk, end); next <= chunk.length; next = endAt(chunk, end)) {
      visit(chunk, end, next);
      end = next;
    }
    return end > this.#offset ? this.#take(end - this.#offset) : this.#nextMessage(visit);
  }

  /** One that the network cut. */
  #nextMessage(visit) {
    const bytes = this.next();
    if (bytes) visit(bytes, 0, bytes.length);
    return bytes;
  }

  /** The next typed message, type and length included; null when incomplete. */
  next() {
    if (this.#size < 5) return null;
    return this.#take(checkedLength(this.#peekByte(0), this.#peekLength(1)));
  }

  #peekByte(index) {
    let at = this.#offset + index;
    for (let i = this.#first; ; i++) {
      if (at < this.#chunks[i].length) return this.#chunks[i][at];
      at -= this.#chunks[i].length;
    }
  }

  #peekLength(index) {
    let length = 0;
    for (let i = 0; i < 4; i++) length = length * 256 + this.#peekByte(index + i);
    return length;
  }

  #take(wanted) {
    if (this.#size < wanted) return null;
    this.#size -= wanted;
    const chunk = this.#chunks[this.#first];
    if (chunk.length - this.#offset >= wanted) {
      const whole = chunk.subarray(this.#offset, this.#offset + wanted);
      this.#advance(wanted);
      return whole;
    }
    return this.#gather(wanted);
  }

  #gather(wanted) {
    const whole = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const chunk = this.#chunks[this.#first];
      const part = chunk.subarray(this.#offset, this.#offset + wanted - filled);
      whole.set(part, filled);
      filled += part.length;
      this.#advance(part.length);
    }
    return whole;
  }

  #advance(count) {
    this.#offset += count;
    if (this.#offset < this.#chunks[this.#first].length) return;
    this.#offset = 0;
    this.#first++;
    if (this.#first === this.#chunks.length || this.#first >= 1024) {
      this.#chunks.splice(0, this.#first);
      this.#first = 0;
    }
  }
}

/**
 * How many bytes are whole messages, all of which are run as they come; -1 where there is, or begins, anything else: data of a
 * COPY, an end, what is no message, or a message of more than so many bytes.
 */
export function wholeBytes(bytes, most) {
  let at = 0;
  while (at < bytes.length) {
    const end = endAtOnce(bytes, at, most);
    if (end < 0) return -1;
    if (end > bytes.length) break;
    at = end;
  }
  return at;
}

/** Where the message at a place ends, Infinity where too little of it is there to tell; -1 where it is none to run at once. */
function endAtOnce(bytes, at, most) {
  if (!LIMITS.has(bytes[at]) || NOT_AT_ONCE.includes(bytes[at])) return -1;
  const end = endAt(bytes, at);
  if (at + 5 > bytes.length) return end;
  return end - at > most ? -1 : end;
}

/** Where the message at a place ends; Infinity where too little of it is there to tell, or where it is none. */
function endAt(chunk, at) {
  if (at + 5 > chunk.length) return Infinity;
  const length = chunk.readUInt32BE(at + 1);
  return length < 4 || length > (LIMITS.get(chunk[at]) ?? 0) ? Infinity : at + 1 + length;
}

function checkedLength(type, length) {
  const limit = LIMITS.get(type);
  if (limit === undefined) throw new FramingError(`invalid frontend message type ${type}`);
  if (length < 4 || length > limit) throw new FramingError(`invalid message length ${length} of type ${String.fromCharCode(type)}`);
  return 1 + length;
}
