// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import java.util.Objects;

/** Generated columns of tables that have rows: SQLite stores them as it does any other column. */
final class GeneratedChanges {

  private final Definitions definitions;
  private final SqliteSchema schema;

  GeneratedChanges(Definitions definitions, SqliteSchema schema) {
    this.definitions = definitions;
    this.schema = schema;
  }

  /** The value of a column that is new, over the others. */
  String value(Table table, Column column) {
    Typed value =
        schema.expression(
            table, Objects.requireNonNull(column.generated()), "column generation expression");
    return definitions.resolver().casts().assign(value, column).sql();
  }

  /** DROP EXPRESSION: the values stay. */
  void drop(Table table, AlterAction.DropExpression drop) {
    Column column = Alterations.require(table, drop.column());
    if (column.generated() == null) {
      String problem =
          "column \""
              + column.name()
              + "\" of relation \""
              + table.name()
              + "\" is not a generated column";
      if (drop.ifExists()) {
        definitions.skip(Notice.SUCCESS, problem);
        return;
      }
      throw new PgException("55000", problem);
    }
    VirtualColumns.refuseChanges(table, column);
    Table changed = table.with(column.generated(null));
    definitions.become(definitions.catalog().with(changed));
    schema.redefine(changed);
  }
}
