// SPDX-License-Identifier: Apache-2.0
// A client that alone is served, and asks again as soon as it has its answer: its socket is then read by the engine's thread
// itself, while that looks for news. That spares the way through the network thread. What else that thread does for a client, it
// goes on doing: all that is read is noted in shared memory before it is run. As soon as the engine's thread has anything else
// to do, sleeps, or finds what it cannot run at once, the network thread reads again.

import { wholeBytes } from './framer.js';
import { RAW } from './hand-over.js';
import { NOTHING, ROOM, SocketReader } from './socket-reader.js';

/** After how many messages in a row a client is expected to go on so; more where it did not the last time. */
const FIRST = 2;
const MOST = 32;
const SHORT = 2;
const NONE = Buffer.alloc(0);

export class DirectReading {
  #mailbox;
  #notes;
  #post;
  /** @type {WeakMap<import('./client.js').Client, {descriptor: number, reader?: SocketReader | null}>} */
  #sockets = new WeakMap();
  /** Who sent last by way of the network thread, and how often in a row. */
  #last = null;
  #inRow = 0;
  #needed = FIRST;
  /** Whose socket is read here, or wished for. */
  #client = null;
  #reads = 0;
  /** The beginning of a message that it sent. */
  #rest = NONE;

  /**
   * @param {{mailbox: import('./mailbox.js').MailboxReader, notes: import('./mailbox.js').MailboxWriter,
   *     post: (value: object) => void}} ways
   */
  constructor({ mailbox, notes, post }) {
    this.#mailbox = mailbox;
    this.#notes = notes;
    this.#post = post;
  }

  /** @param {number} descriptor of its socket; -1 where there is none */
  enter(client, descriptor) {
    this.#sockets.set(client, { descriptor });
  }

  /** The network thread sent what a client had sent. */
  heard(client) {
    if (client !== this.#client) this.end();
    else if (client.slot.reader.isNetwork) this.#forget(); // that thread took it back, for reasons of its own
    if (client !== this.#last) this.#inRow = 0;
    this.#last = client;
    this.#inRow++;
  }

  /** Something else is to be done. */
  disturbed() {
    this.#inRow = 0;
    this.#last = null;
    this.end();
  }

  /** Somebody is about to be served. */
  serving(client) {
    if (client !== this.#client) this.end();
  }

  /** Before looking for news: wishes to read the socket, if that is likely to pay. It may when its client has sent more. */
  wish() {
    const client = this.#last;
    if (this.#client || this.#inRow < this.#needed || !this.#readerOf(client) || !client.slot.reader.wish()) return;
    this.#client = client;
    this.#inRow = this.#reads = 0;
  }

  #readerOf(client) {
    const socket = this.#sockets.get(client);
    if (socket.reader === undefined) socket.reader = socket.descriptor < 0 ? null : SocketReader.open(socket.descriptor);
    return socket.reader;
  }

  /**
   * Reads what the client sent, if there is something.
   * @param {number} bell of the mailbox, when it was looked into: what came since is to be taken first
   * @param {(client: import('./client.js').Client, bytes: Buffer) => void} onBytes takes whole messages
   * @returns {boolean} whether there was something
   */
  read(bell, onBytes) {
    const client = this.#client;
    if (!client?.slot.reader.begin()) return false;
    const bytes = this.#mailbox.bell === bell ? this.#readFrom(client) : NONE;
    client.slot.reader.end();
    if (bytes === NONE) return false;
    if (bytes === null) this.end();
    else onBytes(client, bytes);
    return true;
  }

  /**
   * Whole messages; NONE where nothing is there, null where the network thread has to read on. That has the beginning of a message,
   * too, if it takes the socket back.
   */
  #readFrom(client) {
    if (!this.#notes.hasRoomFor(ROOM)) return null;
    const { reader } = this.#sockets.get(client);
    const count = reader.read();
    if (count <= 0) return count === NOTHING ? NONE : null;
    this.#reads++;
    const bytes = Buffer.concat([this.#rest, reader.bytes(count)]);
    const whole = wholeBytes(bytes, ROOM);
    const { index } = client.slot;
    this.#notes.write(whole < 0 ? index | RAW : index, bytes.subarray(this.#rest.length));
    if (whole < 0) return null;
    this.#rest = bytes.subarray(whole);
    return bytes.subarray(0, whole);
  }

  /** The network thread reads again. */
  end() {
    const client = this.#client;
    if (!client) return;
    this.#forget();
    this.#needed = this.#reads < SHORT ? Math.min(MOST, 2 * this.#needed) : FIRST;
    if (client.slot.reader.giveBack()) this.#post({ slot: client.slot.index, readsNoMore: true });
  }

  #forget() {
    this.#client = null;
    this.#rest = NONE;
  }
}
