// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import org.jspecify.annotations.Nullable;

/** {@code count(t)} and {@code count(t.*)}: the rows of t that are there in an outer join. */
final class WholeRows {

  private WholeRows() {}

  static @Nullable Typed count(String name, Expr.Call call, Scope scope) {
    boolean one =
        name.equals("count") && call.arguments().size() == 1 && !call.options().distinct();
    Scope.Source source = one ? source(call.arguments().get(0), scope) : null;
    if (source == null) {
      return null;
    }
    if (scope.sources().size() == 1 && scope.sources().contains(source)) {
      return Typed.of("count(*)", INT8, call.position());
    }
    return Typed.of("count(" + neverNull(source, call.position()) + ")", INT8, call.position());
  }

  private static Scope.@Nullable Source source(Expr argument, Scope scope) {
    if (argument instanceof Expr.Star star && star.qualifier().size() == 1) {
      return scope.source(star.qualifier().get(0));
    }
    boolean plain =
        argument instanceof Expr.ColumnRef ref
            && ref.names().size() == 1
            && scope.sources().stream()
                .noneMatch(s -> s.items().stream().anyMatch(i -> i.name().equals(ref.last())));
    return plain ? scope.source(((Expr.ColumnRef) argument).last()) : null;
  }

  /** A column that is null only where an outer join found no row. */
  private static String neverNull(Scope.Source source, int position) {
    Table table = source.table();
    for (Scope.Item item : source.items()) {
      Column column = table == null ? null : table.column(item.name());
      if (column != null && column.notNull()) {
        return item.sql();
      }
    }
    throw PgException.unsupported("count of a whole row beside other tables").at(position);
  }
}
