// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code (a, b) = (SELECT x, y ...)}: a query of the comparison with the columns of the query,
 * which is null where there is no row and fails where there are several.
 */
final class RowQueries {

  private static final Set<String> OPERATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private RowQueries() {}

  static boolean isOf(Expr.Binary binary) {
    return OPERATORS.contains(binary.operator())
        && binary.left() instanceof Expr.Row row
        && row.fields().size() > 1
        && binary.right() instanceof Expr.ScalarQuery;
  }

  static Expr comparison(Expr.Binary binary) {
    Expr.ScalarQuery query = (Expr.ScalarQuery) binary.right();
    int position = query.position();
    Expr.Row row = (Expr.Row) binary.left();
    checkWidth(row, query, binary.position());
    List<String> names = new ArrayList<>();
    List<Expr> columns = new ArrayList<>();
    for (int i = 1; i <= row.fields().size(); i++) {
      names.add("hive_c" + i);
      columns.add(new Expr.ColumnRef(List.of("hive_q", "hive_c" + i), position));
    }
    FromItem source =
        new FromItem.Derived(query.query(), false, new FromItem.Alias("hive_q", names), position);
    Expr test =
        new Expr.Binary(binary.operator(), row, new Expr.Row(columns, position), binary.position());
    Select.Core core =
        new Select.Core(
            false,
            List.of(),
            List.of(new Select.Item(test, null)),
            List.of(source),
            null,
            List.of(),
            List.of(),
            null,
            List.of());
    return new Expr.ScalarQuery(Select.of(core, position), position);
  }

  private static void checkWidth(Expr.Row row, Expr.ScalarQuery query, int position) {
    boolean counted =
        query.query().body() instanceof Select.Core core
            && core.items().stream().noneMatch(item -> item.value() instanceof Expr.Star);
    if (!counted) {
      throw PgException.unsupported("a comparison of a row with this query").at(position);
    }
    int width = ((Select.Core) query.query().body()).items().size();
    if (width != row.fields().size()) {
      String many = width > row.fields().size() ? "many" : "few";
      throw new PgException("42601", "subquery has too " + many + " columns").at(position);
    }
  }
}
