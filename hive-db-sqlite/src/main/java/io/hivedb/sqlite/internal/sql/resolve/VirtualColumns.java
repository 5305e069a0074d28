// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;

/** What PostgreSQL does not let generated columns be that are computed when they are read. */
final class VirtualColumns {

  private VirtualColumns() {}

  private static boolean isVirtual(Table table, String name) {
    Column column = table.column(name);
    return column != null && column.generated() != null && column.virtual();
  }

  static void refuseKey(Table table, String column, String kind) {
    if (isVirtual(table, column)) {
      String constraints = kind.equals("unique") ? "unique constraints" : "primary keys";
      throw new PgException(
          "0A000", constraints + " on virtual generated columns are not supported");
    }
  }

  static void refuseForeignKey(Table table, Iterable<String> columns) {
    for (String column : columns) {
      if (isVirtual(table, column)) {
        throw new PgException(
            "0A000", "foreign key constraints on virtual generated columns are not supported");
      }
    }
  }

  static void refuseIndex(Table table, Expr key) {
    if (key instanceof Expr.ColumnRef ref && isVirtual(table, ref.last())) {
      throw new PgException("0A000", "indexes on virtual generated columns are not supported");
    }
    refuseExpression(table, key);
  }

  /** PostgreSQL writes out a virtual column in expressions of an index; here it is refused. */
  static void refuseExpression(Table table, Expr expr) {
    for (Column column : table.columns()) {
      if (isVirtual(table, column.name()) && SqliteSchema.mentions(expr, column.name())) {
        throw PgException.unsupported("an index with a virtual generated column");
      }
    }
  }

  /** Such a column stays generated. */
  static void refuseChanges(Table table, Column column) {
    if (column.generated() != null && column.virtual()) {
      throw new PgException(
              "0A000",
              "ALTER TABLE / DROP EXPRESSION is not supported for virtual generated columns")
          .detail(
              "Column \"%s\" of relation \"%s\" is a virtual generated column."
                  .formatted(column.name(), table.name()));
    }
  }
}
