// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;

/** Ends the transactions that no client began: each statement's own, or that of several at once. */
final class ImplicitTransaction {

  private final SqlSession sql;
  private final Transaction transaction;
  private boolean several;

  ImplicitTransaction(SqlSession sql, Transaction transaction) {
    this.sql = sql;
    this.transaction = transaction;
  }

  /** Whether statements that belong together are running, so that none of them ends anything. */
  boolean isSeveral() {
    return several;
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
