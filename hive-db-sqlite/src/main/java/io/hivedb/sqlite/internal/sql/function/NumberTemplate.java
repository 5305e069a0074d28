// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A template of to_char for numbers: its parts, and what they say together. */
final class NumberTemplate {

  private static final List<String> KEYWORDS =
      List.of(
          "EEEE", "FM", "MI", "PL", "PR", "RN", "SG", "SP", "TH", ",", ".", "0", "9", "B", "C", "D",
          "G", "L", "S", "V");

  /** A keyword in upper case, or a text that is copied. */
  record Part(String text, boolean keyword, boolean lower) {}

  final List<Part> parts = new ArrayList<>();
  int before;
  int after;
  int multiplied;
  int zeroStart;
  int zeroEnd;
  int digitsBeforeSign;
  boolean zero;
  boolean point;
  boolean fill;
  boolean sign;
  boolean signAfter;
  boolean bracket;
  boolean minus;
  boolean plus;
  boolean roman;
  boolean multi;
  boolean scientific;

  NumberTemplate(String template) {
    int at = 0;
    while (at < template.length()) {
      at = part(template, at);
    }
  }

  private int part(String template, int at) {
    char c = template.charAt(at);
    if (c == '"') {
      int end = template.indexOf('"', at + 1);
      if (template.indexOf('\\') >= 0 || end < 0) {
        throw unsupported(template);
      }
      parts.add(new Part(template.substring(at + 1, end), false, false));
      return end + 1;
    }
    String upper = template.toUpperCase(Locale.ROOT);
    for (String keyword : KEYWORDS) {
      if (upper.startsWith(keyword, at)) {
        boolean lower = template.startsWith(keyword.toLowerCase(Locale.ROOT), at);
        boolean mixed = !lower && !template.startsWith(keyword, at);
        if (mixed || List.of("B", "C", "SP").contains(keyword)) {
          throw unsupported(template);
        }
        parts.add(new Part(keyword, true, lower && !keyword.equals(",") && !keyword.equals(".")));
        note(keyword);
        return at + keyword.length();
      }
    }
    if (c == '\\' || Character.isSurrogate(c)) {
      throw unsupported(template);
    }
    parts.add(new Part(String.valueOf(c), false, false));
    return at + 1;
  }

  static PgException unsupported(String template) {
    return PgException.unsupported("the to_char pattern \"" + template + "\"");
  }

  private static PgException wrong(String problem) {
    return new PgException("42601", problem);
  }

  private void note(String keyword) {
    if (scientific) {
      throw wrong("\"EEEE\" must be the last pattern used");
    }
    switch (keyword) {
      case "9" -> nine();
      case "0" -> zero();
      case "D", "." -> point();
      case "FM" -> fill = true;
      case "S" -> sign();
      case "MI", "PL", "SG" -> {
        if (sign) {
          throw wrong("cannot use \"S\" and \"" + keyword + "\" together");
        }
        minus |= !keyword.equals("PL");
        plus |= !keyword.equals("MI");
      }
      case "PR" -> {
        if (sign || plus || minus) {
          throw wrong("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
        }
        bracket = true;
      }
      case "RN" -> roman = true;
      case "V" -> {
        if (point) {
          throw wrong("cannot use \"V\" and decimal point together");
        }
        multi = true;
      }
      case "EEEE" -> {
        if (fill || sign || bracket || minus || plus || roman || multi) {
          throw wrong("\"EEEE\" is incompatible with other formats");
        }
        scientific = true;
      }
      default -> {}
    }
    if (bracket && keyword.equals("9")) {
      throw wrong("\"9\" must be ahead of \"PR\"");
    }
  }

  private void nine() {
    if (multi) {
      multiplied++;
    } else if (point) {
      after++;
    } else {
      before++;
    }
  }

  private void zero() {
    if (bracket) {
      throw wrong("\"0\" must be ahead of \"PR\"");
    }
    if (!zero && !point) {
      zero = true;
      zeroStart = before + 1;
    }
    if (point) {
      after++;
    } else {
      before++;
    }
    zeroEnd = before + after;
  }

  private void point() {
    if (point) {
      throw wrong("multiple decimal points");
    }
    if (multi) {
      throw wrong("cannot use \"V\" and decimal point together");
    }
    point = true;
  }

  private void sign() {
    if (sign) {
      throw wrong("cannot use \"S\" twice");
    }
    if (plus || minus || bracket) {
      throw wrong("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together");
    }
    sign = true;
    signAfter = point;
    digitsBeforeSign = before;
  }
}
