// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.function.Registry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of an INSERT that PostgreSQL computes when it plans, as they are constants: where one
 * of them fails, no sequence has given a number yet. So they are computed here before the first
 * value that draws one.
 */
final class FoldedValues {

  private static final String DRAWS = "pg_nextval(";

  private static final Pattern LITERAL = Pattern.compile("'[^']*+'");
  private static final Pattern CALLED = Pattern.compile("\\b([a-z_]\\w*)\\(");
  private static final Pattern OPEN = Pattern.compile("\\br\\d+\\.|SELECT ");

  /** What SQLite computes itself, the same each time. */
  private static final Set<String> NATIVE =
      Set.of("abs", "coalesce", "length", "lower", "nullif", "replace", "substr", "trim", "upper");

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
    if (!context.takeStable() && isFolded(sql)) {
      values.add(sql);
    }
    return sql;
  }

  private static boolean isFolded(String sql) {
    if (sql.indexOf('(') < 0 || UserCalls.in(sql)) {
      return false;
    }
    String code = LITERAL.matcher(sql).replaceAll("''");
    if (OPEN.matcher(code).find()) {
      return false;
    }
    boolean mayFail = false;
    Matcher called = CALLED.matcher(code);
    while (called.find()) {
      boolean java = Registry.instance().isConstant(called.group(1));
      if (!java && !NATIVE.contains(called.group(1))) {
        return false;
      }
      mayFail |= java;
    }
    return mayFail;
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
