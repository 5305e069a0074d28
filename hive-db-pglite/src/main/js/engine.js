// SPDX-License-Identifier: Apache-2.0
// One PostgreSQL backend in WebAssembly: an own driver of the emscripten module that PGlite ships. It knows bytes in
// and bytes out, nothing of connections. PGlite's own class is not used: it swallows crashes of the engine, parses
// every answer a second time, and cannot feed a COPY.

import { mountImage } from './filesystem.js';
import { Interrupts } from './interrupts.js';
import { startupMessage } from './messages.js';
import { createModule, PGDATA, startArguments } from './module.js';
import { Processes } from './processes.js';

const LONGJMP = 100; // pglitec.c: POSTGRES_MAIN_LONGJMP
const ALIVE = 99; // pglitec.c: PGLITE_EXIT_ALIVE
const FIRST_OUTPUT = 8192; // PostgreSQL's own send buffer

/** The engine met something that PostgreSQL did not report as an error: its memory can no longer be trusted. */
export class EngineCrash extends Error {}

export class Engine {
  /** What another thread needs to interrupt a statement: the handle of an Interrupts there. */
  interrupts;
  /** The PostgreSQL backends in it; one to begin with. */
  processes = null;
  #interrupts;
  #module;
  #input = [];
  #inputIndex = 0;
  #inputOffset = 0;
  #starved = null;
  #output = Buffer.allocUnsafe(0);
  #written = 0;

  /**
   * Starts a backend.
   * @param runtime what loadRuntime gave; of its image the data are not used if they live in a folder of this machine
   * @param {{database: string, directory?: string, log: (line: string) => void,
   *     setAlarm?: (milliseconds: number) => void}} options setAlarm is told when PostgreSQL wants to be interrupted
   *     (0: not at all), for an Alarm in another thread
   */
  static async start(runtime, { database, directory, log, setAlarm = () => {} }) {
    const engine = new Engine();
    const { image } = runtime;
    const connect = (module) => engine.#connect(module, image.layout);
    const onAlarm = (milliseconds) => {
      if (milliseconds > 0) engine.processes?.lockWaits.onTimer(engine.#interrupts);
      setAlarm(milliseconds);
    };
    const module = await createModule(runtime, { log, setAlarm: onAlarm, pause: () => engine.#interrupts?.nap(), connect });
    const { FS } = module;
    mountImage(FS, directory ? image.files.filter(({ path }) => !isData(path)) : image.files);
    if (directory) {
      FS.mkdirTree(PGDATA);
      FS.mount(FS.filesystems.NODEFS, { root: directory }, PGDATA);
    }
    module._pgl_setPGliteActive(1);
    const status = module.callMain([...startArguments(), database]);
    if (status !== ALIVE) throw new EngineCrash(`PostgreSQL did not start: exit status ${status}`);
    module._pgl_startPGlite();
    engine.#greet(database);
    engine.processes = new Processes(module, image.layout.variables);
    return engine;
  }

  #connect(module, { timeouts = 0, waitEvent = 0 }) {
    this.interrupts = {
      memory: module.HEAPU8.buffer,
      pending: module._InterruptPending,
      cancel: module._QueryCancelPending,
      latch: module._MyLatch,
      timeouts,
      waitEvent,
    };
    this.#interrupts = new Interrupts(this.interrupts);
    module._pgl_set_system_fn(module.addFunction(() => 1, 'pi'));
    module._pgl_set_popen_fn(module.addFunction((command, mode) => this.#popen(command, mode), 'ppp'));
    module._pgl_set_pclose_fn(module.addFunction((stream) => module._fclose(stream), 'pi'));
    module._pgl_set_rw_cbs(
      module.addFunction((pointer, length) => this.#read(pointer, length), 'ipi'),
      module.addFunction((pointer, length) => this.#write(pointer, length), 'ipi'),
    );
    this.#module = module;
  }

  /** A first startup packet turns the reporting of parameters on; without it the backend never sends ParameterStatus. */
  #greet(database) {
    const m = this.#module;
    this.#give([startupMessage({ user: 'postgres', database })], null);
    if (m._ProcessStartupPacket(m._pgl_getMyProcPort(), 1, 1) !== 0) throw new EngineCrash('the engine refused its startup packet');
    m._pgl_sendConnData();
    m._pgl_pq_flush();
  }

  /** Only initdb-time "locale -a" has an answer; COPY … PROGRAM fails as it does where a shell is missing. */
  #popen(command, mode) {
    const m = this.#module;
    const isLocale = m.UTF8ToString(command).startsWith('locale -a') && m.UTF8ToString(mode) === 'r';
    return isLocale ? m._fopen(m.stringToUTF8OnStack('/pglite/locale-a'), mode) : 0;
  }

  #read(pointer, wanted) {
    if (this.#inputIndex >= this.#input.length) {
      if (!this.#starved) return 0;
      this.#input.push(this.#starved());
    }
    const part = this.#input[this.#inputIndex];
    const length = Math.min(wanted, part.length - this.#inputOffset);
    this.#module.HEAPU8.set(part.subarray(this.#inputOffset, this.#inputOffset + length), pointer);
    this.#inputOffset += length;
    if (this.#inputOffset === part.length) {
      this.#inputIndex++;
      this.#inputOffset = 0;
    }
    return length;
  }

  #write(pointer, length) {
    const needed = this.#written + length;
    if (needed > this.#output.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#output.length * 2));
      this.#output.copy(larger, 0, 0, this.#written);
      this.#output = larger;
    }
    this.#output.set(this.#module.HEAPU8.subarray(pointer, pointer + length), this.#written);
    this.#written = needed;
    return length;
  }

  /**
   * Runs whole protocol messages and returns the whole answer.
   * @param {Uint8Array[]} messages
   * @param {() => Uint8Array} starved called when the engine wants more than it was given (it is inside COPY FROM
   *     STDIN): returns the bytes that end the COPY
   */
  execute(messages, starved) {
    const m = this.#module;
    this.#interrupts.clear();
    this.#give(messages, starved);
    while (this.#inputIndex < this.#input.length || m._pq_buffer_remaining_data() > 0) this.#step(m);
    m._PostgresSendReadyForQueryIfNecessary();
    m._pgl_pq_flush();
    this.#input = [];
    return this.#output.subarray(0, this.#written);
  }

  #step(m) {
    const stack = m.stackSave();
    try {
      m._PostgresMainLoopOnce();
    } catch (e) {
      if (e?.status !== LONGJMP) throw new EngineCrash(`the engine stopped: ${e?.message ?? e}`, { cause: e });
      m.stackRestore(stack);
      m._PostgresMainLongJmp();
    }
  }

  #give(messages, starved) {
    // Answers are handed out as views and written to sockets later: each unit gets memory of its own.
    this.#output = Buffer.allocUnsafe(FIRST_OUTPUT);
    this.#written = 0;
    this.#input = messages.filter((message) => message.length > 0);
    this.#inputIndex = 0;
    this.#inputOffset = 0;
    this.#starved = starved;
  }

  /** Shuts the backend down as PostgreSQL does, so that its files need no recovery. */
  stop() {
    const m = this.#module;
    m._pgl_setPGliteActive(0);
    try {
      this.#give([Buffer.from([0x58, 0, 0, 0, 4])], null);
      m._PostgresMainLoopOnce();
      m._pgl_run_atexit_funcs();
    } catch (e) {
      if (e?.status !== 0) throw new EngineCrash(`the engine did not shut down: ${e?.message ?? e}`, { cause: e });
    }
  }

  get files() {
    return this.#module.FS;
  }
}

const isData = (path) => path === PGDATA || path.startsWith(`${PGDATA}/`);
