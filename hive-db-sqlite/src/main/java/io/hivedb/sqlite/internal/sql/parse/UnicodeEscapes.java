// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The escapes of {@code U&'...'} and {@code U&"..."}.
 *
 * @param escape the character that begins one
 * @param end where the text behind the string and its UESCAPE goes on
 */
record UnicodeEscapes(char escape, int end) {

  private static final Pattern CLAUSE =
      Pattern.compile("\\s*UESCAPE\\s*('((?:[^']|'')*)')", Pattern.CASE_INSENSITIVE);

  private static final Pattern WRONG = Pattern.compile("[0-9A-Fa-f+'\"\\s]|.{2,}|", Pattern.DOTALL);

  /** Reads the clause behind a string, if there is one. */
  static UnicodeEscapes after(String sql, int at) {
    Matcher clause = CLAUSE.matcher(sql).region(at, sql.length());
    if (!clause.lookingAt()) {
      return new UnicodeEscapes('\\', at);
    }
    if (WRONG.matcher(clause.group(2)).matches()) {
      throw new PgException(
              "42601", "invalid Unicode escape character at or near \"" + clause.group(1) + "\"")
          .at(clause.start(1) + 1);
    }
    return new UnicodeEscapes(clause.group(2).charAt(0), clause.end());
  }

  /**
   * Replaces the escapes of a string.
   *
   * @param raw what stands between the quotes
   * @param start where the string begins, with its prefix, in characters from 0
   */
  String replaced(String raw, int start) {
    StringBuilder value = new StringBuilder();
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      boolean pair = value.length() > 0 && isOpen(value);
      if (c == escape && i + 1 < raw.length() && raw.charAt(i + 1) == escape) {
        value.append(escape);
        i += 2;
      } else if (c == escape) {
        int from = i + 1 < raw.length() && raw.charAt(i + 1) == '+' ? i + 2 : i + 1;
        int to = from + 4 + 2 * (from - i - 1);
        value.appendCodePoint(codePoint(raw, from, to, start + 4 + i));
        checkPair(value, pair, start + 4 + i);
        i = to;
        continue;
      } else {
        value.append(c);
        i++;
      }
      if (pair) {
        throw brokenPair(start + 4 + i);
      }
    }
    if (isOpen(value)) {
      throw brokenPair(start + 4 + i);
    }
    return value.toString();
  }

  /** Whether the last half of a pair is missing. */
  private static boolean isOpen(StringBuilder value) {
    return value.length() > 0 && Character.isHighSurrogate(value.charAt(value.length() - 1));
  }

  private static void checkPair(StringBuilder value, boolean pair, int position) {
    if (Character.isLowSurrogate(value.charAt(value.length() - 1)) != pair
        && Character.charCount(value.codePointBefore(value.length())) == 1) {
      throw brokenPair(position);
    }
  }

  private static PgException brokenPair(int position) {
    return new PgException("42601", "invalid Unicode surrogate pair").at(position);
  }

  private static int codePoint(String raw, int from, int to, int position) {
    int point = -1;
    try {
      point = Integer.parseInt(raw.substring(from, to), 16);
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new PgException("42601", "invalid Unicode escape")
          .hint("Unicode escapes must be \\XXXX or \\+XXXXXX.")
          .at(position);
    }
    if (!Character.isValidCodePoint(point) || point == 0) {
      throw new PgException("42601", "invalid Unicode escape value").at(position);
    }
    return point;
  }
}
