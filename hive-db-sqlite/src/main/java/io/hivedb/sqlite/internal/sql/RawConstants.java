// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.ErrorCodec;
import io.hivedb.sqlite.internal.sql.function.JavaConstants;
import io.hivedb.sqlite.internal.sql.plan.ConstantValues;
import io.hivedb.sqlite.internal.sql.resolve.UserCalls;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Computes constants on the raw connection of a session, unless Java alone can. */
final class RawConstants implements ConstantValues {

  private final Connection raw;
  private final RoutineCalls calls;
  private final @Nullable Object @Nullable [] parameters;

  /** With the stored values of parameters, or null while a statement is translated. */
  RawConstants(Connection raw, RoutineCalls calls, @Nullable Object @Nullable [] parameters) {
    this.raw = raw;
    this.calls = calls;
    this.parameters = parameters;
  }

  @Override
  public boolean areBound() {
    return parameters != null;
  }

  @Override
  public boolean fail(List<String> constants) {
    List<String> unknown =
        constants.stream()
            .filter(sql -> !JavaConstants.succeeds(sql, parameters, calls.session()))
            .toList();
    try {
      if (!unknown.isEmpty()) {
        read("SELECT " + String.join(", ", unknown));
      }
      return false;
    } catch (SQLException e) {
      boolean large = e.getErrorCode() == SQLiteErrorCode.SQLITE_TOOBIG.code;
      PgException known = ErrorCodec.decode(e.getMessage());
      // What a function cannot do here is open until it is called.
      boolean open = known != null && known.feature() != null && calls(unknown);
      return large || (known != null && !open);
    }
  }

  @Override
  public @Nullable Object value(String constant) {
    try {
      return read("SELECT " + constant);
    } catch (SQLException e) {
      return null;
    }
  }

  private static boolean calls(List<String> constants) {
    return constants.stream().anyMatch(UserCalls::in);
  }

  private @Nullable Object read(String query) throws SQLException {
    calls.beginConstant();
    try (PreparedStatement statement = raw.prepareStatement(calls.sql(query))) {
      int count = statement.getParameterMetaData().getParameterCount();
      for (int i = 0; parameters != null && i < count; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getObject(1) : null;
      }
    } finally {
      calls.end();
    }
  }
}
