// SPDX-License-Identifier: Apache-2.0
// Several PostgreSQL backends in one engine. PostgreSQL is made of processes that share a piece of memory (buffers, locks,
// transactions) and have the rest for themselves. The engine is one of them; a fork is a copy of its own memory, taken
// when it had just started, that registered itself in the shared memory as another. Only one of them is in the engine's
// memory at a time: the others are copies, to be put there when it is their turn, which is always between two units.
// So two transactions can be open, hold locks and see what PostgreSQL lets them see, because PostgreSQL decides it.

import { LockWaits } from './lock-waits.js';
import { Memory } from './memory.js';
import { SessionState } from './session-state.js';

const SHARED_MAGIC = 679_834_894; // pg_shmem.h: PGShmemMagic
const SHARED_SIZE = 8; // struct PGShmemHeader: totalsize
const SEGMENTS_MAGIC = 0x9a503d32 | 0; // dsm.c: PG_DYNSHMEM_CONTROL_MAGIC
// proc.h of PostgreSQL 18, 32 bits: struct PGPROC
const [DATABASE, ROLE] = [60, 64];
// sinvaladt.c: struct SISeg, struct ProcState
const [STATES, STATE_SIZE, RESET, HAS_MESSAGES] = [65_560, 16, 8, 10];
const [BACKENDS, BACKEND_SIZE] = [4, 164]; // aio_internal.h: struct PgAioCtl, struct PgAioBackend
const NONE = -1;
const SIGUSR1 = 10;
const IGNORE = -2; // SIG_IGN of emscripten

export class Processes {
  #module;
  #variables;
  #memory;
  #fresh;
  #firstPid;
  #images = [null];
  #current = 0;
  lockWaits;
  session;

  /**
   * To be made when the engine has just started.
   * @param {(start: number, end: number) => Uint8Array} [readMemory] reads the engine's memory as it is now at any later
   *     time, where somebody keeps it anyway: most engines are never forked, and need no copy
   */
  constructor(module, variables, readMemory) {
    this.#module = module;
    this.#variables = variables;
    this.#memory = new Memory(module, variables, this.#shared());
    this.lockWaits = new LockWaits(module, variables);
    this.session = new SessionState(module, variables);
    this.#firstPid = this.#word(module._MyProcPid);
    // A signal for another process would hit the one that sends it: a NOTIFY tells listeners so, and the bridge does instead.
    module._pqsignal_be(SIGUSR1, IGNORE);
    // Its files are open for themselves: the first process may close its own.
    this.#fresh = (readMemory ? this.#memory.describe(readMemory) : this.#memory.save(null)).copy();
  }

  #shared() {
    const { ShmemSegHdr, dsm_control: control, dsm_control_mapped_size: size } = this.#variables;
    const [main, segments] = [this.#word(ShmemSegHdr), this.#word(control)];
    const isKnown = this.#word(main) === SHARED_MAGIC && this.#word(segments) === SEGMENTS_MAGIC && segments > main;
    if (!isKnown) throw new Error('the shared memory of PostgreSQL is not where it should be');
    return [
      { start: main, end: main + this.#word(main + SHARED_SIZE) },
      { start: segments, end: segments + this.#word(size) },
    ];
  }

  /** For a snapshot: what all processes have for themselves, but for the one that is in the engine. */
  capture(streams) {
    const images = this.#images.map((image, index) => (index === this.#current ? null : image && image.captured(streams)));
    const { seeded } = this.#variables;
    if (seeded) for (const image of images) image?.poke(seeded, 0); // random() must not repeat itself in copies
    return { current: this.#current, own: this.#memory.own, fresh: this.#fresh.sharing(streams.capture(this.#fresh.streams)), images };
  }

  /**
   * Goes back to a snapshot, of which the engine's memory holds the rest already. Where it is another engine's, a process
   * that had loaded libraries for itself stays registered and is never entered.
   * @param {import('./streams.js').Streams} streams
   * @param {{isOwn: boolean, unload: (libraries: object, wordAt: (address: number) => number) => void}} ways
   */
  restore({ current, own, fresh, images }, streams, { isOwn, unload }) {
    const kept = images.map((image) => (isOwn || !image?.libraries ? image : undefined));
    this.#unloadBut(kept, unload);
    if (!isOwn) this.#memory.share(own);
    this.#current = current;
    this.#fresh = fresh.sharing(streams.build(fresh.streams));
    this.#images = kept.map((image) => image && image.restored(streams));
  }

  /** Leaves only the process that is in the engine. */
  dropOthers(unload) {
    this.#unloadBut([], unload);
    this.#images = this.#images.map(() => null);
  }

  #unloadBut(kept, unload) {
    const known = new Set(librariesOf(kept));
    this.#images.forEach((image, index) => {
      if (index === this.#current || !image?.libraries) return;
      const handles = image.libraries.handles.filter(([, library]) => !known.has(library));
      unload({ handles }, (address) => image.wordAt(address));
    });
  }

  /** What processes have loaded that are not in the engine. */
  get libraries() {
    return librariesOf(this.#images.filter((_, index) => index !== this.#current));
  }

  /** Whether a snapshot of it loses processes in another engine. */
  static isPortable({ images }) {
    return images.every((image) => !image?.libraries);
  }

  /** Those that can be entered. */
  get indexes() {
    return [...this.#images.keys()].filter((index) => index === this.#current || this.#images[index]);
  }

  /** Adds what the processes have for themselves to a digest; streams as in a snapshot. */
  digestTo(hash, streams) {
    for (const image of this.capture(streams).images) image?.digestTo(hash);
  }

  /** How many there are. */
  get count() {
    return this.#images.length;
  }

  /** The process that has a number of pg_backend_pid(). */
  indexOf(pid) {
    return pid - this.#firstPid;
  }

  pidOf(index) {
    return this.#firstPid + index;
  }

  /** Puts a process into the engine's memory. */
  enter(index) {
    if (index === this.#current) return;
    this.#images[this.#current] = this.#memory.save(this.#images[this.#current]);
    this.#memory.load(this.#images[index]);
    this.#current = index;
    this.#set(this.#variables.signal_pending, 0); // a timer that it armed long ago
  }

  /** Makes another process and enters it. */
  fork() {
    this.#images[this.#current] = this.#memory.save(this.#images[this.#current]);
    this.#memory.load(this.#fresh.copy());
    if (this.#variables.seeded) this.#module.HEAPU8[this.#variables.seeded] = 0;
    this.#current = this.#images.push(null) - 1;
    this.#register();
    return this.#current;
  }

  /** What a backend does for itself after fork(): InitProcess, BaseInit, InitPostgres. */
  #register() {
    const m = this.#module;
    const v = this.#variables;
    const { database, role } = this.#identity();
    this.#set(m._MyProcPid, this.#firstPid + this.#current);
    this.#set(m._MyProc, 0);
    this.#set(v.MyProcNumber, NONE);
    m.instance.hive_InitProcess();
    const process = this.#word(m._MyProc);
    const number = this.#word(v.MyProcNumber);
    this.#set(process + DATABASE, database);
    this.#set(process + ROLE, role);
    m.instance.hive_ProcArrayAdd(process);
    m.instance.hive_SharedInvalBackendInit(0);
    // What it copied from the caches may be old.
    const state = this.#word(v.shmInvalBuffer) + STATES + number * STATE_SIZE;
    if (this.#word(state) !== this.#word(m._MyProcPid)) throw new Error('the state of cache invalidation is not where it should be');
    m.HEAPU8[state + RESET] = m.HEAPU8[state + HAS_MESSAGES] = 1;
    this.#set(v.pgaio_my_backend, this.#word(this.#word(v.pgaio_ctl) + BACKENDS) + number * BACKEND_SIZE);
  }

  #identity() {
    const m = this.#module;
    const v = this.#variables;
    const process = this.#word(m._MyProc);
    const database = this.#word(process + DATABASE);
    const backends = this.#word(this.#word(v.pgaio_ctl) + BACKENDS);
    const isKnown = database === this.#word(m._MyDatabaseId) && this.#word(v.pgaio_my_backend) === backends + this.#word(v.MyProcNumber) * BACKEND_SIZE;
    if (!isKnown) throw new Error('the process of PostgreSQL is not what it should be');
    return { database, role: this.#word(process + ROLE) };
  }

  #word(address) {
    return new Int32Array(this.#module.HEAPU8.buffer, address, 1)[0];
  }

  #set(address, value) {
    new Int32Array(this.#module.HEAPU8.buffer, address, 1)[0] = value;
  }
}

const librariesOf = (images) => images.flatMap((image) => (image?.libraries?.handles ?? []).map(([, library]) => library));
