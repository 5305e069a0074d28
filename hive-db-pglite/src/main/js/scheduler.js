// SPDX-License-Identifier: Apache-2.0
// Who may use a database's engine. It serves one unit at a time, and one transaction at a time: a client whose unit left
// a transaction open owns the engine until the transaction ends. The others wait, in order. How long they may wait is
// the network thread's business: this one may be busy.

export class Scheduler {
  #owner = null;
  /** @type {object[]} clients that have a unit to run, and are not the owner */
  #waiting = [];
  #isOwnerReady = false;

  get owner() {
    return this.#owner;
  }

  /** A client has something to run; to say so again changes nothing. */
  ready(client) {
    if (client === this.#owner) this.#isOwnerReady = true;
    else if (!this.#waiting.includes(client)) this.#waiting.push(client);
  }

  /** The same for a client whose turn comes before all others: it has to be cleaned up. */
  readyFirst(client) {
    this.forget(client);
    if (client === this.#owner) this.#isOwnerReady = true;
    else this.#waiting.unshift(client);
  }

  /** Whose turn it is now; null while nobody can be served. */
  next() {
    if (this.#owner === null) return this.#waiting.shift() ?? null;
    if (!this.#isOwnerReady) return null;
    this.#isOwnerReady = false;
    return this.#owner;
  }

  /** After a client's turn: whether it goes on owning the engine. It may have become ready during its turn. */
  settle(client, owns) {
    const isReady = this.#owner === client ? this.#isOwnerReady : this.#waiting.includes(client);
    this.forget(client);
    this.#owner = owns ? client : null;
    this.#isOwnerReady = owns && isReady;
    if (isReady && !owns) this.#waiting.push(client);
  }

  forget(client) {
    this.#waiting = this.#waiting.filter((other) => other !== client);
  }
}
