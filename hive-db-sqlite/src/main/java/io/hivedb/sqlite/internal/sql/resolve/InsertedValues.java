// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The VALUES of an INSERT. */
final class InsertedValues {

  private final Insertions insertions;

  InsertedValues(Insertions insertions) {
    this.insertions = insertions;
  }

  /**
   * The columns that an INSERT writes. PostgreSQL computes one row in the order of the table; of
   * several rows it computes what VALUES gives first, and then the defaults.
   */
  static List<Column> order(Dml.Insert insert, Table table, List<Column> targets) {
    List<Column> all = table.columns().stream().filter(c -> c.generated() == null).toList();
    Select select = insert.source();
    if (select == null
        || !(select.body() instanceof Select.Values values)
        || values.rows().size() == 1) {
      return all;
    }
    List<Column> order = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      if (isGiven(values, i) && all.contains(targets.get(i))) {
        order.add(targets.get(i));
      }
    }
    all.stream().filter(column -> !order.contains(column)).forEach(order::add);
    return order;
  }

  private static boolean isGiven(Select.Values values, int index) {
    return values.rows().stream()
        .anyMatch(row -> index < row.size() && !(row.get(index) instanceof Expr.DefaultValue));
  }

  String sql(
      Select.Values values,
      Dml.Insert insert,
      List<Column> targets,
      List<Column> written,
      Scope scope) {
    List<String> rows = new ArrayList<>();
    int width = values.rows().get(0).size();
    for (List<Expr> row : values.rows()) {
      if (row.size() != width) {
        throw new PgException("42601", "VALUES lists must all be the same length")
            .at(row.get(0).position());
      }
      int last = row.get(row.size() - 1).position();
      Insertions.checkWidth(row.size(), targets, insert.columns(), last);
      List<@Nullable String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(insertions.cell(row.get(i), targets.get(i), insert, scope));
      }
      rows.add("(" + insertions.row(written, targets, cells) + ")");
    }
    return "VALUES " + String.join(", ", rows);
  }
}
