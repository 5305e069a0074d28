// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.Locale;

/** What characters may stand in names and numbers, and how names fold. */
final class Characters {

  private static final String LETS_SIGN_END = "~!@#%^&|`?";

  private Characters() {}

  /** PostgreSQL folds ASCII letters only. */
  static String fold(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 127) {
        return foldAscii(name);
      }
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private static String foldAscii(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + 32));
      }
    }
    return folded.toString();
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127;
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }

  static boolean endsInSign(StringBuilder text) {
    char last = text.charAt(text.length() - 1);
    return last == '+' || last == '-';
  }

  static boolean letsSignEnd(StringBuilder text) {
    return text.chars().anyMatch(c -> LETS_SIGN_END.indexOf(c) >= 0);
  }

  /** Whether a dot begins a number; the second of two dots, PL/pgSQL's range, does not. */
  static boolean beginsFraction(String sql, int at) {
    boolean range = at > 0 && sql.charAt(at - 1) == '.';
    boolean digit = at + 1 < sql.length() && isDigit(sql.charAt(at + 1));
    return sql.charAt(at) == '.' && !range && digit;
  }
}
