// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** to_char of numbers. */
final class NumberFormat {

  private NumberFormat() {}

  /** A number without a fixed width: numeric or integers. */
  static String format(BigDecimal value, String text, PgType type) {
    NumberTemplate template = new NumberTemplate(text);
    boolean narrow = type.equals(INT4) || type.equals(INT8);
    if (narrow && template.multi && shifted(value, template).bitLength() > bits(type)) {
      // PostgreSQL multiplies within the type, which may wrap around.
      throw NumberTemplate.unsupported(text);
    }
    if (template.roman) {
      return roman(value, template, text);
    }
    if (template.scientific) {
      return scientific(value, template, text);
    }
    BigDecimal scaled = value.movePointRight(template.multiplied);
    BigDecimal rounded = scaled.setScale(template.after, RoundingMode.HALF_UP);
    return write(template, rounded, rounded.signum() < 0);
  }

  private static BigInteger shifted(BigDecimal value, NumberTemplate template) {
    return value.movePointRight(template.multiplied).toBigInteger();
  }

  private static int bits(PgType type) {
    return type.equals(INT4) ? 31 : 63;
  }

  private static String write(NumberTemplate template, BigDecimal rounded, boolean negative) {
    return new NumberWriter(template, rounded.abs().toPlainString(), negative).write();
  }

  /** A float8 has 15 digits, the last one rounded as C does it. */
  static String format(double value, String text) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw PgException.unsupported("to_char of " + value);
    }
    NumberTemplate template = new NumberTemplate(text);
    BigDecimal exact = new BigDecimal(value);
    if (template.roman || template.scientific || template.multi) {
      throw NumberTemplate.unsupported(text);
    }
    int digits = exact.setScale(0, RoundingMode.HALF_EVEN).precision();
    if (digits + template.after > 15) {
      throw PgException.unsupported("to_char of a float with more than 15 digits");
    }
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    return write(template, exact.setScale(template.after, RoundingMode.HALF_EVEN), negative);
  }

  private static String scientific(BigDecimal value, NumberTemplate template, String text) {
    boolean simple =
        template.parts.stream()
            .allMatch(part -> part.keyword() && "9.EEEE0D".contains(part.text()));
    if (!simple || value.signum() == 0) {
      throw NumberTemplate.unsupported(text);
    }
    BigDecimal mantissa = value.round(new MathContext(template.after + 1, RoundingMode.HALF_UP));
    BigDecimal exactTie = value.subtract(mantissa).abs();
    int exponent = mantissa.precision() - mantissa.scale() - 1;
    boolean carried = exponent != value.precision() - value.scale() - 1;
    if (carried || exactTie.compareTo(BigDecimal.valueOf(5, template.after - exponent + 1)) == 0) {
      // A tie of an integer goes to the even digit, one of a numeric away from zero.
      throw NumberTemplate.unsupported(text);
    }
    String digits = mantissa.movePointLeft(exponent).setScale(template.after).toPlainString();
    String sign = exponent < 0 ? "-" : "+";
    return (value.signum() < 0 ? "" : " ")
        + digits
        + String.format(Locale.ROOT, "e%s%02d", sign, Math.abs(exponent));
  }

  private static String roman(BigDecimal value, NumberTemplate template, String text) {
    boolean simple =
        template.parts.stream().allMatch(part -> List.of("FM", "RN").contains(part.text()));
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    boolean outside = whole.signum() <= 0 || whole.compareTo(BigDecimal.valueOf(3999)) > 0;
    if (!simple || template.parts.get(template.parts.size() - 1).lower()) {
      throw NumberTemplate.unsupported(text);
    }
    String numeral = outside ? "#".repeat(15) : roman(whole.intValueExact());
    return template.fill ? numeral : " ".repeat(15 - numeral.length()) + numeral;
  }

  private static String roman(int number) {
    int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    String[] names = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    StringBuilder out = new StringBuilder();
    int rest = number;
    for (int i = 0; i < values.length; i++) {
      for (; rest >= values[i]; rest -= values[i]) {
        out.append(names[i]);
      }
    }
    return out.toString();
  }
}
