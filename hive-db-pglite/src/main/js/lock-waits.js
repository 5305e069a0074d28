// SPDX-License-Identifier: Apache-2.0
// Nobody releases a lock while the one engine waits for it: a statement that would wait is ended at once, and whoever
// runs it decides what to do when the holders have gone on.

// proc.h of PostgreSQL 18, 32 bits: struct PGPROC
const [STATUS, PID, LOCK, MODE] = [16, 44, 92, 100];
const WAITING = 1; // PROC_WAIT_STATUS_WAITING
const HOLDERS = 24; // lock.h: struct LOCK, procLocks
const NEXT = 4; // ilist.h: struct dlist_node
// lock.h: struct PROCLOCK, seen from its lockLink
const [PROCESS, HELD] = [-16, -8];
/** lock.c: LockConflicts, by mode from AccessShareLock to AccessExclusiveLock; a bit for each mode. */
const CONFLICTS = [0, 0x100, 0x180, 0x1e0, 0x1f0, 0x1d8, 0x1f8, 0x1fc, 0x1fe];

export class LockWaits {
  #module;
  #variables;
  #met = null;

  constructor(module, variables) {
    this.#module = module;
    this.#variables = variables;
  }

  /**
   * What a statement would have waited for, since this was asked last; null if none had.
   * @returns {{pids: Set<number>, due: import('./scheduler.js').Due} | null} who holds it, and when PostgreSQL's timeouts would have
   *     ended the wait
   */
  take() {
    const met = this.#met;
    this.#met = null;
    return met;
  }

  /** PostgreSQL armed a timer. It does so before it waits for a lock, to look for a deadlock. */
  onTimer(interrupts) {
    const words = new Int32Array(this.#module.HEAPU8.buffer);
    const process = words[this.#module._MyProc >> 2];
    if (words[(process + STATUS) >> 2] !== WAITING) return;
    this.#met = { pids: holdersOf(words, process), due: earliest(interrupts.due, this.#met?.due) };
    // The alarm will never ring: without this PostgreSQL would not arm it for the next wait.
    words[this.#variables.signal_pending >> 2] = 0;
    interrupts.cancel();
  }
}

/** While it waits, PostgreSQL arms its timer again without those that it begins to disarm. */
const earliest = (due, before = due) => ({
  statement: Math.min(due.statement, before.statement),
  lock: Math.min(due.lock, before.lock),
  transaction: Math.min(due.transaction, before.transaction),
});

function holdersOf(words, waiting) {
  const holders = new Set();
  const conflicts = CONFLICTS[words[(waiting + MODE) >> 2]];
  const list = words[(waiting + LOCK) >> 2] + HOLDERS;
  for (let node = words[(list + NEXT) >> 2]; node !== list; node = words[(node + NEXT) >> 2]) {
    const process = words[(node + PROCESS) >> 2];
    if (process !== waiting && (words[(node + HELD) >> 2] & conflicts) !== 0) holders.add(words[(process + PID) >> 2]);
  }
  return holders;
}
