// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.UnsupportedSqlException;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/** Makes the facade's exceptions: pgjdbc's own where pgjdbc is there, plain ones elsewhere. */
final class SqlErrors {

  static final String NO_DATA = "02000";
  static final String INVALID_PARAMETER_TYPE = "07006";
  static final String CONNECTION_DOES_NOT_EXIST = "08003";
  static final String NOT_IMPLEMENTED = "0A000";
  static final String DATA_ERROR = "22000";
  static final String NUMERIC_OUT_OF_RANGE = "22003";
  static final String BAD_DATETIME_FORMAT = "22007";
  static final String INVALID_PARAMETER_VALUE = "22023";
  static final String INVALID_CURSOR_STATE = "24000";
  static final String ACTIVE_TRANSACTION = "25001";
  static final String READ_ONLY_TRANSACTION = "25006";
  static final String NO_ACTIVE_TRANSACTION = "25P01";
  static final String FAILED_TRANSACTION = "25P02";
  static final String INVALID_SAVEPOINT = "3B000";
  static final String NO_SUCH_SAVEPOINT = "3B001";
  static final String DATA_TYPE_MISMATCH = "42821";
  static final String WRONG_OBJECT_TYPE = "42809";
  static final String CANNOT_COERCE = "42846";
  static final String UNDEFINED_COLUMN = "42703";
  static final String OUT_OF_MEMORY = "53200";
  static final String OBJECT_NOT_IN_STATE = "55000";
  static final String QUERY_CANCELED = "57014";

  private SqlErrors() {}

  /** An error that the driver itself raises, as pgjdbc words it. */
  static SQLException client(String sqlState, String message) {
    return client(sqlState, message, null);
  }

  static SQLException client(String sqlState, String message, @Nullable Throwable cause) {
    return PgDriver.PRESENT
        ? PgDriverErrors.client(sqlState, message, cause)
        : new SQLException(message, sqlState, cause);
  }

  /** An error that PostgreSQL's server would send. */
  static SQLException server(PgException error, String statement) {
    String feature = error.feature();
    if (feature != null) {
      SQLException refusal =
          new UnsupportedSqlException(feature, statement, "sqlite", "pglite or postgresql");
      refusal.initCause(error);
      return refusal;
    }
    return PgDriver.PRESENT
        ? PgDriverErrors.server(error)
        : new SQLException(text(error), error.sqlState(), error);
  }

  /** The text that pgjdbc makes of a server's error. */
  private static String text(PgException error) {
    StringBuilder text = new StringBuilder("ERROR: ").append(error.text());
    append(text, "Detail", error.detail());
    append(text, "Hint", error.hint());
    append(text, "Position", position(error));
    return text.toString();
  }

  static @Nullable String position(PgException error) {
    return error.position() == 0 ? null : Integer.toString(error.position());
  }

  private static void append(StringBuilder text, String label, @Nullable String value) {
    if (value != null) {
      text.append("\n  ").append(label).append(": ").append(value);
    }
  }

  static SQLFeatureNotSupportedException notImplemented(String method) {
    return new SQLFeatureNotSupportedException(
        "The method java.sql." + method + " is not supported by the backend [sqlite].",
        NOT_IMPLEMENTED);
  }

  static SQLException badValue(String type, Object value) {
    return client(NUMERIC_OUT_OF_RANGE, "Bad value for type " + type + " : " + value);
  }

  static SQLException cannotConvert(String from, String to) {
    return client(
        DATA_TYPE_MISMATCH,
        "Cannot convert the column of type " + from + " to requested type " + to + ".");
  }
}
