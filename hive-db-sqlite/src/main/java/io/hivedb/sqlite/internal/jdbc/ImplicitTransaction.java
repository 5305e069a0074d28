// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;

/**
 * Begins and ends the transactions that no client began: each statement's own, or that of several
 * at once.
 */
final class ImplicitTransaction {

  private final SqlSession sql;
  private final Transaction transaction;
  private final SessionModes modes;
  private final CommitHook hook;
  private boolean several;

  ImplicitTransaction(
      SqlSession sql, Transaction transaction, SessionModes modes, CommitHook hook) {
    this.sql = sql;
    this.transaction = transaction;
    this.modes = modes;
    this.hook = hook;
  }

  /** Begins one, unless one is open. */
  void start() {
    transaction.start(modes.bindsToReads(), !modes.isAutoCommit());
  }

  /** Whether a statement is a transaction of its own, around which nothing else is run. */
  boolean isAlone() {
    return hook == CommitHook.NONE && !several && !transaction.isBlock();
  }

  /** Runs several statements that succeed or fail as one, unless the client is in a block. */
  <T> T together(SessionLock.Work<T> work) throws SQLException {
    several = true;
    try {
      T result = work.run();
      finish();
      return result;
    } catch (SQLException | RuntimeException e) {
      abandon(e);
      throw e;
    } finally {
      several = false;
    }
  }

  void finish() throws SQLException {
    if (isOpen()) {
      end(transaction::commit);
    }
  }

  void abandon(Exception cause) {
    if (isOpen()) {
      try {
        transaction.rollback();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** After one statement has succeeded. */
  void finishStatement() throws SQLException {
    if (!several && isOpen()) {
      transaction.commit();
    }
  }

  /** After one statement has failed. */
  void abandonStatement(Exception cause) {
    if (!several) {
      abandon(cause);
    }
  }

  /** Runs a COMMIT or ROLLBACK and words its error as PostgreSQL does. */
  void end(SessionLock.Action end) throws SQLException {
    try {
      end.run();
    } catch (PgException e) {
      throw SqlErrors.server(e, "COMMIT");
    } catch (SQLException e) {
      throw SqlErrors.server(sql.errors().translate(e), "COMMIT");
    }
  }

  private boolean isOpen() {
    return !transaction.isIdle() && !transaction.isBlock();
  }
}
