// SPDX-License-Identifier: Apache-2.0
// A unit that met a lock of another connection is run again when the lock is gone. That is possible when nothing is left
// of the first attempt: when it was one whole transaction, which PostgreSQL rolled back, or when it stood behind a
// savepoint; and when the client has neither seen a part of its answer nor sent data that are used up.

import { isUnitEnd } from './inbox.js';
import { closeStatement, sync } from './messages.js';

/** Of a message: its length might look like a letter. */
const HEAD = 5;
const SAVEPOINT = '"hive wait"';
/** Fails, without a line in the log, behind the savepoint: so what fails is the client's transaction. */
const FAIL = `ROLLBACK TO SAVEPOINT ${SAVEPOINT}; RELEASE SAVEPOINT ${SAVEPOINT}; SET LOCAL log_min_messages = panic; SELECT 1 / 0`;
/** A savepoint around these would be gone, or be somebody else's, afterwards. */
const CONTROLS = /\b(begin|start|commit|end|rollback|abort|savepoint|release|prepare|chain)\b/i;

export class LockRetry {
  #backend;
  #fresh;
  #isProtected = false;
  #wasIdle;
  #transactions;
  #isGiven = false;

  /** @param {boolean} isContended whether others may hold locks: without that it costs nothing */
  constructor(backend, unit, isContended) {
    this.#backend = backend;
    this.#fresh = unit.fresh;
    this.#wasIdle = backend.status === 'I';
    // A savepoint that ends before its unit would take the portal away that is to be run next.
    if (!isContended || !isUnitEnd(unit.messages.at(-1)[0])) return;
    this.#transactions = backend.session.transactions;
    this.#isProtected = backend.status === 'T' && !unit.texts.some((bytes) => CONTROLS.test(bytes.toString('latin1', HEAD)));
    if (this.#isProtected) backend.ask(`SAVEPOINT ${SAVEPOINT}`);
  }

  /** The client saw a part of the answer, or was asked for data. */
  give() {
    this.#isGiven = true;
  }

  /** Takes back what the unit did; false if that is not possible. */
  undo() {
    if (this.#isGiven) return false;
    if (this.#isProtected) this.#backend.ask(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}; RELEASE SAVEPOINT ${SAVEPOINT}`);
    else if (!this.#wasWholeTransaction()) return false;
    const closes = [...this.#fresh].filter((name) => name !== '').map(closeStatement);
    if (closes.length > 0) this.#backend.execute([...closes, sync()]);
    return true;
  }

  #wasWholeTransaction() {
    const { transactions } = this.#backend.session;
    return this.#wasIdle && this.#backend.status === 'I' && transactions === ((this.#transactions + 1) | 0);
  }

  /** The unit is done. If it failed, the transaction gives its locks back at once, as without a savepoint. */
  end() {
    if (!this.#isProtected) return;
    if (this.#backend.status === 'T') this.#backend.ask(`RELEASE SAVEPOINT ${SAVEPOINT}`);
    else if (this.#backend.status === 'E') this.#backend.try(FAIL);
  }
}
