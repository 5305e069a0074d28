// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.function.Registry;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a constant by SQLite's SQL of it. */
final class ConstantText {

  private static final Pattern LITERAL = Pattern.compile("'[^']*+'");
  private static final Pattern CALLED = Pattern.compile("\\b([a-z_]\\w*)\\(");
  private static final Pattern OPEN = Pattern.compile("\\b[a-z]\\d*\\.|\\bSELECT |`");

  private static final Pattern TABLE =
      Pattern.compile("`| FROM (?!json_each\\()|\\b[a-qs-z]\\d*\\.");

  /** What SQLite computes itself, the same each time. */
  private static final Set<String> NATIVE =
      Set.of("abs", "coalesce", "length", "lower", "nullif", "replace", "substr", "trim", "upper");

  /** What a query of constants has besides. */
  private static final Set<String> OF_QUERY = Set.of("count", "iif", "json_each", "max", "min");

  /** What a run computes, but always the same way. */
  private static final Pattern OF_RUN =
      Pattern.compile(
          "pg_(now|today|literal_now|literal_today|current_(date|timestamp|setting|schemas?)|local(time|timestamp)"
              + "|transaction_timestamp|has_\\w+_privilege)(_\\d)?");

  private ConstantText() {}

  /** Whether it is a constant, or one but for parameters, that calls functions of Java. */
  static boolean mayFail(String sql) {
    return sql.indexOf('(') >= 0 && calls(sql, true) > 0;
  }

  /** Whether it is a constant. */
  static boolean is(String sql) {
    return !isLate(sql) && calls(sql, false) >= 0;
  }

  /** Whether it is one as soon as its parameters are known. */
  static boolean isOpen(String sql) {
    return isLate(sql) && calls(sql, false) >= 0;
  }

  /** Whether it depends on no row, calls functions, and may be computed once more than needed. */
  static boolean isOfRun(String sql) {
    return !readsTables(sql) && isOfStatement(sql);
  }

  /** Whether tables are read for it. */
  static boolean readsTables(String sql) {
    return TABLE.matcher(LITERAL.matcher(sql).replaceAll("''")).find();
  }

  /** The same for what may read tables. */
  static boolean isOfStatement(String sql) {
    String code = LITERAL.matcher(sql).replaceAll("''");
    return sql.indexOf('(') >= 0
        && !Sublinks.dependsOnOthers(code)
        && UserCalls.areConstant(sql, true)
        && (UserCalls.in(sql) || CALLED.matcher(code).results().anyMatch(c -> isJava(c.group(1))))
        && CALLED.matcher(code).results().allMatch(c -> isOfRunAlone(c.group(1)));
  }

  /** Whether it may be computed a second time, and is the same then. */
  static boolean isRepeatable(String sql) {
    return !UserCalls.in(sql)
        && CALLED
            .matcher(sql)
            .results()
            .map(called -> called.group(1))
            .allMatch(name -> !name.startsWith("pg_") || isJava(name));
  }

  private static boolean isJava(String function) {
    return Registry.instance().isConstant(function) || OF_RUN.matcher(function).matches();
  }

  private static boolean isOfRunAlone(String function) {
    return isJava(function)
        || NATIVE.contains(function)
        || OF_QUERY.contains(function)
        || Registry.instance().aggregateAt(function + "(", 0) != null;
  }

  /**
   * Whether a run alone knows it: parameters are in it, calls of functions of one's own, or what a
   * transaction or setting decides.
   */
  static boolean isLate(String sql) {
    return UserCalls.in(sql)
        || hasParameter(sql)
        || CALLED.matcher(sql).results().anyMatch(c -> OF_RUN.matcher(c.group(1)).matches());
  }

  private static boolean hasParameter(String sql) {
    return sql.indexOf('?') >= 0 && !ParameterNumbers.in(sql).isEmpty();
  }

  /**
   * How many functions of Java it calls; -1 where it is no constant.
   *
   * @param stable whether functions of one's own may be stable
   */
  private static int calls(String sql, boolean stable) {
    boolean own = UserCalls.in(sql);
    if (own && !UserCalls.areConstant(sql, stable)) {
      return -1;
    }
    String code = LITERAL.matcher(sql).replaceAll("''");
    if (OPEN.matcher(code).find()) {
      return -1;
    }
    int calls = own ? 1 : 0;
    Matcher called = CALLED.matcher(code);
    while (called.find()) {
      boolean java = Registry.instance().isConstant(called.group(1));
      if (!java && !NATIVE.contains(called.group(1))) {
        return -1;
      }
      calls += java ? 1 : 0;
    }
    return calls;
  }

  /** Whether it is a literal that is not null, or a parameter. */
  static boolean isGiven(String sql) {
    return isLiteral(sql) || isParameter(sql);
  }

  /** Whether it is a parameter. */
  static boolean isParameter(String sql) {
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
}
