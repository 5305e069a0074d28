// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Makes pgjdbc's exceptions, so that code which reads their server fields works unchanged. */
final class PgDriverErrors {

  private static final Map<String, PSQLState> STATES =
      Arrays.stream(PSQLState.values())
          .collect(Collectors.toMap(PSQLState::getState, Function.identity()));

  private PgDriverErrors() {}

  static SQLException client(String sqlState, String message, @Nullable Throwable cause) {
    PSQLState state = STATES.getOrDefault(sqlState, PSQLState.UNEXPECTED_ERROR);
    return new PSQLException(message, state, cause);
  }

  /** Writes the fields of an ErrorResponse, each a letter and a text that ends in NUL. */
  static SQLException server(PgException error) {
    StringBuilder fields = new StringBuilder();
    field(fields, 'S', "ERROR");
    field(fields, 'V', "ERROR");
    field(fields, 'C', error.sqlState());
    field(fields, 'M', error.text());
    field(fields, 'D', error.detail());
    field(fields, 'H', error.hint());
    field(fields, 'P', SqlErrors.position(error));
    field(fields, 'W', error.where());
    field(fields, 's', error.schema());
    field(fields, 't', error.table());
    field(fields, 'c', error.column());
    field(fields, 'd', error.dataType());
    field(fields, 'n', error.constraint());
    PSQLException exception = new PSQLException(new ServerErrorMessage(fields.toString()));
    exception.initCause(error);
    return exception;
  }

  /** Writes the fields of a NoticeResponse. */
  static SQLWarning warning(Notice notice) {
    StringBuilder fields = new StringBuilder();
    field(fields, 'S', notice.severity());
    field(fields, 'V', notice.severity());
    field(fields, 'C', notice.sqlState());
    field(fields, 'M', notice.text());
    field(fields, 'D', notice.detail());
    field(fields, 'H', notice.hint());
    return new PSQLWarning(new ServerErrorMessage(fields.toString()));
  }

  private static void field(StringBuilder fields, char kind, @Nullable String value) {
    if (value != null) {
      fields.append(kind).append(value.replace('\0', '\uFFFD')).append('\0');
    }
  }
}
