// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * exp, ln and pow of float8. The C libraries that PostgreSQL is built with are within a few
 * hundredths of the last digit's unit of the exact value, before they round it. So the exact value
 * decides what all of them answer, unless it lies about in the middle between two numbers: there
 * they may differ, and the call is refused.
 */
final class Transcendental {

  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Of the last digit's unit; the libraries state 0.511 and 0.520 as their worst errors. */
  private static final BigDecimal EXP_OFF = new BigDecimal("0.485");

  private static final BigDecimal LN_OFF = new BigDecimal("0.475");

  /** How much worse pow is where its exponent to e is 1; they state 0.54 for 710. */
  private static final double POW_GROWTH = 0.05 / 700;

  private static final int HALVINGS = 8;

  /** Makes a number normal that is not: else the series below would hardly come to an end. */
  private static final int SCALED = 64;

  private static final double SCALE = 0x1p64;
  private static final BigDecimal LN_2 =
      series(BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS));

  private Transcendental() {}

  static double exp(double value) {
    return rounded(exact(new BigDecimal(value)), EXP_OFF, "exp");
  }

  static double ln(double value) {
    return value == 1 ? 0 : rounded(logarithm(value), LN_OFF, "ln");
  }

  /** Of finite numbers, where the base is positive, or negative with a whole exponent. */
  static double pow(double base, double exponent) {
    if (base == 0 || base == 1 || exponent == 0) {
      return Math.pow(base, exponent);
    }
    double magnitude = Math.abs(base);
    double estimate = Math.log(magnitude) * exponent;
    if (Math.abs(estimate) > 700) {
      double certain = Math.abs(estimate) > 750 ? Math.pow(base, exponent) : Double.NaN;
      if (Double.isNaN(certain)) {
        throw refused("power");
      }
      return certain;
    }
    BigDecimal value = exact(logarithm(magnitude).multiply(new BigDecimal(exponent)));
    BigDecimal most = EXP_OFF.subtract(new BigDecimal(Math.abs(estimate) * POW_GROWTH));
    double result = rounded(value, most, "power");
    boolean odd = base < 0 && Math.abs(exponent % 2) == 1;
    return odd ? -result : result;
  }

  private static PgException refused(String function) {
    return PgException.unsupported(
        function + " of double precision where the last digit depends on the C library");
  }

  private static double rounded(BigDecimal value, BigDecimal most, String function) {
    double nearest = value.doubleValue();
    BigDecimal at = new BigDecimal(nearest);
    double other = value.compareTo(at) >= 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
    BigDecimal step = new BigDecimal(other).subtract(at).abs();
    BigDecimal off = value.subtract(at).abs();
    if (off.compareTo(step.multiply(most)) > 0) {
      throw refused(function);
    }
    return nearest;
  }

  private static BigDecimal exact(BigDecimal power) {
    BigDecimal twos = power.divide(LN_2, 0, RoundingMode.HALF_EVEN);
    BigDecimal rest = power.subtract(twos.multiply(LN_2)).divide(TWO.pow(HALVINGS), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; term.signum() != 0 && term.scale() - term.precision() < 60; i++) {
      term = term.multiply(rest).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum.multiply(TWO.pow(twos.intValueExact(), DIGITS), DIGITS);
  }

  private static BigDecimal logarithm(double value) {
    if (value < Double.MIN_NORMAL) {
      return logarithm(value * SCALE).subtract(LN_2.multiply(BigDecimal.valueOf(SCALED)), DIGITS);
    }
    int exponent = Math.getExponent(value);
    BigDecimal mantissa =
        new BigDecimal(value).multiply(TWO.pow(-exponent, DIGITS), new MathContext(1200));
    if (mantissa.compareTo(new BigDecimal("1.4")) > 0) {
      mantissa = mantissa.divide(TWO);
      exponent++;
    }
    BigDecimal quotient =
        mantissa.subtract(BigDecimal.ONE).divide(mantissa.add(BigDecimal.ONE), DIGITS);
    return series(quotient).add(LN_2.multiply(BigDecimal.valueOf(exponent)), DIGITS);
  }

  /** ln((1 + q) / (1 - q)). */
  private static BigDecimal series(BigDecimal q) {
    BigDecimal square = q.multiply(q, DIGITS);
    BigDecimal power = q;
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 1; power.signum() != 0 && power.scale() - power.precision() < 90; i += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS), DIGITS);
      power = power.multiply(square, DIGITS);
    }
    return sum.multiply(TWO, DIGITS);
  }
}
