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
    if (!body.matches("[09,]*(\\.[09]*)?")) {
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
    if (integer.length() > places && !integer.equals("0")) {
      String hashes = body.replaceAll("[09]", "#");
      return (fill ? "" : " ") + hashes;
    }
    String text = integerPart(whole, integer.equals("0") ? "" : integer, places);
    boolean negative = rounded.signum() < 0;
    String result =
        sign(text, negative) + (point < 0 ? "" : "." + fractionPart(decimals, fraction, fill));
    return fill ? result.strip() : result;
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

  static BigDecimal parse(String text, String template) {
    if (!template.matches("[09,.]*") || !text.strip().matches("[+-]?[\\d,.]+")) {
      throw PgException.unsupported("to_number with the pattern \"" + template + "\"");
    }
    return Numerics.parse(text.replace(",", ""));
  }
}
