// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;

/** {@code SET (a, b) = (SELECT x, y ...)}: a query of one column for each. */
final class AssignedQueries {

  private AssignedQueries() {}

  static List<Expr> fields(Expr.ScalarQuery query, int count) {
    int position = query.position();
    boolean counted =
        query.query().body() instanceof Select.Core core
            && core.items().stream().noneMatch(item -> item.value() instanceof Expr.Star);
    if (!counted) {
      throw PgException.unsupported("an assignment of this query to several columns").at(position);
    }
    if (((Select.Core) query.query().body()).items().size() != count) {
      throw new PgException("42601", "number of columns does not match number of values")
          .at(position);
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("hive_c" + i);
    }
    FromItem source =
        new FromItem.Derived(query.query(), false, new FromItem.Alias("hive_q", names), position);
    List<Expr> fields = new ArrayList<>();
    for (String name : names) {
      Select.Item item = new Select.Item(new Expr.ColumnRef(List.of(name), position), null);
      Select.Core core =
          new Select.Core(
              false,
              List.of(),
              List.of(item),
              List.of(source),
              null,
              List.of(),
              List.of(),
              null,
              List.of());
      fields.add(new Expr.ScalarQuery(Select.of(core, position), position));
    }
    return fields;
  }
}
