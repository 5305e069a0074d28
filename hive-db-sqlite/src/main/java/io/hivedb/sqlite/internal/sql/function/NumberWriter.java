// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.Locale;

/**
 * Writes the digits of a number into a template, one part after the other, with a memory of what
 * was written as PostgreSQL's own formatting has it.
 */
final class NumberWriter {

  private static final String OVERFLOW = "#";

  private final NumberTemplate template;
  private final String digits;
  private final boolean negative;
  private final int blanks;
  private final int count;
  private final int relevant;
  private final boolean bracket;
  private final boolean signAtEnd;
  private final StringBuilder out = new StringBuilder();
  private boolean signWritten;
  private boolean inNumber;
  private int place;
  private int digit;

  /**
   * A writer.
   *
   * @param digits the digits with their point, without a sign
   */
  NumberWriter(NumberTemplate template, String digits, boolean negative) {
    this.template = template;
    this.negative = negative;
    int point = digits.indexOf('.');
    int whole = point < 0 ? digits.length() : point;
    int places = template.before + template.multiplied;
    this.blanks = Math.max(0, places - whole);
    this.digits =
        whole > places ? OVERFLOW.repeat(places) + "." + OVERFLOW.repeat(template.after) : digits;
    boolean fill = template.fill;
    this.bracket = template.bracket && (negative || !fill);
    this.signWritten =
        (template.plus || template.minus) ? template.minus : !negative && fill && !template.sign;
    this.signAtEnd = template.sign && (template.signAfter || places == template.digitsBeforeSign);
    this.relevant = fill && template.point ? relevant() : -1;
    int all = template.after + places - 1;
    this.count = !signWritten && blanks == 0 ? all + 1 : all;
  }

  /** The last digit that is shown after the point although there is FM. */
  private int relevant() {
    int point = digits.indexOf('.');
    if (point < 0) {
      return -1;
    }
    int last = point;
    for (int i = point + 1; i < digits.length(); i++) {
      last = digits.charAt(i) == '0' ? last : i;
    }
    if (template.zeroEnd > blanks) {
      last = Math.max(last, Math.min(digits.length() - 1, template.zeroEnd - blanks));
    }
    return last;
  }

  String write() {
    for (NumberTemplate.Part part : template.parts) {
      if (part.keyword()) {
        keyword(part);
      } else {
        out.append(part.text());
      }
    }
    return out.toString();
  }

  private void keyword(NumberTemplate.Part part) {
    switch (part.text()) {
      case "9", "0", ".", "D" -> number(part.text().equals("0"));
      case ",", "G" -> {
        if (inNumber) {
          out.append(',');
        } else if (!template.fill) {
          out.append(' ');
        }
      }
      // The locale C has no sign of a currency.
      case "L" -> out.append(' ');
      case "TH" -> ordinal(part.lower());
      case "MI" -> signed(negative, '-');
      case "PL" -> signed(!negative, '+');
      case "SG" -> out.append(negative ? '-' : '+');
      default -> {}
    }
  }

  private void signed(boolean written, char sign) {
    if (written) {
      out.append(sign);
    } else if (!template.fill) {
      out.append(' ');
    }
  }

  private void ordinal(boolean lower) {
    if (digits.startsWith(OVERFLOW) || negative || template.point) {
      return;
    }
    if (digits.startsWith(".")) {
      throw PgException.unsupported("the to_char pattern TH without a digit");
    }
    String ending = ending(digits);
    out.append(lower ? ending : ending.toUpperCase(Locale.ROOT));
  }

  /** The ending of an ordinal number in English. */
  static String ending(String digits) {
    int length = digits.length();
    boolean teen = length > 1 && digits.charAt(length - 2) == '1';
    return switch (teen ? '0' : digits.charAt(length - 1)) {
      case '1' -> "st";
      case '2' -> "nd";
      case '3' -> "rd";
      default -> "th";
    };
  }

  /** The zero before the point of a number below one is blank. */
  private boolean isBlankZero() {
    return !template.zero && digit == 0 && digits.startsWith("0") && template.after != 0;
  }

  private boolean endsAtPoint() {
    return relevant >= 0 && digits.charAt(relevant) == '.';
  }

  private void number(boolean isZero) {
    if (template.roman) {
      return;
    }
    inNumber = false;
    int zeroStart = Math.max(0, template.zeroStart - 1);
    boolean begins = place >= blanks || (template.zero && zeroStart == place);
    if (!signWritten && begins && (!isBlankZero() || endsAtPoint())) {
      sign();
    }
    if (place < blanks && (zeroStart > place || !template.zero)) {
      if (!template.fill) {
        out.append(' ');
      }
    } else if (place < blanks) {
      out.append('0');
      inNumber = true;
    } else {
      digit(isZero);
    }
    int end = count + (blanks > 0 ? 1 : 0) + (template.point ? 1 : 0);
    if (relevant >= 0 && relevant == digit) {
      end = place;
    }
    if (place + 1 == end) {
      signAtEnd();
    }
    place++;
  }

  private void sign() {
    if (template.sign) {
      if (!signAtEnd) {
        out.append(negative ? '-' : '+');
        signWritten = true;
      }
    } else if (bracket) {
      out.append(negative ? '<' : ' ');
      signWritten = true;
    } else {
      if (negative || !template.fill) {
        out.append(negative ? '-' : ' ');
      }
      signWritten = true;
    }
  }

  private void digit(boolean isZero) {
    boolean more = digit < digits.length();
    char c = more ? digits.charAt(digit) : 0;
    if (c == '.') {
      if (!endsAtPoint() || template.fill) {
        out.append('.');
      }
    } else if (relevant >= 0 && digit > relevant && !isZero) {
      // Zeros at the end are left out.
    } else if (isBlankZero()) {
      if (!template.fill) {
        out.append(' ');
      } else if (endsAtPoint()) {
        out.append('0');
      }
    } else if (more) {
      out.append(c);
      inNumber = true;
    } else {
      inNumber = true;
    }
    digit += more ? 1 : 0;
  }

  private void signAtEnd() {
    if (signWritten && bracket) {
      out.append(negative ? '>' : ' ');
    } else if (template.sign && signAtEnd) {
      out.append(negative ? '-' : '+');
    }
  }
}
