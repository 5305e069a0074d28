// SPDX-License-Identifier: Apache-2.0
// The network thread's end of an engine's thread.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HandOver } from './hand-over.js';
import { mailboxMemory, MailboxWriter } from './mailbox.js';

/** Enough for the engine's max_stack_depth. */
const STACK_MEGABYTES = 32;
/** Of JavaScript's own objects, of which there are few: V8 would let them take 48 MB before it looks for garbage. */
const YOUNG_MEGABYTES = 12;

export class EngineThread {
  #worker;
  #mailbox;
  #onNews;
  /** What it is to be told when it has what engines run; null when it has. */
  #heldBack = [];
  #requests = new Map();
  #lastRequest = 0;
  /** Why there is no thread any more; null while there is. */
  loss = null;

  /**
   * Starts the thread; it loads the runtime at once.
   * @param {string} runtime the folder of the engine's files
   * @param {{codeOf: () => {wasm: WebAssembly.Module, libraries: Map<string, WebAssembly.Module>}, onNews: (news: object) => void,
   *     onLoss: (reason: string) => void}} handlers codeOf gives what engines run. It is asked when Node.js has started the
   *     thread, which takes long while V8 compiles
   */
  constructor(runtime, { codeOf, onNews, onLoss }) {
    const mailbox = mailboxMemory();
    this.handOver = new HandOver(() => this.ring());
    this.#onNews = onNews;
    this.#worker = new Worker(join(import.meta.dirname, 'worker.js'), {
      workerData: { mailbox, runtime, notes: this.handOver.memory },
      resourceLimits: { stackSizeMb: STACK_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    this.#mailbox = new MailboxWriter(mailbox, (value, transfer) => this.#worker.postMessage(value, transfer));
    this.#worker.once('online', () => this.#begin(codeOf, onLoss));
    this.#worker.on('message', (message) => this.#hear(message));
    this.#worker.on('error', (e) => this.#lose(e.message, onLoss));
    this.#worker.on('exit', (code) => this.#lose(`its thread ended with status ${code}`, onLoss));
  }

  #begin(codeOf, onLoss) {
    try {
      const values = [codeOf(), ...this.#heldBack];
      this.#heldBack = null;
      for (const value of values) this.post(value);
    } catch (e) {
      this.#lose(e.message, onLoss);
      this.#worker.terminate();
    }
  }

  #hear(message) {
    if (message.answer === undefined) return this.#onNews(message);
    const request = this.#requests.get(message.answer);
    this.#requests.delete(message.answer);
    if (message.error === undefined) request.resolve(message.result);
    else request.reject(new Error(message.error));
  }

  #lose(reason, onLoss) {
    if (this.loss !== null) return;
    this.loss = reason;
    for (const { reject } of this.#requests.values()) reject(new Error(reason));
    this.#requests.clear();
    onLoss(reason);
  }

  /** Asks the thread for something that it does between units. */
  request(op, values = {}) {
    if (this.loss !== null) return Promise.reject(new Error(this.loss));
    const request = ++this.#lastRequest;
    return new Promise((resolve, reject) => {
      this.#requests.set(request, { resolve, reject });
      this.post({ request, op, ...values });
    });
  }

  /** The same where nobody waits for it, which spares this thread a wake-up: the other one logs what goes wrong. */
  tell(op, values) {
    this.post({ op, ...values });
  }

  post(value) {
    if (this.#heldBack) this.#heldBack.push(value);
    else this.#mailbox.post(value);
  }

  send(slot, bytes) {
    this.#mailbox.send(slot, bytes);
  }

  ring() {
    this.#mailbox.ring();
  }
}
