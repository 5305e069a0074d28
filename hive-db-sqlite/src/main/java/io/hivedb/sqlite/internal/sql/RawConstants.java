// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.function.ErrorCodec;
import io.hivedb.sqlite.internal.sql.resolve.ConstantValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Computes constants on the raw connection of a session. */
final class RawConstants implements ConstantValues {

  private final Connection raw;

  RawConstants(Connection raw) {
    this.raw = raw;
  }

  @Override
  public boolean fails(String query) {
    try {
      read(query);
      return false;
    } catch (SQLException e) {
      boolean large = e.getErrorCode() == SQLiteErrorCode.SQLITE_TOOBIG.code;
      return large || ErrorCodec.decode(e.getMessage()) != null;
    }
  }

  @Override
  public @Nullable Object value(String query) {
    try {
      return read(query);
    } catch (SQLException e) {
      return null;
    }
  }

  private @Nullable Object read(String query) throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getObject(1) : null;
    }
  }
}
