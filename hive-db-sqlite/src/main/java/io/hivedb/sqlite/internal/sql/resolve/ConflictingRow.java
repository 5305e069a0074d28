// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The row that ON CONFLICT DO UPDATE finds, and the values that it gets. */
final class ConflictingRow {

  private static final String TARGET = "r0";

  private final Resolver resolver;
  private final Modifications modifications;
  private final Table table;
  private final int before;
  private final List<String> changed = new ArrayList<>();

  /**
   * @param before how many parameters come before the values of the row that was to be inserted
   */
  ConflictingRow(Resolver resolver, Modifications modifications, Table table, int before) {
    this.resolver = resolver;
    this.modifications = modifications;
    this.table = table;
    this.before = before;
  }

  /** The columns that are set. */
  List<String> changed() {
    return changed;
  }

  Step read(Dml.Insert insert, Dml.OnConflict conflict) {
    if (conflict.constraint() == null && conflict.target().isEmpty()) {
      throw new PgException(
              "42601", "ON CONFLICT DO UPDATE requires inference specification or constraint name")
          .hint("For example, ON CONFLICT (column_name).")
          .at(conflict.position());
    }
    boolean plain =
        conflict.target().stream()
            .allMatch(io.hivedb.sqlite.internal.sql.parse.Expr.ColumnRef.class::isInstance);
    if (!plain || conflict.targetWhere() != null) {
      throw PgException.unsupported(
          "ON CONFLICT with an expression or condition on a table with triggers");
    }
    Scope scope = resolver.context().alone();
    scope.add(Modifications.target(table, insert.alias(), TARGET));
    scope.add(new Scope.Source("excluded", null, excluded(), null, new HashSet<>()));
    scope.aggregates().forbid("UPDATE");
    List<String> outputs = new ArrayList<>();
    outputs.add(TARGET + "." + table.rowNumber());
    Sources.items(table, TARGET).forEach(item -> outputs.add(item.sql()));
    for (Map.Entry<String, String> value :
        modifications.assignments(table, conflict.assignments(), scope).entrySet()) {
      if (Objects.requireNonNull(table.column(value.getKey())).generated() == null) {
        changed.add(value.getKey());
        outputs.add(value.getValue());
      }
    }
    String where = modifications.where(conflict.where(), scope);
    StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", outputs));
    sql.append(" FROM ").append(table.sqlite()).append(" AS " + TARGET);
    sql.append(where.isEmpty() ? " WHERE 1" : where.replaceFirst("^ WHERE ", " WHERE (") + ")");
    for (String key : ConflictTarget.columns(table, conflict)) {
      sql.append(" AND " + TARGET + ".").append(Names.column(key)).append(" = ").append(value(key));
    }
    return Analyzer.step(sql.toString(), Step.Role.ROWS);
  }

  private String value(String column) {
    Column found = Objects.requireNonNull(table.column(column));
    if (found.generated() != null) {
      throw PgException.unsupported("ON CONFLICT of a generated column with triggers");
    }
    return "?" + (before + table.columns().indexOf(found) + 1);
  }

  private List<Scope.Item> excluded() {
    List<Scope.Item> items = new ArrayList<>();
    for (Column column : table.columns()) {
      String number = "?" + (before + items.size() + 1);
      items.add(new Scope.Item(column.name(), column.type(), column.typmod(), number, null));
    }
    return items;
  }
}
