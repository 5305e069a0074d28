// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;

/** The backslash escapes of {@code E'...'}. */
final class Escapes {

  private static final String LETTERS = "bfnrt";
  private static final String MEANINGS = "\b\f\n\r\t";

  private Escapes() {}

  /** Reads the escape whose letter is at {@code i}; returns the position after it. */
  static int read(String sql, int i, StringBuilder value) {
    char c = sql.charAt(i);
    int letter = LETTERS.indexOf(c);
    if (letter >= 0) {
      value.append(MEANINGS.charAt(letter));
      return i + 1;
    }
    if (c == 'u' || c == 'U') {
      int to = i + 1 + (c == 'u' ? 4 : 8);
      value.appendCodePoint(Strings.codePoint(sql, i + 1, to, i));
      return to;
    }
    if (c == 'x') {
      return number(sql, i + 1, 2, 16, value, i);
    }
    if (c >= '0' && c <= '7') {
      return number(sql, i, 3, 8, value, i);
    }
    value.append(c);
    return i + 1;
  }

  private static int number(
      String sql, int from, int most, int radix, StringBuilder value, int start) {
    int to = from;
    while (to < sql.length() && to < from + most && Character.digit(sql.charAt(to), radix) >= 0) {
      to++;
    }
    if (to == from) {
      value.append('x');
      return to;
    }
    int code = Integer.parseInt(sql.substring(from, to), radix);
    if (code == 0 || code > 127) {
      throw new PgException("22021", "invalid byte sequence for encoding \"UTF8\"").at(start + 1);
    }
    value.append((char) code);
    return to;
  }
}
