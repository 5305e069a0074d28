// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;

/** Answers {@link java.sql.Wrapper}: nothing of SQLite's own driver is handed out. */
final class Wrappers {

  private Wrappers() {}

  static <T> T unwrap(Object self, Class<T> type) throws SQLException {
    if (type.isInstance(self)) {
      return type.cast(self);
    }
    throw new SQLException("Cannot unwrap to " + type.getName(), SqlErrors.INVALID_PARAMETER_VALUE);
  }
}
