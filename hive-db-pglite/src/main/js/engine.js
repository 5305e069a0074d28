// SPDX-License-Identifier: Apache-2.0
// One PostgreSQL backend in WebAssembly: an own driver of the emscripten module that PGlite ships. It knows bytes in
// and bytes out, nothing of connections. PGlite's own class is not used: it swallows crashes of the engine, parses
// every answer a second time, and cannot feed a COPY.

import { Clock } from './clock.js';
import { Input } from './input.js';
import { EngineCrash, Instance } from './instance.js';
import { Interrupts, interruptsOf } from './interrupts.js';
import { startupMessage } from './messages.js';
import { MainLoop } from './main-loop.js';
import { wire } from './module.js';
import { Output } from './output.js';
import { Processes } from './processes.js';

const PART = 1 << 16; // of an answer that is handed out before its end
const NO_HOOKS = {};

export { EngineCrash };

/**
 * @typedef {{database: string, directory?: string, log: (line: string) => void, memoryLimit?: number, dataLimit?: number,
 *     setAlarm?: (milliseconds: number) => void}} EngineOptions limits are in bytes; setAlarm is told when PostgreSQL
 *     wants to be interrupted (0: not at all), for an Alarm in another thread
 */

export class Engine {
  /** What another thread needs to interrupt a statement: the handle of an Interrupts there. */
  interrupts;
  /** The PostgreSQL backends in it; one to begin with. */
  processes = null;
  /** After a crash, given the database's name: a new engine on the same files, which PostgreSQL recovers. */
  recover;
  #options;
  /** @type {WeakMap<object, object[]>} snapshots, with the libraries that were loaded */
  #known = new WeakMap();
  #interrupts;
  #clock;
  #instance;
  #module;
  #mainLoop;
  #input = new Input();
  #hooks = NO_HOOKS;
  #unload = (libraries, wordAt) => this.#instance.unload(libraries, wordAt);
  #output = new Output();

  /**
   * Starts a backend, at once: as a copy of the running one in the image, or as PostgreSQL starts where that cannot be.
   * @param runtime what loadRuntime gave; of its image the data are not used if they live in a folder of this machine
   * @param {EngineOptions} options
   */
  static start(runtime, options) {
    const { running } = runtime.image;
    if (running && !options.directory) {
      try {
        return Engine.clone(runtime, running, options);
      } catch (e) {
        options.log(`the prepared engine cannot be used, PostgreSQL starts as usual: ${e.message}`);
      }
    }
    return Engine.boot(runtime, runtime.image.files, options);
  }

  /** Starts a backend on the files of a cluster, which it recovers if they were not shut down. */
  static boot(runtime, files, options) {
    const engine = Engine.#create(runtime, files, options);
    engine.#instance.boot(options);
    engine.#greet(options.database);
    engine.#begin(runtime.image.layout);
    return engine;
  }

  /**
   * A further engine in the state of a snapshot, which may be of another engine of this thread.
   * @param {{isLean?: boolean}} [how] isLean: it reads pages of files again, and is there sooner; its digest is another one until
   *     it returns to the snapshot
   */
  static clone(runtime, snapshot, options, { isLean = false } = {}) {
    const { layout } = runtime.image;
    const engine = Engine.#create(runtime, snapshot.files, options, layout.symbols);
    engine.#instance.adopt(snapshot, isLean);
    engine.#begin(layout, (start, end) => snapshot.heap.part(start, end));
    if (snapshot.processes) engine.#restoreProcesses(snapshot, false);
    return engine;
  }

  /**
   * Takes the state of another engine of this thread, in small steps.
   * @returns {boolean} false if it cannot, and then it cannot be used any more
   */
  *taking(snapshot) {
    this.processes.enter(0);
    this.processes.dropOthers(this.#unload);
    if (!(yield* this.#instance.taking(snapshot))) return false;
    this.#restoreProcesses(snapshot, false);
    this.#clock.distrust();
    return true;
  }

  /** From now on it is another's; options as at its start. */
  serve(options) {
    this.#options = { ...this.#options, ...options };
  }

  /** Nobody uses it until it takes a state: it keeps no files. */
  release() {
    this.#instance.release();
  }

  #begin({ variables, seeded }, readMemory) {
    this.processes = new Processes(this.#module, { ...variables, seeded }, readMemory);
  }

  #restoreProcesses(snapshot, isOwn) {
    this.processes.restore(snapshot.processes, this.#instance.streams, { isOwn, unload: this.#unload });
    if (isOwn || Processes.isPortable(snapshot.processes)) this.#known.set(snapshot, this.#libraries);
  }

  static #create(runtime, files, options, symbols) {
    const engine = new Engine();
    engine.#options = options;
    engine.recover = (database) => Engine.boot(runtime, options.directory ? files : engine.#instance.tree, { ...engine.#options, database });
    const onAlarm = (milliseconds) => {
      if (milliseconds > 0) engine.processes?.lockWaits.onTimer(engine.#interrupts);
      if (engine.#clock.onAlarm(milliseconds)) engine.#options.setAlarm?.(milliseconds);
    };
    const connect = (module) => engine.#connect(module, runtime.image.layout);
    engine.#instance = Instance.create(runtime, files, { ...options, setAlarm: onAlarm }, connect, symbols);
    return engine;
  }

  /** The whole state, between two units; the engine goes on. similar: a snapshot to share memory with */
  snapshot(similar) {
    this.processes.enter(0);
    const snapshot = { ...this.#instance.snapshot(similar), processes: this.processes.capture(this.#instance.streams) };
    this.#known.set(snapshot, this.#libraries);
    return snapshot;
  }

  /**
   * Whether it can go back to a snapshot: one that was taken of it, or that it began with, unless a library that was
   * loaded then was dropped since.
   */
  knows(snapshot) {
    const loaded = new Set(this.#libraries);
    return this.#known.get(snapshot)?.every((library) => loaded.has(library)) ?? false;
  }

  get #libraries() {
    return [...Object.values(this.#module.loader.LDSO.loadedLibsByHandle), ...this.processes.libraries];
  }

  /**
   * Goes back to a snapshot that it knows.
   * @returns {boolean} false if the engine has grown so much that a clone of the snapshot should take its place: memory
   *     of WebAssembly never shrinks
   */
  restore(snapshot) {
    for (const step of this.restoring(snapshot)) void step;
    return this.isSmall;
  }

  /** The same in small steps, also where it has grown. */
  *restoring(snapshot) {
    this.processes.enter(0); // its libraries, and not another's, are those that the snapshot tells of
    yield* this.#instance.restoring(snapshot);
    this.#restoreProcesses(snapshot, true);
    this.#clock.distrust();
    return true;
  }

  /** How many pages its files do not have yet as they are. */
  get dirtyPages() {
    return this.#instance.dirtyPages;
  }

  /** A digest of memory and files: the same after restore as it was at the snapshot. */
  digest() {
    this.processes.enter(0);
    return this.#instance.digest((hash) => this.processes.digestTo(hash, this.#instance.streams));
  }

  /** When PostgreSQL's timers end the session that is in force. */
  get sessionEnds() {
    return this.#interrupts.sessionEnds;
  }

  /** Its own symbols, for the image. */
  get symbols() {
    return this.#instance.symbols;
  }

  /** What its code exports. */
  get exports() {
    return this.#module.instance;
  }

  /** The files as they are. */
  get tree() {
    return this.#instance.tree;
  }

  get isSmall() {
    return this.#instance.isSmall;
  }

  /** What the engine takes: memory of WebAssembly and blocks of files, in bytes. */
  get usage() {
    return this.#instance.usage;
  }

  #connect(module, layout) {
    this.#module = module;
    this.#mainLoop = new MainLoop(module);
    this.interrupts = interruptsOf(module, layout);
    this.#interrupts = new Interrupts(this.interrupts);
    this.#clock = new Clock(this.#interrupts, new Int32Array(module.HEAPU8.buffer), layout.variables.signal_pending);
    module.pause = () => this.#interrupts.nap();
    module.wallClock.now = () => this.#clock.now(this.#hooks.isCancelled);
    wire(module, { read: (pointer, length) => this.#read(pointer, length), write: (pointer, length) => this.#write(pointer, length) });
  }

  /** A first startup packet turns the reporting of parameters on; without it the backend never sends ParameterStatus. */
  #greet(database) {
    const m = this.#module;
    this.#give([startupMessage({ user: 'postgres', database })]);
    if (m._ProcessStartupPacket(m._pgl_getMyProcPort(), 1, 1) !== 0) throw new EngineCrash('the engine refused its startup packet');
    m._pgl_sendConnData();
    m._pgl_pq_flush();
  }

  #read(pointer, wanted) {
    if (this.#input.isRead && !this.#readMore()) return 0;
    const { type } = this.#input;
    if (type !== undefined) this.#clock.onRead(type);
    return this.#input.read(this.#module.HEAPU8, pointer, wanted);
  }

  /** The engine wants more than it was given: it is inside COPY FROM STDIN. */
  #readMore() {
    if (!this.#hooks.more) return false;
    this.#handOut();
    this.#input.set([this.#hooks.more()]);
    return true;
  }

  #write(pointer, length) {
    if (this.#output.size >= PART && this.#hooks.onPart) this.#handOut();
    this.#output.add(this.#module.HEAPU8.subarray(pointer, pointer + length));
    return length;
  }

  #handOut() {
    const part = this.#output.takePart();
    if (part.length > 0) this.#hooks.onPart?.(part);
  }

  /**
   * Runs whole protocol messages and returns the answer, or the rest of it where parts were handed out.
   * @param {Uint8Array[]} messages
   * @param {{onBegin?: () => void, isCancelled?: () => boolean, onPart?: (part: Buffer) => void, more?: () => Uint8Array}} [hooks]
   *     onBegin: an interrupt hits no earlier messages from now on, but may be lost between two if isCancelled does not tell;
   *     onPart takes a part of a long answer, whose bytes are used again; more waits for data of a COPY. None may throw
   */
  execute(messages, hooks = NO_HOOKS) {
    this.#interrupts.clear();
    this.#give(messages, hooks);
    hooks.onBegin?.();
    for (let left = 0; !this.#input.isRead || left > 0; left = this.#mainLoop.left) {
      if (left > 0) this.#clock.onRead(this.#input.typeBefore(left));
      this.#mainLoop.step();
    }
    this.#mainLoop.finish();
    this.#input.set([]);
    return this.#output.take();
  }

  #give(messages, hooks = NO_HOOKS) {
    this.#output.clear();
    this.#input.set(messages);
    this.#hooks = hooks;
  }

  /** Shuts the backend down as PostgreSQL does, so that its files need no recovery. */
  stop() {
    const m = this.#module;
    m._pgl_setPGliteActive(0);
    try {
      this.#give([Buffer.from([0x58, 0, 0, 0, 4])]);
      m._PostgresMainLoopOnce();
      m._pgl_run_atexit_funcs();
    } catch (e) {
      if (e?.status !== 0) throw new EngineCrash(`the engine did not shut down: ${e?.message ?? e}`, { cause: e });
    }
  }
}
