// SPDX-License-Identifier: Apache-2.0
// A unit that met a lock of another connection is run again when the lock is gone. That is possible when nothing is left
// of the first attempt: when it was one whole transaction, or the begin of one, which is rolled back, or when it stood behind a
// savepoint; and when the client has neither seen a part of its answer nor sent data that are used up.

import { isUnitEnd } from './inbox.js';
import { closeStatement, sync } from './messages.js';

/** Of a message: its length might look like a letter. */
const HEAD = 5;
const SAVEPOINT = '"hive wait"';
/** Fails, without a line in the log. */
export const FAIL = 'SET LOCAL log_min_messages = panic; SELECT 1 / 0';
/** The same behind the savepoint: so what fails is the client's transaction. */
const FAIL_BEHIND = `ROLLBACK TO SAVEPOINT ${SAVEPOINT}; RELEASE SAVEPOINT ${SAVEPOINT}; ${FAIL}`;
/**
 * Whether a statement of a text begins with one of these words: behind nothing, a semicolon, the name in a Parse, or a comment.
 * A text of any length is searched in time in proportion.
 */
const beginsWith = (words) => {
  const plain = new RegExp(`(?:^|[;\\0]|\\*/)\\s*(?:${words})\\b`, 'i');
  const commented = new RegExp(`(?:^|[;\\0\\n]|\\*/)[^\\S\\n]*(?:${words})\\b`, 'i');
  return (text) => (text.includes('--') ? commented : plain).test(text);
};
/** A savepoint around these would be gone, or be somebody else's, afterwards. */
const controls = beginsWith('begin|start|commit|end|rollback|abort|savepoint|release|prepare');
/** What a cursor gave is not put back by a savepoint, and it cannot be used any more. */
const fetches = beginsWith('fetch|move');
/** Inside a savepoint PostgreSQL refuses these, or forgets them at its end. */
const OUTERMOST = /\bset\s+(?:local\s+)?transaction\b|\btransaction_(?:isolation|read_only|deferrable)\b|\bpg_export_snapshot\b|\bfreeze\b/i;
/** Locks of the session outlive a savepoint. */
const SESSION_LOCKS = /\bpg_(?:try_)?advisory_lock/gi;
const [BIND, EXECUTE] = [...'BE'].map((type) => type.charCodeAt(0));

export class LockRetry {
  #backend;
  #fresh;
  #isProtected = false;
  #wasIdle;
  #hadLocks;
  #transactions;
  #isGiven = false;

  /**
   * @param {import('./place.js').Place} place
   * @param {boolean} isContended whether others may hold locks: without that it costs nothing
   */
  constructor(place, client, unit, isContended) {
    const { backend } = place;
    this.#backend = backend;
    this.#fresh = unit.fresh;
    this.#wasIdle = backend.status === 'I';
    this.#hadLocks = !this.#wasIdle || place.keeper === client;
    // A savepoint that ends before its unit would take the portal away that is to be run next.
    if (!isContended || !isUnitEnd(unit.messages.at(-1)[0])) return;
    this.#transactions = backend.session.transactions;
    if (this.#hadLocks) this.#protect(unit);
  }

  #protect({ messages, texts }) {
    const sql = texts.map((bytes) => bytes.toString('latin1', HEAD));
    this.#isGiven = locksSeveral(sql);
    this.#isProtected = this.#backend.status === 'T' && !this.#isGiven && !sql.some(isOutermost) && !continues(messages);
    if (this.#isProtected) this.#backend.ask(`SAVEPOINT ${SAVEPOINT}`);
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
    else if (this.#backend.status !== 'I') this.#backend.ask('ROLLBACK');
    if (!this.#hadLocks && this.#backend.session.holdsSession) this.#backend.ask('SELECT pg_catalog.pg_advisory_unlock_all()');
    const closes = [...this.#fresh].filter((name) => name !== '').map(closeStatement);
    if (closes.length > 0) this.#backend.execute([...closes, sync()]);
    return true;
  }

  /** Or the begin of one: drivers send BEGIN with the first statement. */
  #wasWholeTransaction() {
    return this.#wasIdle && this.#backend.session.transactions === ((this.#transactions + 1) | 0);
  }

  /** The unit is done. If it failed, the transaction gives its locks back at once, as without a savepoint. */
  end() {
    if (!this.#isProtected) return;
    if (this.#backend.status === 'T') this.#backend.ask(`RELEASE SAVEPOINT ${SAVEPOINT}`);
    else if (this.#backend.status === 'E') this.#backend.try(FAIL_BEHIND);
  }
}

/** Whether it may have taken one lock of the session before it waits for another. */
const locksSeveral = (texts) => texts.flatMap((text) => text.match(SESSION_LOCKS) ?? []).length > 1;

const isOutermost = (text) => controls(text) || fetches(text) || OUTERMOST.test(text);

/** Whether it goes on with a portal of an earlier unit. */
const continues = (messages) => messages.find(([type]) => type === BIND || type === EXECUTE)?.[0] === EXECUTE;
