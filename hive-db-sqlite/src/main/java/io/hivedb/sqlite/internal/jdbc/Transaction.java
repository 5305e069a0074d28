// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;

/**
 * PostgreSQL's transaction of one connection, mapped to SQLite's.
 *
 * <p>At READ COMMITTED, statements before the first write run without BEGIN: each sees what is
 * committed by then, which is what that level means, and no lock is held. The first write sends
 * BEGIN IMMEDIATE, so that it waits for another writer instead of failing. At the levels above, the
 * first statement fixes the snapshot; a write after another's commit then fails with 40001, as
 * PostgreSQL's does.
 */
final class Transaction {

  private enum Phase {
    IDLE,
    OPEN,
    FAILED
  }

  private final SqlSession sql;
  private final StatementCache statements;
  private final CommitHook hook;
  private final PostponedWrites postponed;
  private final StepRunner steps;
  private final Refusals refusals;
  private final ConstraintModes constraints;
  private final RawTransaction raw;
  private Phase phase = Phase.IDLE;
  private boolean block;
  private boolean lost;
  private TransactionMode mode = TransactionMode.DEFAULT;

  Transaction(
      SqlSession sql,
      StatementCache statements,
      CommitHook hook,
      PostponedWrites postponed,
      StepRunner steps,
      Refusals refusals,
      ConstraintModes constraints,
      RawTransaction raw) {
    this.sql = sql;
    this.statements = statements;
    this.hook = hook;
    this.postponed = postponed;
    this.steps = steps;
    this.refusals = refusals;
    this.constraints = constraints;
    this.raw = raw;
  }

  /** What SET CONSTRAINTS said. */
  ConstraintModes constraints() {
    return constraints;
  }

  /** Whether SQLite's write lock is held. */
  boolean isWriting() {
    return raw.isWriting();
  }

  /** Makes the writes that had to wait for another transaction of the same thread. */
  void makePostponed() throws SQLException {
    if (!postponed.isEmpty()) {
      enter(true);
      postponed.make(steps);
    }
  }

  boolean isIdle() {
    return phase == Phase.IDLE;
  }

  boolean isFailed() {
    return phase == Phase.FAILED;
  }

  /** Whether it lasts until COMMIT or ROLLBACK, and not just for one statement or batch. */
  boolean isBlock() {
    return block && phase != Phase.IDLE;
  }

  TransactionMode mode() {
    return mode;
  }

  /** Changes the mode of the running transaction. */
  void mode(TransactionMode changed) {
    if (changed.isolation() != mode.isolation() && raw.isOpen()) {
      throw new PgException(
          "25001", "SET TRANSACTION ISOLATION LEVEL must be called before any query");
    }
    mode = changed;
    mode.publish(sql);
  }

  /** Begins, if none is open, in the mode that the session's settings and the client say. */
  void start(boolean readOnly, boolean asBlock) {
    if (phase == Phase.IDLE) {
      TransactionMode defaults = TransactionMode.defaults(sql);
      sql.transaction().begin();
      phase = Phase.OPEN;
      mode = new TransactionMode(defaults.isolation(), defaults.readOnly() || readOnly);
      mode.publish(sql);
      block = asBlock;
    }
  }

  /** The level in force: of this transaction, or of the next. */
  int isolation() {
    return phase == Phase.IDLE ? TransactionMode.defaults(sql).isolation() : mode.isolation();
  }

  /** An implicit transaction becomes one that lasts until COMMIT. */
  void makeBlock() {
    block = true;
  }

  /** The database was reset while this transaction was open. */
  void lose() {
    start(false, true);
    phase = Phase.FAILED;
    lost = true;
  }

  void checkUsable() {
    if (lost) {
      throw new PgException(
          "40001", "the database was reset, and the transaction that was open is gone.");
    }
    if (phase == Phase.FAILED) {
      throw new PgException(
          SqlErrors.FAILED_TRANSACTION,
          "current transaction is aborted, commands ignored until end of transaction block");
    }
  }

  /** SQLite's own. */
  RawTransaction raw() {
    return raw;
  }

  /** Opens the SQLite transaction that a statement needs; tells whether it was just opened. */
  boolean enter(boolean writes) throws SQLException {
    return enter(writes ? RawTransaction.Need.WRITE : RawTransaction.Need.READ);
  }

  /** The same by what the statement does. */
  boolean enter(RawTransaction.Need need) throws SQLException {
    return raw.enter(need, mode.isolation());
  }

  /** Lets other transactions of this thread write, if this one has only locked rows. */
  void lend() throws SQLException {
    if (phase == Phase.OPEN) {
      raw.lend();
    }
  }

  /** A statement failed: nothing more runs until the transaction, or a savepoint, is left. */
  void fail(SQLException cause) {
    if (phase != Phase.OPEN) {
      return;
    }
    phase = Phase.FAILED;
    if (raw.savepoints().isEmpty()) {
      // PostgreSQL releases a failed transaction's locks at once: the next writer need not wait.
      raw.rollback(cause);
    }
  }

  void commit() throws SQLException {
    if (phase == Phase.IDLE) {
      return;
    }
    try {
      makePostponed();
      if (raw.isWriting()) {
        hook.before();
      }
      for (String command : sql.transaction().beforeCommit()) {
        statements.run(command);
      }
      raw.commit();
      if (raw.isWriting()) {
        hook.after();
      }
    } catch (PgException e) {
      rollback();
      throw e;
    } catch (SQLException e) {
      PgException refusal = refusals.ofCommit(e);
      rollback();
      if (refusal != null) {
        throw refusal;
      }
      throw e;
    }
    reset();
    sql.transaction().commit();
  }

  void rollback() throws SQLException {
    if (phase == Phase.IDLE) {
      return;
    }
    SQLException problem = new SQLException("rollback failed");
    raw.rollback(problem);
    reset();
    sql.transaction().rollback();
    for (Throwable suppressed : problem.getSuppressed()) {
      throw (SQLException) suppressed;
    }
  }

  private void reset() {
    phase = Phase.IDLE;
    block = false;
    lost = false;
    raw.forget();
    raw.savepoints().clear();
    postponed.forget();
    refusals.forget();
    constraints.forget();
    mode = TransactionMode.DEFAULT;
  }

  void savepoint(String name) throws SQLException {
    checkBlock("SAVEPOINT");
    makePostponed();
    raw.savepoints().set(name, raw.isOpen());
    sql.transaction().savepoint(name);
    constraints.savepoint(name);
  }

  void rollbackTo(String name) throws SQLException {
    checkBlock("ROLLBACK TO SAVEPOINT");
    makePostponed();
    raw.savepoints().rollbackTo(name, raw.isOpen());
    phase = Phase.OPEN;
    sql.transaction().rollbackTo(name);
    constraints.rollbackTo(name);
  }

  void release(String name) throws SQLException {
    checkBlock("RELEASE SAVEPOINT");
    makePostponed();
    raw.savepoints().release(name, raw.isOpen());
    sql.transaction().release(name);
  }

  void checkBlock(String command) {
    if (!isBlock()) {
      throw new PgException(
          SqlErrors.NO_ACTIVE_TRANSACTION, command + " can only be used in transaction blocks");
    }
  }
}
