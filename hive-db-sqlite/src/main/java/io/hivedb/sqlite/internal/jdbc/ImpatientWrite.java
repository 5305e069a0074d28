// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A write that does not wait for another transaction's: NOWAIT. */
final class ImpatientWrite {

  private ImpatientWrite() {}

  /** Opens the SQLite transaction of a write; where another one writes, fails with a text. */
  static boolean enter(Transaction transaction, StatementCache statements, String problem)
      throws SQLException {
    int patience = statements.busyTimeout(0);
    try {
      return transaction.enter(true);
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
