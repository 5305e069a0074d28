// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.io.Serial;

/** An error of a path that a condition turns into unknown, and that silent calls ignore. */
final class PathError extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final PgException error;

  PathError(String sqlState, String text) {
    super(text, null, false, false);
    this.error = new PgException(sqlState, text);
  }

  PgException error() {
    return error;
  }
}
