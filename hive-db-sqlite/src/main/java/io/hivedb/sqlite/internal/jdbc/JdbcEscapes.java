// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.UnsupportedSqlException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces JDBC's escapes, such as {@code {d '2024-05-06'}}, by PostgreSQL's SQL. */
final class JdbcEscapes {

  /** What must be left alone: texts, names, comments, dollar quotes. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*"
              + "|/\\*(?:.|\\n)*?\\*/|\\$(\\w*)\\$(?:.|\\n)*?\\$\\1\\$",
          Pattern.DOTALL);

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\{\\s*(ts|t|d|oj|escape|fn|call|\\?\\s*=\\s*call)\\b", Pattern.CASE_INSENSITIVE);

  private final String sql;
  private final StringBuilder out = new StringBuilder();
  private int open;

  private JdbcEscapes(String sql) {
    this.sql = sql;
  }

  static String replace(String sql) throws SQLException {
    return sql.indexOf('{') < 0 ? sql : new JdbcEscapes(sql).run();
  }

  private String run() throws SQLException {
    Matcher literal = LITERAL.matcher(sql);
    Matcher escape = ESCAPE.matcher(sql);
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (startsLiteral(c) && literal.region(at, sql.length()).lookingAt()) {
        out.append(literal.group());
        at = literal.end();
      } else if (c == '{' && escape.region(at, sql.length()).lookingAt()) {
        out.append(keyword(escape.group(1)));
        open++;
        at = escape.end();
      } else {
        copy(c);
        at++;
      }
    }
    return out.toString();
  }

  private static boolean startsLiteral(char c) {
    return "'\"-/$eE".indexOf(c) >= 0;
  }

  private void copy(char c) {
    if (c == '}' && open > 0) {
      open--;
    } else {
      out.append(c);
    }
  }

  private String keyword(String escape) throws SQLException {
    return switch (escape.toLowerCase(Locale.ROOT)) {
      case "d" -> "DATE";
      case "t" -> "TIME";
      case "ts" -> "TIMESTAMP";
      case "escape" -> "ESCAPE";
      case "oj" -> "";
      default ->
          throw new UnsupportedSqlException(
              "the JDBC escape {" + escape + " …}", sql, "sqlite", "pglite or postgresql");
    };
  }
}
