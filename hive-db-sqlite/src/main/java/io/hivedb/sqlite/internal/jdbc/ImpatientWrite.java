// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.LockAtOnce;
import io.hivedb.sqlite.internal.sql.resolve.RowLocking;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A write that does not wait for another transaction's: NOWAIT. */
final class ImpatientWrite {

  private ImpatientWrite() {}

  /** What a plan fails with where another transaction writes; null if it waits. */
  static @Nullable String problem(Plan plan) {
    if (plan.effect() instanceof LockAtOnce lock) {
      return lock.problem();
    }
    return plan.effect() instanceof RowLocking rows ? rows.problem() : null;
  }

  /** Opens the SQLite transaction of a write; where another one writes, fails with a text. */
  static boolean enter(
      Transaction transaction, RawTransaction.Need need, StatementCache statements, String problem)
      throws SQLException {
    int patience = statements.busyTimeout(0);
    try {
      return transaction.enter(need);
    } catch (SQLException e) {
      if (isLocked(e)) {
        throw new PgException("55P03", problem);
      }
      throw e;
    } finally {
      statements.busyTimeout(patience);
    }
  }

  private static boolean isLocked(SQLException e) {
    return e instanceof SQLiteException busy
        && (busy.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code
        && busy.getResultCode() != SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT;
  }
}
