// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** exp, ln, log and power of numeric, with the scales that PostgreSQL gives them. */
final class NumericLogarithms {

  private static final int SIGNIFICANT = 16;
  private static final int MOST_SCALE = 1000;
  private static final int MOST_RESULT = 2000;
  private static final double LOG10_E = 0.434294481903252;
  private static final double LN_10 = 2.302585092994046;

  private NumericLogarithms() {}

  static void register(Registry registry) {
    registry.scalar("exp", NUMERIC, a -> Numerics.text(exp(a.numeric(0))), NUMERIC);
    registry.scalar("ln", NUMERIC, a -> Numerics.text(ln(a.numeric(0))), NUMERIC);
    registry.scalar(
        "log", NUMERIC, a -> Numerics.text(log(a.numeric(0), a.numeric(1))), NUMERIC, NUMERIC);
    for (String name : new String[] {"log", "log10"}) {
      registry.scalar(
          name, NUMERIC, a -> Numerics.text(log(BigDecimal.TEN, a.numeric(0))), NUMERIC);
    }
  }

  private static int scale(int wanted, int... least) {
    int scale = Math.max(wanted, 0);
    for (int one : least) {
      scale = Math.max(scale, one);
    }
    return Math.min(scale, MOST_SCALE);
  }

  private static PgException overflow() {
    return new PgException("22003", "value overflows numeric format");
  }

  private static BigDecimal exp(BigDecimal value) {
    double weight = value.doubleValue() * LOG10_E;
    weight = Math.max(-MOST_RESULT, Math.min(MOST_RESULT, weight));
    int scale = scale(SIGNIFICANT - (int) weight, value.scale());
    if (value.abs().compareTo(BigDecimal.valueOf(MOST_RESULT * 3L)) >= 0) {
      if (value.signum() > 0) {
        throw overflow();
      }
      return BigDecimal.ZERO.setScale(scale);
    }
    return exp(value, scale, weight, "exp");
  }

  private static BigDecimal exp(BigDecimal value, int scale, double weight, String function) {
    int digits = Math.max(1, scale + (int) weight + 2) + 10;
    return BigLogarithms.rounded(BigLogarithms.exp(value, digits), scale, function);
  }

  private static void checkLogarithm(BigDecimal value) {
    if (value.signum() <= 0) {
      throw new PgException(
          "2201E",
          value.signum() == 0
              ? "cannot take logarithm of zero"
              : "cannot take logarithm of a negative number");
    }
  }

  private static BigDecimal ln(BigDecimal value) {
    checkLogarithm(value);
    int scale = scale(SIGNIFICANT - logarithmWeight(value), value.scale());
    return BigLogarithms.rounded(BigLogarithms.ln(value, scale), scale, "ln");
  }

  private static BigDecimal log(BigDecimal base, BigDecimal value) {
    checkLogarithm(base);
    checkLogarithm(value);
    int weight = logarithmWeight(value) - logarithmWeight(base);
    int scale = scale(SIGNIFICANT - weight, base.scale(), value.scale());
    BigDecimal divisor = BigLogarithms.ln(base, scale + 20);
    if (base.compareTo(BigDecimal.ONE) == 0) {
      throw new PgException("22012", "division by zero");
    }
    BigDecimal quotient =
        BigLogarithms.ln(value, scale + 20).divide(divisor, scale + 15, RoundingMode.HALF_UP);
    return BigLogarithms.rounded(quotient, scale, "log");
  }

  /** The decimal weight of a logarithm, estimated from the first digits in base 10,000. */
  private static int logarithmWeight(BigDecimal value) {
    if (value.compareTo(new BigDecimal("0.9")) >= 0
        && value.compareTo(new BigDecimal("1.1")) <= 0) {
      BigDecimal rest = value.subtract(BigDecimal.ONE);
      return rest.signum() == 0
          ? 0
          : Numerics.weight(rest) * 4 + (int) Math.log10(leading(rest, 1).doubleValue());
    }
    boolean one = isOneDigit(value);
    double digits = leading(value, one ? 1 : 2).doubleValue();
    int weight = Numerics.weight(value) * 4 - (one ? 0 : 4);
    double estimate = Math.log(digits) + weight * LN_10;
    return (int) Math.log10(Math.abs(estimate));
  }

  /** The first digits in base 10,000 as a number. */
  private static BigDecimal leading(BigDecimal value, int count) {
    return value
        .abs()
        .movePointLeft((Numerics.weight(value) - count + 1) * 4)
        .setScale(0, RoundingMode.DOWN);
  }

  private static boolean isOneDigit(BigDecimal value) {
    BigDecimal first = leading(value, 1).movePointRight(Numerics.weight(value) * 4);
    return first.compareTo(value.abs()) == 0;
  }

  /** {@code base ^ exponent}. */
  static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    if (base.signum() == 0 && exponent.signum() < 0) {
      throw new PgException("2201F", "zero raised to a negative power is undefined");
    }
    boolean whole = exponent.stripTrailingZeros().scale() <= 0;
    boolean small = exponent.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    if (whole && small) {
      return whole(base, exponent.intValueExact(), exponent.scale());
    }
    if (base.signum() == 0) {
      return BigDecimal.ZERO.setScale(SIGNIFICANT);
    }
    if (base.signum() < 0 && !whole) {
      throw new PgException(
          "2201F", "a negative number raised to a non-integer power yields a complex result");
    }
    if (base.signum() < 0) {
      throw PgException.unsupported("power of numeric with this exponent");
    }
    return fractional(base, exponent);
  }

  private static BigDecimal fractional(BigDecimal base, BigDecimal exponent) {
    int lnWeight = logarithmWeight(base);
    int rough = Math.max(0, 8 - lnWeight);
    double estimate =
        BigLogarithms.ln(base, rough)
            .setScale(rough, RoundingMode.HALF_UP)
            .multiply(exponent)
            .setScale(rough, RoundingMode.HALF_UP)
            .doubleValue();
    if (Math.abs(estimate) > MOST_RESULT * 3.01) {
      if (estimate > 0) {
        throw overflow();
      }
      return BigDecimal.ZERO.setScale(MOST_SCALE);
    }
    double weight = estimate * LOG10_E;
    int scale = scale(SIGNIFICANT - (int) weight, base.scale(), exponent.scale());
    int digits = Math.max(0, scale + (int) weight) + 40;
    BigDecimal power =
        BigLogarithms.ln(base, digits).multiply(exponent, new MathContext(digits + 20));
    return exp(power, scale, weight, "power");
  }

  private static BigDecimal whole(BigDecimal base, int exponent, int least) {
    double weight = base.signum() == 0 ? 0 : exponent * decimalLogarithm(base);
    if (weight > (Short.MAX_VALUE + 1) * 4.0) {
      throw overflow();
    }
    if (weight + 1 < -MOST_SCALE) {
      return BigDecimal.ZERO.setScale(MOST_SCALE);
    }
    int scale = scale(SIGNIFICANT - (int) weight, base.scale(), least);
    if (exponent == 0) {
      return BigDecimal.ONE.setScale(scale);
    }
    if (base.signum() == 0) {
      return BigDecimal.ZERO.setScale(scale);
    }
    if (exponent == 1 || exponent == 2) {
      return base.pow(exponent).setScale(scale, RoundingMode.HALF_UP);
    }
    if (exponent == -1) {
      return BigDecimal.ONE.divide(base, scale, RoundingMode.HALF_UP);
    }
    if (Math.abs((long) exponent) > 999_999_999L) {
      throw PgException.unsupported("power of numeric with this exponent");
    }
    int digits = Math.max(1, scale + (int) weight + 2) + 20;
    BigDecimal value = base.pow(exponent, new MathContext(digits + 10));
    return BigLogarithms.rounded(value, scale, "power");
  }

  private static double decimalLogarithm(BigDecimal value) {
    BigDecimal mantissa = value.abs().movePointLeft(value.precision() - value.scale());
    return Math.log10(mantissa.doubleValue()) + value.precision() - value.scale();
  }
}
