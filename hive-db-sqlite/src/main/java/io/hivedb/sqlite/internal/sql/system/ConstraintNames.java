// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Table;

/** All constraints of tables, those of NOT NULL too, with their OIDs. */
final class ConstraintNames {

  /** Takes one. */
  interface Taker {

    void take(Table table, String name, long oid);
  }

  private ConstraintNames() {}

  static void each(Catalog catalog, Taker taker) {
    for (Table table : catalog.tables()) {
      int index = 0;
      for (Constraint constraint : table.constraints()) {
        taker.take(table, constraint.name(), Oids.constraint(table, index++));
      }
      for (Column column : table.columns()) {
        index++;
        if (column.notNull()) {
          taker.take(table, table.notNullName(column), Oids.constraint(table, index));
        }
      }
    }
  }
}
