// SPDX-License-Identifier: Apache-2.0
// The inbox of a connection whose network thread is told what was taken: it stops reading where too much is under way.

import { Inbox } from './inbox.js';

export class Intake extends Inbox {
  #slot;
  #post;

  /** @param {(value: object) => void} post sends to the network thread */
  constructor(slot, post) {
    super();
    this.#slot = slot;
    this.#post = post;
  }

  dropStrays() {
    const bytes = super.dropStrays();
    this.#note(bytes);
    return bytes;
  }

  takeUnit() {
    const before = this.size;
    const messages = super.takeUnit();
    this.#note(before - this.size);
    return messages;
  }

  takeMessage() {
    const message = super.takeMessage();
    if (message) this.#note(message.length);
    return message;
  }

  #note(bytes) {
    if (bytes === 0) return;
    this.#slot.consume(bytes);
    if (this.#slot.unpause()) this.#post({ slot: this.#slot.index, resume: true });
  }
}
