// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import java.util.List;

/** The pieces of a constant of a simple form, one after the other. */
final class ConstantPieces {

  private static final List<String> FIXED =
      List.of(", ", "(", ")", " + ", " - ", " * ", " AS TEXT", " AS REAL");

  private final String sql;
  private int at;

  ConstantPieces(String sql) {
    this.sql = sql;
  }

  boolean atEnd() {
    return at == sql.length();
  }

  /** Whether a sign of arithmetic comes next. */
  boolean atSign() {
    return at + 2 < sql.length() && "+-*".indexOf(sql.charAt(at + 1)) >= 0;
  }

  /** The next piece; of a call it is the name alone. */
  String next() {
    char first = atEnd() ? ')' : sql.charAt(at);
    int end =
        first == '\''
            ? endOfText()
            : isWord(first) || first == '-' || first == '?' ? endOfWord() : endOfFixed();
    String piece = sql.substring(at, end);
    at = end;
    return piece;
  }

  private int endOfText() {
    int quote = sql.indexOf('\'', at + 1);
    while (quote >= 0 && quote + 1 < sql.length() && sql.charAt(quote + 1) == '\'') {
      quote = sql.indexOf('\'', quote + 2);
    }
    return quote < 0 ? refuse() : quote + 1;
  }

  private int endOfWord() {
    int end = at + 1;
    while (end < sql.length() && isWord(sql.charAt(end))) {
      end++;
    }
    boolean cast = sql.startsWith("CAST(", at);
    return end < sql.length() && sql.charAt(end) == '.' ? refuse() : cast ? end + 1 : end;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c >= 'A' && c <= 'Z');
  }

  private int endOfFixed() {
    for (String piece : FIXED) {
      if (sql.startsWith(piece, at)) {
        return at + piece.length();
      }
    }
    return refuse();
  }

  private int refuse() {
    throw new UnsupportedOperationException(sql);
  }
}
