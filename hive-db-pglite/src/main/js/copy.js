// SPDX-License-Identifier: Apache-2.0
// COPY … FROM STDIN on an engine that cannot wait for a client: the statement is tried with an empty, failing COPY, which
// tells the format or the error; then the client's data are collected, and the statement runs as one unit with them.

import { message } from './messages.js';

const [COPY_DATA, COPY_DONE, COPY_FAIL, FLUSH, SYNC] = [...'dcfHS'].map((type) => type.charCodeAt(0));
const COMMENTS = String.raw`(?:\s|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*`;
const WORD = String.raw`(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|[^;'"])*?`;
const LONE_COPY = new RegExp(`^${COMMENTS}copy\\b${WORD}\\bfrom\\s+stdin\\b${WORD};?${COMMENTS}$`, 'i');
const MOST_BYTES = 1 << 30;

/** Why a COPY FROM STDIN that is not a simple query of its own ends with an error. */
export const NOT_ALONE = 'on PGlite, COPY FROM STDIN must be a simple query of its own';

/** @param {Buffer} query a Query message */
export function isLoneCopy(query) {
  return query.length < 100_000 && LONE_COPY.test(query.toString('utf8', 5, query.length - 1));
}

/** Collects what the client sends after CopyInResponse. */
export class CopyCollector {
  #messages;
  #bytes = 0;

  constructor(query) {
    this.#messages = [query];
  }

  /** Takes a message; gives the whole unit when the client is done. */
  take(bytes) {
    switch (bytes[0]) {
      case COPY_DATA:
        this.#bytes += bytes.length;
        if (this.#bytes > MOST_BYTES) throw new RangeError('a COPY of more than 1 GB is not possible on PGlite: split it');
        this.#messages.push(bytes);
        return null;
      case FLUSH:
      case SYNC:
        return null; // ignored during COPY, as PostgreSQL does
      case COPY_DONE:
      case COPY_FAIL:
        return [...this.#messages, bytes];
      default:
        return [...this.#messages, message('f', Buffer.from(`unexpected message type 0x${bytes[0].toString(16)} during COPY from stdin\0`))];
    }
  }
}
