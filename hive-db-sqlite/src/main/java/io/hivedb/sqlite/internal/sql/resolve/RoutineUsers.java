// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The defaults and views that call a function. */
final class RoutineUsers {

  private final Definitions definitions;
  private final Dependents names;
  private final Routine routine;

  RoutineUsers(Definitions definitions, Routine routine) {
    this.definitions = definitions;
    this.names = new Dependents(definitions, Set.of());
    this.routine = routine;
  }

  /** Describes them. */
  List<String> lines(boolean cascade) {
    List<String> lines = new ArrayList<>();
    for (Relation relation : definitions.catalog().relations()) {
      if (relation instanceof Table table) {
        for (Column column : table.columns()) {
          if (isDefault(column)) {
            lines.add(
                "default value for column " + column.name() + " of " + names.described(table));
          }
        }
      } else if (relation instanceof Relation.View view && calls(view.query().toString())) {
        if (cascade || isOverloaded()) {
          throw PgException.unsupported("DROP of a function that a view may call");
        }
        lines.add(names.described(view));
      }
    }
    return lines;
  }

  /** Drops the defaults. */
  void forget() {
    for (Table table : List.copyOf(definitions.catalog().tables())) {
      if (table.columns().stream().anyMatch(this::isDefault)) {
        List<Column> columns =
            table.columns().stream()
                .map(column -> isDefault(column) ? column.withDefault(null) : column)
                .collect(Collectors.toList());
        definitions.become(definitions.catalog().with(table.withColumns(columns)));
      }
    }
  }

  private boolean isDefault(Column column) {
    if (column.defaultValue() == null || !calls(column.defaultValue().toString())) {
      return false;
    }
    String sql = new Modifications(definitions.resolver()).defaultValue(column);
    return UserCalls.in(sql, routine);
  }

  private boolean isOverloaded() {
    return definitions.catalog().routines().all().stream()
            .filter(other -> other.name().equals(routine.name()))
            .count()
        > 1;
  }

  /** Whether a tree names a function so. */
  boolean calls(String tree) {
    return tree.contains("Call[names=[" + routine.name() + "]")
        || tree.contains("Call[names=[" + routine.schema() + ", " + routine.name() + "]");
  }
}
