// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.Statement;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Copies of the tables that a statement of several parts changes, as they were before it. */
final class TableCopies {

  private final Resolver resolver;
  private final Map<String, KeptRows> copies = new LinkedHashMap<>();
  private final IdentityHashMap<Statement, Set<String>> changes = new IdentityHashMap<>();

  TableCopies(Resolver resolver, List<Select.Cte> parts, Statement last) {
    this.resolver = resolver;
    parts.forEach(part -> add(part.query()));
    add(last);
  }

  private void add(Statement part) {
    if (!(part instanceof Dml dml)) {
      return;
    }
    Table table = new Modifications(resolver).table(dml.table());
    Set<String> changed = new TreeSet<>();
    collect(table, changed, cascades(dml));
    for (Set<String> others : changes.values()) {
      if (others.stream().anyMatch(changed::contains)) {
        throw PgException.unsupported("WITH of two statements that change the same table")
            .at(dml.table().position());
      }
    }
    changes.put(part, changed);
  }

  /** The table, and those that its foreign keys change with it. */
  private void collect(Table table, Set<String> changed, List<String> cascades) {
    if (!changed.add(table.key())) {
      return;
    }
    copies.computeIfAbsent(
        table.key(),
        key ->
            new KeptRows(resolver.context(), table.columns().stream().map(c -> c.type()).toList()));
    for (Table other : resolver.context().catalog().tables()) {
      for (Constraint constraint : other.constraints()) {
        boolean child =
            constraint.kind() == Constraint.Kind.FOREIGN
                && table.key().equals(constraint.referenced());
        if (child && cascades.stream().anyMatch(constraint.actions()::contains)) {
          // A row that a foreign key deletes or changes may do so in its turn.
          collect(other, changed, List.of("ON "));
        }
      }
    }
  }

  /** The actions of foreign keys that a statement sets off. */
  private static List<String> cascades(Dml dml) {
    if (dml instanceof Dml.Insert insert) {
      boolean updates = insert.onConflict() != null && insert.onConflict().update();
      return updates ? List.of("ON UPDATE") : List.of();
    }
    if (dml instanceof Dml.Merge) {
      return List.of("ON ");
    }
    return List.of(dml instanceof Dml.Update ? "ON UPDATE" : "ON DELETE");
  }

  /** The copies that a part reads: of tables that others change. */
  Map<String, String> seenBy(Statement part) {
    Map<String, String> seen = new HashMap<>();
    changes.forEach(
        (other, keys) -> {
          if (other != part) {
            keys.forEach(key -> seen.put(key, from(key)));
          }
        });
    return seen;
  }

  private Table table(String key) {
    return Objects.requireNonNull(resolver.context().catalog().table(key));
  }

  /** A copy under the names of the table's columns. */
  private String from(String key) {
    StringBuilder sql = new StringBuilder("(SELECT ");
    List<String> columns = new ArrayList<>();
    int i = 0;
    for (var column : table(key).columns()) {
      columns.add("c" + ++i + " AS " + Names.column(column.name()));
    }
    return sql.append(String.join(", ", columns))
        .append(" FROM ")
        .append(Objects.requireNonNull(copies.get(key)).name())
        .append(')')
        .toString();
  }

  List<Step> create() {
    List<Step> steps = new ArrayList<>();
    copies.forEach(
        (key, copy) -> {
          List<String> columns =
              table(key).columns().stream().map(c -> Names.column(c.name())).toList();
          steps.addAll(copy.create());
          steps.add(
              copy.fill("SELECT " + String.join(", ", columns) + " FROM " + table(key).sqlite()));
        });
    return steps;
  }

  List<Step> drop() {
    return copies.values().stream().map(KeptRows::drop).toList();
  }
}
