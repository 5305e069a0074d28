// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.List;

/** Views that read a table with {@code *}, which means the columns that it had by then. */
final class ViewStars {

  private ViewStars() {}

  /** Refuses a new column that would stand between the columns of a view. */
  static void check(Definitions definitions, Table table) {
    for (Relation relation : definitions.catalog().relations()) {
      boolean reads = ViewReads.reads(relation, table, definitions.catalog());
      boolean safe =
          relation instanceof Relation.View view
              ? isSafe(view.query().body())
              : relation instanceof Table other
                  && other.materialized() != null
                  && !hasStar(other.materialized().query().body());
      if (reads && !safe) {
        throw PgException.unsupported(
            "ADD COLUMN to a table that the view " + relation.name() + " reads with *");
      }
    }
  }

  /** Whether a new column could only come after all others, where it is left out. */
  private static boolean isSafe(Select.Body body) {
    if (!(body instanceof Select.Core core) || !hasStar(body)) {
      return !hasStar(body);
    }
    List<Select.Item> items = core.items();
    long stars = items.stream().filter(item -> item.value() instanceof Expr.Star).count();
    boolean last = items.get(items.size() - 1).value() instanceof Expr.Star;
    boolean single = core.from().size() == 1 && core.from().get(0) instanceof FromItem.Relation;
    return stars == 1 && last && single;
  }

  private static boolean hasStar(Select.Body body) {
    if (body instanceof Select.SetOperation both) {
      return hasStar(both.left().body()) || hasStar(both.right().body());
    }
    return body instanceof Select.Core core
        && core.items().stream().anyMatch(item -> item.value() instanceof Expr.Star);
  }
}
