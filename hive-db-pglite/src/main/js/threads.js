// SPDX-License-Identifier: Apache-2.0
// The engines' threads: as many as wanted. The first one is begun at once, each other when the one before has a database,
// so that the next database finds it ready.

import { compileEngine, readEngine } from './code.js';
import { EngineThread } from './engine-thread.js';
import { collectGarbage } from './garbage.js';

export class EngineThreads {
  #runtime;
  #log;
  #most = 1;
  #configuration = null;
  #server = null;
  /** What all engines run; compiled while the first thread starts. */
  #code = null;
  #bytes;
  /** @type {{thread: EngineThread, databases: number}[]} */
  #all = [];

  constructor(runtime, log) {
    this.#runtime = runtime;
    this.#log = log;
    this.#start();
    this.#bytes = readEngine(runtime); // meanwhile
  }

  /**
   * @param {{slots: SharedArrayBuffer, useDescriptors: boolean}} configuration of each thread
   * @param {number} most how many threads there may be
   * @param {{hear: (news: object) => void, lost: (thread: EngineThread, reason: string) => void,
   *     rehearse: () => void}} server rehearse is called when this thread has nothing to do, while the first engine is made
   */
  begin(configuration, most, server) {
    this.#configuration = configuration;
    this.#most = most;
    this.#server = server;
    for (const { thread } of this.#all) thread.post({ configure: configuration });
  }

  /**
   * A thread for one more database.
   * @param {EngineThread | null} wanted the one that it has to be
   */
  take(wanted = null) {
    const entry = this.#all.find(({ thread }) => thread === wanted) ?? this.#least();
    entry.databases++;
    return entry.thread;
  }

  /** A thread that there is. */
  get first() {
    return (this.#all[0] ?? this.#start()).thread;
  }

  #least() {
    const entry = this.#all.reduce((least, other) => (least && least.databases <= other.databases ? least : other), null);
    return !entry || (entry.databases > 0 && this.#all.length < this.#most) ? this.#start() : entry;
  }

  get count() {
    return this.#all.length;
  }

  /** How many reads of sockets engines' threads did themselves, as far as this one knows. */
  get directReads() {
    return this.#all.reduce((sum, { thread }) => sum + thread.handOver.count, 0);
  }

  /** Begins the thread that the next database will want. */
  ahead() {
    if (this.#all.length < this.#most && this.#all.every(({ databases }) => databases > 0)) this.#start();
  }

  /** A database less. */
  give(thread) {
    const entry = this.#all.find((other) => other.thread === thread);
    if (entry) entry.databases--;
  }

  /** The process is about to end: nothing is begun any more that is only of later use. */
  retire() {
    for (const { thread } of this.#all) thread.request('retire').catch(() => {}); // it is gone already
  }

  #start() {
    const thread = new EngineThread(this.#runtime, {
      codeOf: () => (this.#code ??= this.#compile()),
      onNews: (news) => this.#hear(news),
      onLoss: (reason) => this.#lose(thread, reason),
    });
    if (this.#configuration) thread.post({ configure: this.#configuration });
    const entry = { thread, databases: 0 };
    this.#all.push(entry);
    return entry;
  }

  #compile() {
    const wasm = compileEngine(this.#bytes);
    this.#bytes = null;
    setImmediate(() => this.#server?.rehearse());
    return { wasm, libraries: new Map() };
  }

  #hear({ log, library, isDropped, ...news }) {
    if (isDropped) setImmediate(collectGarbage);
    else if (library !== undefined) this.#code.libraries.set(news.path, library);
    else if (log === undefined) this.#server?.hear(news);
    else this.#log(log);
  }

  #lose(thread, reason) {
    this.#all = this.#all.filter((entry) => entry.thread !== thread);
    this.#log(`an engine's thread is lost: ${reason}`);
    this.#server?.lost(thread, reason);
  }
}
