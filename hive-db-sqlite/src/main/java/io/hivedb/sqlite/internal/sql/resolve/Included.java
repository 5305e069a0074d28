// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;

/** The columns that INCLUDE adds to an index: only its definition tells of them. */
final class Included {

  private Included() {}

  static void check(Table table, String column) {
    if (table.column(column) == null) {
      throw new PgException("42703", "column \"" + column + "\" does not exist");
    }
  }
}
