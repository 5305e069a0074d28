// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
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
    return Analyzer.step(sql.append(conflict(conflict)).toString(), Step.Role.ROWS);
  }

  /** Reads only the number of that row. */
  Step number(Dml.OnConflict conflict) {
    return Analyzer.step(
        "SELECT "
            + TARGET
            + "."
            + table.rowNumber()
            + " FROM "
            + table.sqlite()
            + " AS "
            + TARGET
            + " WHERE 1"
            + conflict(conflict),
        Step.Role.ROWS);
  }

  private String conflict(Dml.OnConflict conflict) {
    boolean plain = conflict.target().stream().allMatch(Expr.ColumnRef.class::isInstance);
    if (!plain || conflict.targetWhere() != null) {
      return computed(conflict);
    }
    StringBuilder sql = new StringBuilder();
    for (String key : ConflictTarget.columns(table, conflict)) {
      sql.append(" AND " + TARGET + ".").append(Names.column(key)).append(" = ").append(value(key));
    }
    return sql.toString();
  }

  /** The conflict in an index of expressions or with a condition, which that row fulfils. */
  private String computed(Dml.OnConflict conflict) {
    Relation.Index index = new ConflictTarget(resolver).index(table, conflict);
    boolean generated =
        table.columns().stream()
            .anyMatch(c -> c.generated() != null && index.toString().contains(c.name()));
    if (generated || index.nullsNotDistinct()) {
      throw PgException.unsupported("ON CONFLICT of such an index on a table with triggers");
    }
    Scope there = resolver.context().alone();
    there.add(Modifications.target(table, null, TARGET));
    Scope proposed = resolver.context().alone();
    proposed.add(new Scope.Source(table.name(), null, excluded(), null, new HashSet<>()));
    StringBuilder sql = new StringBuilder();
    for (Expr key : conflict.target()) {
      Typed left = resolver.resolve(key, there);
      sql.append(" AND ").append(left.sql()).append(" = ");
      sql.append(resolver.resolve(key, proposed).sql()).append(left.type().collate());
    }
    if (index.where() != null) {
      String condition = resolver.predicates().condition(index.where(), there, "WHERE").sql();
      sql.append(" AND (").append(condition).append(')');
    }
    return sql.toString();
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
      // Not the bare parameter, which would be a constant of the statement.
      String number = "(?" + (before + items.size() + 1) + ")";
      items.add(new Scope.Item(column.name(), column.type(), column.typmod(), number, null));
    }
    return items;
  }
}
