// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** to_char of numbers and to_number, with the patterns 9 0 . , FM. */
final class NumberFormat {

  private NumberFormat() {}

  static String format(BigDecimal value, String template) {
    boolean fill = template.startsWith("FM");
    String body = fill ? template.substring(2) : template;
    if (!body.matches("[09][09,]*(\\.[09]+)?")) {
      throw PgException.unsupported("the to_char pattern \"" + template + "\"");
    }
    int point = body.indexOf('.');
    String whole = point < 0 ? body : body.substring(0, point);
    String decimals = point < 0 ? "" : body.substring(point + 1);
    BigDecimal rounded = value.setScale(decimals.length(), RoundingMode.HALF_UP);
    String digits = rounded.abs().unscaledValue().toString();
    digits = "0".repeat(Math.max(0, decimals.length() + 1 - digits.length())) + digits;
    String integer = digits.substring(0, digits.length() - decimals.length());
    String fraction = digits.substring(digits.length() - decimals.length());
    int places = (int) whole.chars().filter(c -> c != ',').count();
    if (integer.length() > places && rounded.signum() < 0) {
      throw PgException.unsupported("to_char of a negative number that is too large");
    }
    if (integer.length() > places && !integer.equals("0")) {
      String hashes = body.replaceAll("[09]", "#");
      return (fill ? "" : " ") + hashes;
    }
    // The zero before a decimal point is left out, a zero alone is not.
    boolean blank = integer.equals("0") && point >= 0;
    String text = integerPart(whole, blank ? "" : integer, places);
    boolean negative = rounded.signum() < 0;
    String result =
        sign(text, negative) + (point < 0 ? "" : "." + fractionPart(decimals, fraction, fill));
    return fill ? result.strip() : result;
  }

  /** A float8 has 15 digits, the last one rounded as C does it. */
  static BigDecimal rounded(double value, String template) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw PgException.unsupported("to_char of " + value);
    }
    int point = template.indexOf('.');
    int decimals = point < 0 ? 0 : template.length() - point - 1;
    if (value == 0 && 1 / value < 0) {
      throw PgException.unsupported("to_char of -0");
    }
    BigDecimal exact = new BigDecimal(value);
    int digits = Math.max(1, exact.precision() - exact.scale());
    if (digits + decimals > 15) {
      throw PgException.unsupported("to_char of a float with more than 15 digits");
    }
    return exact.setScale(decimals, RoundingMode.HALF_EVEN);
  }

  private static String sign(String text, boolean negative) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    return " ".repeat(start) + (negative ? "-" : " ") + text.substring(start);
  }

  private static String integerPart(String pattern, String digits, int places) {
    StringBuilder out = new StringBuilder();
    int place = 0;
    int skipped = places - digits.length();
    boolean begun = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == ',') {
        out.append(begun ? ',' : ' ');
        continue;
      }
      boolean digit = place >= skipped;
      begun |= digit || c == '0';
      out.append(digit ? digits.charAt(place - skipped) : begun ? '0' : ' ');
      place++;
    }
    return out.toString();
  }

  private static String fractionPart(String pattern, String digits, boolean fill) {
    int end = digits.length();
    while (fill && end > 0 && pattern.charAt(end - 1) == '9' && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  /** Only where the number has no more digits than the pattern, and commas where it has them. */
  static BigDecimal parse(String text, String template) {
    String number = text.strip();
    boolean simple = template.matches("[09,]+(\\.[09]+)?") && number.matches("-?[\\d,]+(\\.\\d+)?");
    if (!simple || !fits(number.replace("-", ""), template)) {
      throw PgException.unsupported("to_number with the pattern \"" + template + "\"");
    }
    return Numerics.parse(number.replace(",", ""));
  }

  private static boolean fits(String number, String template) {
    String[] given = number.split("\\.", -1);
    String[] pattern = template.split("\\.", -1);
    boolean commas = number.indexOf(',') < 0 && template.indexOf(',') < 0;
    boolean aligned =
        given[0].length() == pattern[0].length()
            && given[0].replaceAll("\\d", "9").equals(pattern[0].replace('0', '9'));
    boolean whole = commas ? given[0].length() <= pattern[0].length() : aligned;
    boolean decimals =
        given.length == 1 || (pattern.length > 1 && given[1].length() <= pattern[1].length());
    return whole && decimals;
  }
}
