// SPDX-License-Identifier: Apache-2.0
// The network thread's end of what direct-reading.js does: lends an engine's thread the socket of a client, takes it back, and
// learns what was read meanwhile, from notes in shared memory. To take it back costs nothing that is worth a thought, so that
// is done before anything else that depends on what the client sent.

import { MailboxReader, mailboxMemory } from './mailbox.js';
import { PHASE } from './slots.js';

const NOTES = 1 << 18;
/** Beside the slot's number: bytes that the engine's thread did not take. Of others it took the whole messages. */
export const RAW = 1 << 24;
/** Milliseconds between two looks; who is busy with a unit at two of them is too busy to see that its client dies. */
const LOOK = 10;

export class HandOver {
  memory = mailboxMemory(NOTES);
  #notes = new MailboxReader(this.memory, null);
  #ring;
  /** @type {import('./connection.js').Connection | null} whose socket is lent */
  #connection = null;
  #looks = null;
  /** That was run at the last look. */
  #unit = null;
  /** Reads that were noted. */
  count = 0;

  /** @param {() => void} ring makes the engine's thread look */
  constructor(ring) {
    this.#ring = ring;
  }

  /** Lends the socket of a connection, if that agrees and the engine's thread still wants it. */
  begin(connection) {
    this.end();
    const { reader } = connection.slot;
    if (!connection.isBetween || !connection.transport.hold()) return reader.takeBack();
    this.#connection = connection;
    connection.lentTo = this;
    if (!reader.lend()) return this.end();
    this.#unit = null;
    this.#looks = setInterval(() => this.#look(), LOOK);
    this.#ring();
  }

  #look() {
    this.#learn();
    const { phase, unit } = this.#connection.slot;
    const isStill = phase !== PHASE.waiting && unit === this.#unit;
    this.#unit = phase === PHASE.waiting ? null : unit;
    if (isStill) this.end();
  }

  /** Takes the socket back, if one is lent. */
  end() {
    const connection = this.#connection;
    if (!connection) return;
    clearInterval(this.#looks);
    connection.slot.reader.takeBack();
    this.#learn();
    this.#connection = connection.lentTo = null;
    connection.transport.release();
  }

  #learn() {
    this.#notes.drain((sender, bytes) => {
      this.count++;
      if (sender & RAW) this.#connection.receive(bytes);
      else this.#connection.noteRead(bytes);
    });
  }
}
