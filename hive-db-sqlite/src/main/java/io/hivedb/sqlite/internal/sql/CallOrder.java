// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.resolve.UserCalls;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a statement calls its functions once for each row, in the order of the rows. */
final class CallOrder {

  private static final Pattern ENDS =
      Pattern.compile(" (FROM|WHERE|GROUP BY|HAVING|ORDER BY|UNION|INTERSECT|EXCEPT|LIMIT) ");

  private static final Pattern OPEN =
      Pattern.compile(" (GROUP BY|HAVING|ORDER BY|UNION|INTERSECT|EXCEPT|LIMIT|OVER) ");

  /** The rows of one function, which nothing else in the query calls again. */
  private static final Pattern ROWS =
      Pattern.compile("SELECT (?:(?! FROM | OVER ).)* FROM json_each\\([^)]*\\) AS r\\d+(?: .*)?");

  private CallOrder() {}

  /** Goes by the text of SQLite's SQL; texts in it can only make it more careful. */
  static boolean isClear(String sql) {
    if (repeats(sql)) {
      return false;
    }
    String outermost = outermost(sql);
    if (sql.startsWith("INSERT INTO ")) {
      return outermost.contains(" VALUES ") && !sql.contains(" SELECT ");
    }
    if (!sql.startsWith("SELECT ") && !sql.startsWith("UPDATE ") && !sql.startsWith("VALUES ")) {
      return false;
    }
    if (ROWS.matcher(outermost).matches() && !outermost.matches(".* (JOIN|UNION) .*")) {
      boolean once = sql.indexOf(UserCalls.FUNCTION) == sql.lastIndexOf(UserCalls.FUNCTION);
      return once && !sql.contains("(SELECT ");
    }
    Matcher end = ENDS.matcher(outermost);
    boolean later = end.find() && outermost.indexOf(UserCalls.FUNCTION, end.start()) >= 0;
    boolean nested = sql.indexOf("(SELECT ") >= 0;
    return !later && !nested && !sql.contains("SELECT DISTINCT") && !OPEN.matcher(outermost).find();
  }

  /** Some expressions are written out twice; so what is there twice may have been there once. */
  private static boolean repeats(String sql) {
    Set<String> calls = new HashSet<>();
    int at = sql.indexOf(UserCalls.FUNCTION);
    while (at >= 0) {
      if (!calls.add(call(sql, at))) {
        return true;
      }
      at = sql.indexOf(UserCalls.FUNCTION, at + 1);
    }
    return false;
  }

  private static String call(String sql, int at) {
    int depth = 0;
    boolean quoted = false;
    for (int i = at; i < sql.length(); i++) {
      char c = sql.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && (c == '(' || c == ')')) {
        depth += c == '(' ? 1 : -1;
        if (depth == 0) {
          return sql.substring(at, i + 1);
        }
      }
    }
    return sql.substring(at);
  }

  /** What stands in parentheses becomes dots; a call there is kept as one. */
  private static String outermost(String sql) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      depth -= c == ')' ? 1 : 0;
      boolean call = depth > 0 && sql.startsWith(UserCalls.FUNCTION, i);
      text.append(call ? UserCalls.FUNCTION : depth > 0 ? "." : String.valueOf(c));
      depth += c == '(' ? 1 : 0;
    }
    return text.toString();
  }
}
