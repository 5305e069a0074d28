// SPDX-License-Identifier: Apache-2.0
// Nobody releases a lock while the one engine waits for it: a statement that would wait is ended at once, and whoever
// runs it decides what to do when another process has gone on.

const STATUS = 16; // proc.h of PostgreSQL 18, 32 bits: struct PGPROC, waitStatus
const WAITING = 1; // PROC_WAIT_STATUS_WAITING

export class LockWaits {
  #module;
  #met = false;

  constructor(module) {
    this.#module = module;
  }

  /** Whether a statement met a lock since this was asked last. */
  take() {
    const met = this.#met;
    this.#met = false;
    return met;
  }

  /** PostgreSQL armed a timer. It does so before it waits for a lock, to look for a deadlock. */
  onTimer(interrupts) {
    const m = this.#module;
    const process = new Int32Array(m.HEAPU8.buffer, m._MyProc, 1)[0];
    if (new Int32Array(m.HEAPU8.buffer, process + STATUS, 1)[0] !== WAITING) return;
    this.#met = true;
    interrupts.cancel();
  }
}
