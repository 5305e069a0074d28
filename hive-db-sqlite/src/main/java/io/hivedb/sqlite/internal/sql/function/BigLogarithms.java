// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** exp and ln to any number of digits. */
final class BigLogarithms {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int ROOTS = 5;

  private BigLogarithms() {}

  /** e to a power, to so many significant digits. */
  static BigDecimal exp(BigDecimal power, int digits) {
    MathContext context = new MathContext(digits + 20);
    int halvings = Math.max(0, power.precision() - power.scale()) * 4 + 8;
    BigDecimal rest = power.divide(TWO.pow(halvings), context);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; term.signum() != 0 && term.scale() - term.precision() < digits + 20; i++) {
      term = term.multiply(rest, context).divide(BigDecimal.valueOf(i), context);
      sum = sum.add(term, context);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, context);
    }
    return sum.round(new MathContext(digits));
  }

  /** The natural logarithm of a positive number, with so many digits after the point. */
  static BigDecimal ln(BigDecimal value, int scale) {
    int digits = scale + 30;
    MathContext context = new MathContext(digits);
    int exponent = value.precision() - value.scale();
    BigDecimal mantissa = value.movePointLeft(exponent);
    boolean near = exponent == 0 || exponent == 1;
    if (near) {
      mantissa = value;
      exponent = 0;
    }
    BigDecimal sum = ofMantissa(mantissa, context);
    return exponent == 0
        ? sum
        : sum.add(BigDecimal.valueOf(exponent).multiply(ofMantissa(BigDecimal.TEN, context)));
  }

  private static BigDecimal ofMantissa(BigDecimal value, MathContext context) {
    BigDecimal root = value;
    for (int i = 0; i < ROOTS; i++) {
      root = root.sqrt(context);
    }
    BigDecimal quotient = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), context);
    BigDecimal square = quotient.multiply(quotient, context);
    BigDecimal power = quotient;
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 1;
        power.signum() != 0 && power.scale() - power.precision() < context.getPrecision();
        i += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(i), context), context);
      power = power.multiply(square, context);
    }
    return sum.multiply(TWO.pow(ROOTS + 1), context);
  }

  /** Rounds half up; null where the last digits that PostgreSQL leaves out could decide. */
  static BigDecimal rounded(BigDecimal value, int scale, String function) {
    BigDecimal result = value.setScale(scale, RoundingMode.HALF_UP);
    BigDecimal off = value.subtract(result).abs().movePointRight(scale);
    if (off.compareTo(new BigDecimal("0.4999")) > 0) {
      throw PgException.unsupported(function + " of numeric where the last digit is in doubt");
    }
    return result;
  }
}
