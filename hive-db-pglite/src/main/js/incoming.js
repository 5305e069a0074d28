// SPDX-License-Identifier: Apache-2.0
// What a client sends, as the network thread counts it: cut into messages, and remembered as far as a report needs it.

import { Framer } from './framer.js';
import { isUnitEnd } from './inbox.js';
import { Trail } from './trail.js';

const TERMINATE = 'X'.charCodeAt(0);

export class Incoming {
  #framer = new Framer();
  #trail = new Trail();
  #visit = (bytes, start, end) => this.#note(bytes, start, end);
  /** Units whose end has come. */
  units = 0;
  /** Bytes of whole messages; wraps around. */
  size = 0;
  hasTerminated = false;

  push(chunk) {
    this.#framer.push(chunk);
  }

  /** The next packet of the start-up phase: one without a type, or a message; null when incomplete. */
  next(isPacket) {
    return isPacket ? this.#framer.nextStartup() : this.#framer.next();
  }

  /** Whole messages, as many as lie together, which are counted; null when not even one is complete. */
  nextMessages() {
    const bytes = this.#framer.nextMessages(this.#visit);
    if (bytes !== null) this.size = (this.size + bytes.length) | 0;
    return bytes;
  }

  #note(bytes, start, end) {
    const type = bytes[start];
    if (isUnitEnd(type)) this.units++;
    if (type === TERMINATE) this.hasTerminated = true;
    this.#trail.note(bytes, start, end);
  }

  /** Whether no part of a message waits for the rest. */
  get isBetween() {
    return this.#framer.buffered === 0;
  }

  /** The SQL that was sent last. */
  get statement() {
    return this.#trail.statement;
  }
}
