// SPDX-License-Identifier: Apache-2.0
// Loads and instantiates the emscripten module that PGlite ships, and says how PostgreSQL is started in it.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileEngine, compileLibrary, readEngine } from './code.js';
import { Image } from './image.js';

export const PGDATA = '/pglite/data';
export const EXECUTABLES = ['/pglite/bin/initdb', '/pglite/bin/postgres'];
const PAGE = 65536;
const INITIAL_PAGES = 2048; // 128 MB of address space, which costs nothing until touched
export const MAXIMUM_PAGES = 32768; // 2 GB: the engine uses signed 32-bit pointers

const SETTINGS = {
  shared_buffers: '32MB',
  exit_on_error: 'false',
  log_checkpoints: 'false',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',
  // What nobody uses in one process is not kept room for: less memory to fill at a start, and to look through at a reset.
  io_max_concurrency: '1',
  autovacuum_worker_slots: '1',
  max_wal_senders: '0',
  max_replication_slots: '0',
  'pg_stat_statements.max': '1000',
  // A file's page is never half written: the file system writes blocks of that size at once.
  full_page_writes: 'off',
  wal_init_zero: 'off',
  wal_recycle: 'off',
  // Room for statistics of many tables in the shared memory proper: further segments would be a process's own.
  min_dynamic_shared_memory: '4MB',
  // Less than what the stack of an engine's thread can bear, so that deep recursion is PostgreSQL's error 54001.
  max_stack_depth: '800kB',
  // It is loaded so that CREATE EXTENSION can be used; to count takes a sixth of a short statement's time.
  'pg_stat_statements.track': 'none',
  // A wait for a lock is noticed by its timer, which must be due before that of a statement_timeout.
  deadlock_timeout: '1ms',
};

/**
 * What all engines of a thread share: the image, the compiled module, and the libraries, which are compiled when they are
 * first loaded.
 * @param {() => {wasm: WebAssembly.Module, libraries: Map<string, WebAssembly.Module>}} [codeOf] gives what another thread
 *     has compiled, perhaps not at once
 * @param {(path: string, library: WebAssembly.Module) => void} [onLibrary] told of what this one compiles
 */
export function loadRuntime(folder, codeOf = () => ({ wasm: compileEngine(readEngine(folder)), libraries: new Map() }), onLibrary = () => {}) {
  const glue = join(folder, 'pglite.js');
  return { createModule: createRequire(glue)(glue), image: Image.open(join(folder, 'database.image')), ...codeOf(), onLibrary };
}

/** The command line, but for the database's name. */
export function startArguments() {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // -F: no fsync, the operating system keeps what a killed process wrote. -j: newlines end no statement.
  return ['--single', '-F', '-j', ...settings, '-D', PGDATA];
}

/**
 * An instance of the module, at once.
 * @param {{log: (line: string) => void, setAlarm: (milliseconds: number) => void, pause: () => void, memoryLimit: number,
 *     connect: (module: object) => void, symbols?: object}} hooks connect is called before PostgreSQL's main; symbols
 *     are those that another instance found
 */
export function createModule(runtime, { log, setAlarm, pause, memoryLimit, connect, symbols }) {
  const module = {
    thisProgram: EXECUTABLES[1],
    WASM_PREFIX: '/pglite',
    arguments: [],
    noExitRuntime: true,
    wasmMemory: new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES, shared: true }),
    stdin: () => null,
    print: log,
    printErr: log,
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(runtime.wasm, imports);
      module.instance = instance.exports;
      done(instance, runtime.wasm);
      return {};
    },
    heapLimit: Math.min(memoryLimit, MAXIMUM_PAGES * PAGE),
    setAlarm,
    pause,
    symbols,
    wallClock: { now: () => Date.now() },
    compileLibrary(path) {
      const { libraries, onLibrary } = runtime;
      if (!libraries.has(path)) {
        libraries.set(path, compileLibrary(this.FS.readFile(path)));
        onLibrary(path, libraries.get(path));
      }
      return libraries.get(path);
    },
    preRun: [
      (module) => {
        module.onRuntimeInitialized = () => connect(module);
        Object.assign(module.ENV, environment());
      },
    ],
  };
  return runtime.createModule(module);
}

/**
 * Gives PostgreSQL its client, and what it wants of a shell.
 * @param {{read: (pointer: number, length: number) => number, write: (pointer: number, length: number) => number}} client
 */
export function wire(module, { read, write }) {
  module._pgl_set_system_fn(module.addFunction(() => 1, 'pi'));
  module._pgl_set_popen_fn(module.addFunction((command, mode) => popen(module, command, mode), 'ppp'));
  module._pgl_set_pclose_fn(module.addFunction((stream) => module._fclose(stream), 'pi'));
  module._pgl_set_rw_cbs(module.addFunction(read, 'ipi'), module.addFunction(write, 'ipi'));
}

/** Only initdb-time "locale -a" has an answer; COPY … PROGRAM fails as it does where a shell is missing. */
function popen(module, command, mode) {
  const isLocale = module.UTF8ToString(command).startsWith('locale -a') && module.UTF8ToString(mode) === 'r';
  return isLocale ? module._fopen(module.stringToUTF8OnStack('/pglite/locale-a'), mode) : 0;
}

function environment() {
  return {
    HOME: '/home/postgres',
    USER: 'postgres',
    LOGNAME: 'postgres',
    PGDATA,
    PGUSER: 'postgres',
    LANG: 'en_US.UTF-8',
    LC_COLLATE: 'en_US.UTF-8',
    LC_CTYPE: 'en_US.UTF-8',
    TZ: 'UTC',
    PGTZ: 'UTC',
    PGCLIENTENCODING: 'UTF8',
    ICU_DATA: '/pglite/icu',
  };
}
