// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** The type numeric: exact decimal numbers with PostgreSQL's rules for scale. */
public final class Numerics {

  private static final Pattern SYNTAX =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,6})?");
  private static final int LEAST_SIGNIFICANT = 16;
  private static final int GREATEST_SCALE = 1000;

  private Numerics() {}

  /** Reads a text; NaN and the infinities are refused. */
  public static BigDecimal parse(String text) {
    String trimmed = text.strip();
    if (!SYNTAX.matcher(trimmed).matches()) {
      if (trimmed.matches("(?i)nan|[+-]?inf(inity)?")) {
        throw PgException.unsupported("numeric " + trimmed);
      }
      if (trimmed.matches("(?i)[+-]?0[xob][0-9a-f_]+") || trimmed.matches("[\\d_.]+")) {
        throw PgException.unsupported("this spelling of a numeric");
      }
      throw new PgException("22P02", "invalid input syntax for type numeric: \"" + text + "\"");
    }
    BigDecimal value = new BigDecimal(trimmed);
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /** Applies numeric(precision, scale). */
  public static BigDecimal fit(BigDecimal value, int precision, int scale) {
    BigDecimal rounded = value.setScale(Math.max(scale, 0), RoundingMode.HALF_UP);
    if (scale < 0) {
      rounded = value.setScale(scale, RoundingMode.HALF_UP).setScale(0);
    }
    if (rounded.signum() != 0 && rounded.precision() - rounded.scale() > precision - scale) {
      throw new PgException("22003", "numeric field overflow")
          .detail(
              "A field with precision "
                  + precision
                  + ", scale "
                  + scale
                  + " must round to an absolute value less than "
                  + (precision == scale ? "1" : "10^" + (precision - scale))
                  + ".");
    }
    return rounded;
  }

  /** Division with PostgreSQL's choice of the result's scale. */
  public static BigDecimal divide(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw new PgException("22012", "division by zero");
    }
    return left.divide(right, quotientScale(left, right), RoundingMode.HALF_UP);
  }

  /** {@code select_div_scale} of numeric.c, which counts in digits of base 10,000. */
  static int quotientScale(BigDecimal left, BigDecimal right) {
    int weight = weight(left) - weight(right);
    if (firstDigit(left) <= firstDigit(right)) {
      weight--;
    }
    int scale = LEAST_SIGNIFICANT - weight * 4;
    scale = Math.max(scale, Math.max(left.scale(), right.scale()));
    return Math.min(Math.max(scale, 0), GREATEST_SCALE);
  }

  /** The power of 10,000 of the first digit in base 10,000. */
  public static int weight(BigDecimal value) {
    if (value.signum() == 0) {
      return 0;
    }
    int exponent = value.precision() - value.scale() - 1;
    return Math.floorDiv(exponent, 4);
  }

  private static int firstDigit(BigDecimal value) {
    if (value.signum() == 0) {
      return 0;
    }
    return value
        .abs()
        .movePointLeft(weight(value) * 4)
        .setScale(0, RoundingMode.DOWN)
        .intValueExact();
  }

  /** The stored form, which is PostgreSQL's text. */
  public static String text(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
  }

  /** Rounds as {@code numeric::int8} does, half away from zero. */
  public static BigDecimal round(BigDecimal value) {
    return value.setScale(0, RoundingMode.HALF_UP);
  }
}
