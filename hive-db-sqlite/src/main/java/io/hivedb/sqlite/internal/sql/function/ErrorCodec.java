// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries an error of a Java function through SQLite, which lets only a text pass. */
public final class ErrorCodec {

  private static final String MARK = "\u0001";

  private ErrorCodec() {}

  static SQLException encode(PgException error) {
    return new SQLException(
        MARK
            + String.join(
                MARK,
                error.sqlState(),
                error.text(),
                Objects.toString(error.detail(), ""),
                Objects.toString(error.hint(), ""),
                Objects.toString(error.feature(), ""),
                Objects.toString(error.where(), ""),
                Objects.toString(error.schema(), ""),
                Objects.toString(error.table(), ""),
                Objects.toString(error.column(), ""),
                Objects.toString(error.constraint(), ""),
                Objects.toString(error.dataType(), ""))
            + MARK);
  }

  /** The error in a message of sqlite-jdbc, if a function put one there. */
  public static @Nullable PgException decode(@Nullable String message) {
    int start = message == null ? -1 : message.indexOf(MARK);
    if (message == null || start < 0) {
      return null;
    }
    String[] parts = message.substring(start + 1).split(MARK, -1);
    if (parts.length < 11) {
      return null;
    }
    if (!parts[4].isEmpty()) {
      return PgException.unsupported(parts[4]);
    }
    return new PgException(parts[0], parts[1])
        .detail(given(parts[2]))
        .hint(given(parts[3]))
        .where(given(parts[5]))
        .on(given(parts[6]), given(parts[7]), given(parts[8]), given(parts[9]))
        .dataType(given(parts[10]));
  }

  private static @Nullable String given(String part) {
    return part.isEmpty() ? null : part;
  }
}
