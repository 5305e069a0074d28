// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.Notice;
import java.sql.SQLWarning;

/** Makes the facade's warnings: pgjdbc's own where pgjdbc is there, plain ones elsewhere. */
final class SqlWarnings {

  private SqlWarnings() {}

  static SQLWarning of(Notice notice) {
    return PgDriver.PRESENT
        ? PgDriverErrors.warning(notice)
        : new SQLWarning(notice.text(), notice.sqlState());
  }
}
