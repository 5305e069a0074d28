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

  /** What SQLite computes itself, the same each time. */
  private static final Set<String> NATIVE =
      Set.of("abs", "coalesce", "length", "lower", "nullif", "replace", "substr", "trim", "upper");

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

  /** Whether a run alone knows it: parameters are in it, or calls of functions of one's own. */
  static boolean isLate(String sql) {
    return UserCalls.in(sql) || hasParameter(sql);
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
}
