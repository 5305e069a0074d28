// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The largest constants among the expressions of a statement: what calls a function of Java, and
 * depends on no row, no setting and no other statement. Parameters are constants of a run.
 */
final class Constants {

  /** What a Java function of SQLite begins with. */
  private static final String CALL = "pg_";

  /** A cast comes soon after what it casts. */
  private static final int NEAR = 12;

  /** What SQLite may leave out in part. */
  private static final Pattern CHOOSES = Pattern.compile(" (AND|OR|IN|WHEN) |coalesce\\(");

  private final List<String> found = new ArrayList<>();
  private final Set<String> sure = new LinkedHashSet<>();
  private int varying;

  /** Where the look at an expression began. */
  record Mark(int varying, int found) {}

  Mark begin() {
    return new Mark(varying, found.size());
  }

  /** A part of the expression that is looked at is no constant. */
  void vary() {
    varying++;
  }

  /** An expression was resolved since the mark, and its parts with it. */
  void end(Mark mark, Expr expr, String sql) {
    if (expr instanceof Expr.ColumnRef && !isParameter(sql)) {
      vary();
    }
    if (isLiteral(sql)) {
      varying = mark.varying;
    }
    if (varying != mark.varying || isDecided(expr) || !sql.contains(CALL)) {
      return;
    }
    if (found.size() > mark.found && !CHOOSES.matcher(sql).find()) {
      found.subList(mark.found, found.size()).clear();
    }
    found.add(sql);
  }

  /** SQLite may leave out parts that PostgreSQL computes from left to right. */
  private static boolean isDecided(Expr expr) {
    return expr instanceof Expr.Logical
        || expr instanceof Expr.Case
        || (expr instanceof Expr.Choice choice && choice.name().equals("coalesce"));
  }

  /** A value was cast by what is around it. */
  void cast(String from, String to) {
    if (from.equals(to) || !to.contains(CALL)) {
      return;
    }
    for (int i = found.size() - 1; i >= 0 && i >= found.size() - NEAR; i--) {
      if (found.get(i).equals(from)) {
        found.set(i, to);
        return;
      }
    }
    if (isGiven(from)) {
      found.add(to);
    }
  }

  /** A value of the select list was cast, which SQLite does for each row of it. */
  void castOutput(String from, String to) {
    boolean known = isGiven(from) || found.contains(from);
    if (known && !from.equals(to) && ConstantText.mayFail(to)) {
      sure.add(to);
    }
  }

  /** Those that PostgreSQL computes wherever they stand. */
  Set<String> sure() {
    return sure;
  }

  private static boolean isGiven(String sql) {
    return isLiteral(sql) || isParameter(sql);
  }

  private static boolean isParameter(String sql) {
    return sql.startsWith("?") && isNumber(sql, 1, sql.length());
  }

  /** Whether SQLite's SQL is a literal that is not null. */
  static boolean isLiteral(String sql) {
    int last = sql.length() - 1;
    return switch (last < 0 ? ' ' : sql.charAt(0)) {
      case '\'' -> isText(sql, last);
      case '(' ->
          last > 2 && sql.charAt(1) == '-' && sql.charAt(last) == ')' && isNumber(sql, 2, last);
      default -> isNumber(sql, 0, last + 1);
    };
  }

  private static boolean isNumber(String sql, int from, int to) {
    int at = from;
    while (at < to && sql.charAt(at) >= '0' && sql.charAt(at) <= '9') {
      at++;
    }
    return at == to && from < to;
  }

  /** Every quote within a text stands twice. */
  private static boolean isText(String sql, int last) {
    int quote = sql.indexOf('\'', 1);
    while (quote >= 0 && quote < last && sql.charAt(quote + 1) == '\'') {
      quote = sql.indexOf('\'', quote + 2);
    }
    return quote == last;
  }

  /** Those of the whole statement. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(sure);
    all.addAll(found);
    return all;
  }
}
