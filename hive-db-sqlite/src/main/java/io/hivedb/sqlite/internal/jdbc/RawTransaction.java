// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQLite's transaction below that of PostgreSQL: what is open, and what it may do. */
final class RawTransaction {

  /** What a statement does. */
  enum Need {
    READ,
    LOCK_ROWS,
    WRITE
  }

  private static final String READ_SNAPSHOT = "SELECT 1 FROM sqlite_schema LIMIT 1";

  private final StatementCache statements;
  private final WriteLock lock;
  private final Savepoints savepoints;
  private boolean open;
  private boolean writing;
  private boolean unasking;
  private @Nullable RowHold hold;

  RawTransaction(StatementCache statements, WriteLock lock) {
    this.statements = statements;
    this.lock = lock;
    this.savepoints = new Savepoints(statements);
  }

  boolean isOpen() {
    return open;
  }

  /** Whether SQLite's write lock is held. */
  boolean isWriting() {
    return writing;
  }

  Savepoints savepoints() {
    return savepoints;
  }

  /** Opens what a statement needs at an isolation level; tells whether it was just opened. */
  boolean enter(Need need, int isolation) throws SQLException {
    boolean committed = isolation <= Connection.TRANSACTION_READ_COMMITTED;
    if (need == Need.LOCK_ROWS && !writing && hold == null && committed) {
      hold = new RowHold();
      lock.add(hold);
    }
    boolean opened = need == Need.READ ? !open && !committed && snapshot() : write();
    if (need == Need.WRITE && hold != null) {
      lock.remove(hold);
      hold = null;
    }
    return opened;
  }

  private boolean snapshot() throws SQLException {
    statements.run("BEGIN");
    open = true;
    savepoints.replay();
    statements.run(READ_SNAPSHOT);
    return true;
  }

  private boolean write() throws SQLException {
    if (writing) {
      return false;
    }
    if (open) {
      upgrade();
      return false;
    }
    begin();
    open = true;
    writing = true;
    if (hold != null) {
      lock.regain(hold);
    }
    savepoints.replay();
    return true;
  }

  private void begin() throws SQLException {
    statements.run("BEGIN IMMEDIATE");
    while (lock.isLentElsewhere()) {
      statements.run("ROLLBACK");
      lock.await(statements.patience());
      statements.run("BEGIN IMMEDIATE");
    }
  }

  /** The next statement takes SQLite's lock, and nobody is asked then. */
  private void upgrade() throws SQLException {
    unasking = true;
    lock.mayTake();
    writing = true;
    lock.await(statements.patience());
  }

  /** The rows of a query were locked, in a table that is known or not. */
  void locked(@Nullable String table, List<Long> numbers) {
    if (hold != null) {
      hold.add(table, numbers);
    }
  }

  /** Lets other transactions of this thread write if nothing but locked rows keeps them from it. */
  boolean lend() throws SQLException {
    if (!writing || hold == null || !lock.lend(hold)) {
      return false;
    }
    statements.run("COMMIT");
    open = false;
    writing = false;
    return true;
  }

  /** What others of this thread have lent to this one. */
  List<RowHold> lent() {
    return lock.lent(hold);
  }

  /** Whether a statement may be SQLite's own transaction; then {@link #asks} is to follow. */
  boolean mayNotAsk() {
    return lock.mayNotAsk();
  }

  void asks() {
    lock.asks();
  }

  void commit() throws SQLException {
    if (open) {
      statements.run("COMMIT");
      open = false;
    }
  }

  void rollback(SQLException collector) {
    boolean was = open;
    forget();
    if (!was) {
      return;
    }
    try {
      statements.run("ROLLBACK");
    } catch (SQLException e) {
      // SQLite rolls back by itself after an interrupt and some input/output errors.
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        collector.addSuppressed(e);
      }
    }
  }

  /** Nothing is open any more. */
  void forget() {
    open = false;
    writing = false;
    if (unasking) {
      lock.asks();
      unasking = false;
    }
    if (hold != null) {
      lock.remove(hold);
      hold = null;
    }
  }
}
