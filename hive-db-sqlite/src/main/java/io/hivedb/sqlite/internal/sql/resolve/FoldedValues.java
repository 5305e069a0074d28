// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of an INSERT that PostgreSQL computes when it plans, as only parameters are in them:
 * where one of them fails, no sequence has given a number yet. So they are computed here before the
 * first value that draws one. {@link Folding} computes those without parameters.
 */
final class FoldedValues {

  private static final String DRAWS = "pg_nextval(";

  private static final int MOST_ARGUMENTS = 100;

  private final Context context;
  private final Set<String> values = new LinkedHashSet<>();

  FoldedValues(Context context) {
    this.context = context;
  }

  /** Begins to look at a value. */
  void begin() {
    context.takeStable();
  }

  /** Keeps the value that was resolved since the beginning, if it is a constant and may fail. */
  String end(String sql) {
    if (!context.takeStable() && sql.indexOf('?') >= 0 && ConstantText.mayFail(sql)) {
      values.add(sql);
    }
    return sql;
  }

  /** The cells of the first row in the order in which SQLite computes them. */
  List<String> before(List<String> cells) {
    List<String> guarded = new ArrayList<>(cells);
    for (int i = 0; i < cells.size() && !values.isEmpty(); i++) {
      if (cells.get(i).contains(DRAWS)) {
        guarded.set(i, after(List.copyOf(values), cells.get(i)));
        return guarded;
      }
    }
    return guarded;
  }

  private static String after(List<String> first, String last) {
    StringBuilder sql = new StringBuilder("pg_after(");
    for (int i = 0; i < first.size(); i += MOST_ARGUMENTS) {
      List<String> part = first.subList(i, Math.min(first.size(), i + MOST_ARGUMENTS));
      boolean nested = first.size() > MOST_ARGUMENTS;
      sql.append(nested ? "pg_after(" : "")
          .append(String.join(", ", part))
          .append(nested ? "), " : ", ");
    }
    return sql.append(last).append(')').toString();
  }
}
