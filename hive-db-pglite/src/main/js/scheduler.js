// SPDX-License-Identifier: Apache-2.0
// Who may use the engine. It serves one unit at a time, and one transaction at a time: a client whose unit left a
// transaction open owns the engine until the transaction ends. The others wait, in order, for a bounded time.

/**
 * @typedef {object} Task
 * @property {object} client whose it is
 * @property {() => boolean} run does it, at once; tells whether the client goes on owning the engine
 * @property {(owner: object) => void} expire the wait was too long
 */

export class Scheduler {
  #owner = null;
  /** @type {{task: Task, timer: NodeJS.Timeout}[]} */
  #waiting = [];
  #waitTimeout;
  #running = false;

  constructor(waitTimeout) {
    this.#waitTimeout = waitTimeout;
  }

  get owner() {
    return this.#owner;
  }

  get waiting() {
    return this.#waiting.length;
  }

  /** Runs a task now if its client may, else when it may. A client has one task here at a time. */
  submit(task) {
    if (this.#isFree(task.client)) this.#run(task);
    else this.#wait(task);
  }

  #isFree(client) {
    if (this.#running) return false;
    return this.#owner === client || (this.#owner === null && this.#waiting.length === 0);
  }

  #wait(task) {
    const entry = { task, timer: undefined };
    entry.timer = setTimeout(() => {
      this.#remove(entry);
      task.expire(this.#owner);
    }, this.#waitTimeout);
    this.#waiting.push(entry);
  }

  #remove(entry) {
    clearTimeout(entry.timer);
    this.#waiting = this.#waiting.filter((other) => other !== entry);
  }

  #run(task) {
    this.#running = true;
    try {
      this.#owner = task.run() ? task.client : null;
    } catch (e) {
      this.#owner = null;
      throw e;
    } finally {
      this.#running = false;
    }
    this.#serveNext();
  }

  /** One at a time, each in a turn of its own, so that timers and sockets are served in between. */
  #serveNext() {
    if (this.#owner !== null || this.#waiting.length === 0) return;
    setImmediate(() => {
      if (this.#owner !== null || this.#waiting.length === 0) return;
      const [entry] = this.#waiting;
      this.#remove(entry);
      this.#run(entry.task);
    });
  }

  /** The client is gone: its wait ends, and if it owned the engine, the engine is free after the clean-up. */
  leave(client, cleanUp) {
    for (const entry of this.#waiting.filter(({ task }) => task.client === client)) this.#remove(entry);
    if (this.#owner === client || this.#owner === null) {
      this.#run({ client, run: () => (cleanUp(), false), expire() {} });
    } else {
      this.#waiting.unshift({ task: { client, run: () => (cleanUp(), false), expire() {} }, timer: undefined });
    }
  }
}
