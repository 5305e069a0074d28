// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code old} and {@code new} in RETURNING. */
final class OldRows {

  static final String OLD = "old";
  static final String NEW = "new";

  private OldRows() {}

  /** Whether a list names them, and not a table of that name. */
  static boolean areRead(List<Select.Item> returning, Table table, @Nullable String alias) {
    String visible = alias == null ? table.name() : alias;
    if (visible.equals(OLD) || visible.equals(NEW)) {
      return false;
    }
    AtomicBoolean found = new AtomicBoolean();
    Rewriting.of(
        returning,
        part -> {
          List<String> names =
              part instanceof Expr.ColumnRef ref
                  ? ref.names()
                  : part instanceof Expr.Star star && !star.qualifier().isEmpty()
                      ? List.of(star.qualifier().get(0), "*")
                      : List.of();
          String first = names.isEmpty() ? "" : names.get(0);
          boolean whole = names.size() == 1 && table.column(first) == null;
          if ((names.size() == 2 || whole) && (first.equals(OLD) || first.equals(NEW))) {
            found.set(true);
          }
          return null;
        });
    return found.get();
  }

  /** A source that only a qualified name finds. */
  static Scope.Source source(String name, List<Scope.Item> items, Table table) {
    Set<String> hidden = items.stream().map(Scope.Item::name).collect(Collectors.toSet());
    return new Scope.Source(name, null, items, table, hidden);
  }

  /** The columns of a row that does not exist. */
  static List<Scope.Item> none(Table table) {
    return Sources.items(table, "").stream()
        .map(i -> new Scope.Item(i.name(), i.type(), i.typmod(), "NULL", i.origin()))
        .toList();
  }
}
