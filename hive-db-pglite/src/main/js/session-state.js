// SPDX-License-Identifier: Apache-2.0
// What a session is made of in PostgreSQL's static variables. Those that only point to a table of the session's own
// (prepared statements, the last values of sequences) are exchanged when a backend is given to another connection,
// which costs next to nothing; whether the session has more than that is only told.

const POINTERS = ['prepared_queries', 'unnamed_stmt_psrc', 'seqhashtab', 'last_used_seq'];
const LAST = 16; // sequence.c, 32 bits: struct SeqTableData, last
const ACCESSED_TEMPORARY = 1; // xact.h: XACT_FLAGS_ACCESSEDTEMPNAMESPACE

export class SessionState {
  #module;
  #variables;
  #pointers;
  #heap = null;
  #words = null;

  constructor(module, variables) {
    this.#module = module;
    this.#variables = variables;
    this.#pointers = POINTERS.map((name) => variables[name] >> 2);
  }

  /** The pointers of a session that has nothing yet. */
  static empty() {
    return new Int32Array(POINTERS.length);
  }

  /** Puts the pointers of one session aside, if somebody wants them, and those of another in their place. */
  exchange(old, next) {
    const words = this.#memory();
    this.#pointers.forEach((pointer, i) => {
      if (old) old[i] = words[pointer];
      words[pointer] = next[i];
    });
  }

  /** Does something that would drop the unnamed statement. */
  keepingUnnamed(action) {
    const index = this.#variables.unnamed_stmt_psrc >> 2;
    const unnamed = this.#memory()[index];
    this.#memory()[index] = 0;
    try {
      return action();
    } finally {
      this.#memory()[index] = unnamed;
    }
  }

  /** Changes with each use of a sequence that currval and lastval tell of. */
  get sequenceMark() {
    const entry = this.#word('last_used_seq');
    return entry === 0 ? 0 : entry ^ this.#memory()[(entry + LAST) >> 2];
  }

  /** Whether the session holds locks or has cursors open, between two transactions. */
  get holdsSession() {
    return this.#entries('LockMethodLocalHash') > 0 || this.#entries('PortalHashTable') > 0;
  }

  /** Whether the last transaction had to do with temporary objects. */
  get touchedTemporary() {
    return this.#word('myTempNamespace') !== 0 && (this.#word('MyXactFlags') & ACCESSED_TEMPORARY) !== 0;
  }

  /** How many transactions the process began; wraps around. */
  get transactions() {
    return this.#word('nextLocalTransactionId');
  }

  #entries(table) {
    return this.#module._hash_get_num_entries(this.#word(table));
  }

  #word(name) {
    return this.#memory()[this.#variables[name] >> 2];
  }

  /** The engine's memory grows. */
  #memory() {
    const { HEAPU8: heap } = this.#module;
    if (this.#heap !== heap) {
      this.#heap = heap;
      this.#words = new Int32Array(heap.buffer);
    }
    return this.#words;
  }
}
