// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Checks texts as PostgreSQL's server does when it receives them. */
final class Texts {

  private Texts() {}

  static @Nullable String checked(@Nullable String text) throws SQLException {
    if (text != null && text.indexOf('\0') >= 0) {
      throw SqlErrors.server(
          new PgException("22021", "invalid byte sequence for encoding \"UTF8\": 0x00"), text);
    }
    return text;
  }
}
