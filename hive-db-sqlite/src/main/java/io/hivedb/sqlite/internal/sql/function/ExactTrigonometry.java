// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** sin and its like to 50 digits. */
final class ExactTrigonometry {

  private static final MathContext DIGITS = new MathContext(50);
  private static final int TERMS = 80;
  private static final int STEPS = 3;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal PI =
      new BigDecimal(
          "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");
  private static final BigDecimal HALF_PI = PI.divide(TWO);

  /** One of them. */
  interface Function {
    /** The value for an argument. */
    BigDecimal of(double argument);
  }

  private ExactTrigonometry() {}

  /** How far a result is from the exact value, in units of its last digit. */
  static double offInUnits(BigDecimal exact, double result) {
    BigDecimal unit = new BigDecimal(Math.ulp(exact.doubleValue()));
    return exact.subtract(new BigDecimal(result)).abs().divide(unit, DIGITS).doubleValue();
  }

  static BigDecimal sin(double argument) {
    return sin(new BigDecimal(argument));
  }

  static BigDecimal cos(double argument) {
    return cos(new BigDecimal(argument));
  }

  static BigDecimal tan(double argument) {
    return sin(argument).divide(cos(argument), DIGITS);
  }

  static BigDecimal asin(double argument) {
    BigDecimal value = new BigDecimal(argument);
    BigDecimal other = BigDecimal.ONE.subtract(value.multiply(value)).sqrt(DIGITS);
    return other.signum() == 0 ? HALF_PI.multiply(value) : arctangent(value.divide(other, DIGITS));
  }

  static BigDecimal acos(double argument) {
    return HALF_PI.subtract(asin(argument));
  }

  static BigDecimal atan(double argument) {
    return arctangent(new BigDecimal(argument));
  }

  private static BigDecimal sin(BigDecimal argument) {
    BigDecimal turns = argument.divide(PI, DIGITS).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rest = argument.subtract(turns.multiply(PI)).round(DIGITS);
    BigDecimal square = rest.multiply(rest, DIGITS).negate();
    BigDecimal sum = rest;
    BigDecimal term = rest;
    for (int i = 1; i < TERMS && term.signum() != 0; i++) {
      BigDecimal divisor = BigDecimal.valueOf(2L * i * (2L * i + 1));
      term = term.multiply(square, DIGITS).divide(divisor, DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return turns.toBigInteger().testBit(0) ? sum.negate() : sum;
  }

  private static BigDecimal cos(BigDecimal argument) {
    return sin(argument.add(HALF_PI));
  }

  /** Newton's steps from the double's value. */
  private static BigDecimal arctangent(BigDecimal value) {
    BigDecimal result = new BigDecimal(Math.atan(value.doubleValue()));
    for (int i = 0; i < STEPS; i++) {
      BigDecimal cosine = cos(result);
      BigDecimal off =
          sin(result)
              .multiply(cosine, DIGITS)
              .subtract(value.multiply(cosine, DIGITS).multiply(cosine, DIGITS));
      result = result.subtract(off, DIGITS);
    }
    return result;
  }
}
