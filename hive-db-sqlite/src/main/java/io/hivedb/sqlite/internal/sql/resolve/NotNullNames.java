// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import java.util.Objects;

/** NOT NULL as a constraint of a table, which PostgreSQL knows since its version 18. */
final class NotNullNames {

  private NotNullNames() {}

  static Table add(Table table, Ddl.TableConstraint definition) {
    String name = definition.columns().get(0);
    Column column = Objects.requireNonNull(table.column(name));
    String wanted = definition.name();
    if (column.notNull() && wanted != null && !wanted.equals(table.notNullName(column))) {
      throw new PgException(
              "55000",
              "cannot create not-null constraint \"%s\" on column \"%s\" of table \"%s\""
                  .formatted(wanted, name, table.name()))
          .detail(
              "A not-null constraint named \"%s\" already exists for this column."
                  .formatted(table.notNullName(column)));
    }
    if (wanted != null && !column.notNull()) {
      ConstraintChanges.refuseTaken(table, wanted);
    }
    return column.notNull() ? table : table.with(column.notNull(true).notNullNamed(wanted));
  }

  /** Renames one; false where there is none of that name. */
  static boolean rename(Definitions definitions, Table table, AlterAction.RenameConstraint rename) {
    for (Column column : table.columns()) {
      if (column.notNull() && table.notNullName(column).equals(rename.constraint())) {
        ConstraintChanges.refuseTaken(table, rename.to());
        Table changed = table.with(column.notNullNamed(rename.to()));
        definitions.become(definitions.catalog().with(changed));
        return true;
      }
    }
    return false;
  }

  /** With the names that PostgreSQL has chosen, which stay when a table or column is renamed. */
  static Table kept(Table table) {
    Table result = table;
    for (Column column : table.columns()) {
      if (column.notNull()) {
        result = result.with(column.notNullNamed(table.notNullName(column)));
      }
    }
    return result;
  }
}
