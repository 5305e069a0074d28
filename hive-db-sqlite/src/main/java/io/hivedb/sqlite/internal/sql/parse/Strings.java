// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;

/** The insides of quoted tokens and comments. */
final class Strings {

  static final boolean STANDARD = false;
  static final boolean ESCAPED = true;

  private Strings() {}

  /** Reads a string that begins at the lexer's position with its opening quote. */
  static String quoted(Lexer lexer, boolean escaped) {
    return escaped ? escaped(lexer) : delimited(lexer, '\'', "quoted string");
  }

  /** Reads up to a delimiter that is written twice to stand for itself. */
  static String delimited(Lexer lexer, char quote, String what) {
    String sql = lexer.text();
    int start = lexer.position();
    StringBuilder value = new StringBuilder();
    int i = start + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c != quote) {
        value.append(c);
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
        value.append(quote);
        i += 2;
      } else {
        lexer.moveTo(i + 1);
        return value.toString();
      }
    }
    throw unterminated(what, sql, start);
  }

  private static PgException unterminated(String what, String sql, int start) {
    return Lexer.error(
        "unterminated " + what + " at or near \"" + sql.substring(start) + "\"", start);
  }

  private static String escaped(Lexer lexer) {
    String sql = lexer.text();
    int start = lexer.position();
    StringBuilder value = new StringBuilder();
    int i = start + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '\\' && i + 1 < sql.length()) {
        i = Escapes.read(sql, i + 1, value);
      } else if (c != '\'') {
        value.append(c);
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
        value.append('\'');
        i += 2;
      } else {
        lexer.moveTo(i + 1);
        return value.toString();
      }
    }
    throw unterminated("quoted string", sql, start);
  }

  static int codePoint(String raw, int from, int to, int start) {
    try {
      int point = Integer.parseInt(raw.substring(from, to), 16);
      if (Character.isValidCodePoint(point) && point != 0) {
        return point;
      }
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new PgException("22025", "invalid Unicode escape").at(start + 1);
    }
    throw new PgException("22025", "invalid Unicode escape value").at(start + 1);
  }

  static boolean isDollarTag(String tag) {
    for (int i = 1; i < tag.length() - 1; i++) {
      char c = tag.charAt(i);
      if (!Character.isLetter(c) && c != '_' && !(i > 1 && Character.isDigit(c))) {
        return false;
      }
    }
    return true;
  }

  /** The position after a comment, which may hold others. */
  static int endOfComment(String sql, int start) {
    int depth = 0;
    int i = start;
    while (i + 1 < sql.length()) {
      if (sql.charAt(i) == '/' && sql.charAt(i + 1) == '*') {
        depth++;
        i += 2;
      } else if (sql.charAt(i) == '*' && sql.charAt(i + 1) == '/') {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    throw unterminated("/* comment", sql, start);
  }
}
