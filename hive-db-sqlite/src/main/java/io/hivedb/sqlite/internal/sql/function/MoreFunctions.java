// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Less common functions of numbers and bytes. */
final class MoreFunctions {

  private static final int MOST_FACTORIAL = 32_177;

  private MoreFunctions() {}

  static void register(Registry registry) {
    registry.scalar("factorial", NUMERIC, a -> factorial(a.integer(0)), INT8);
    registry.scalar(
        "min_scale", INT4, a -> Math.max(0, a.numeric(0).stripTrailingZeros().scale()), NUMERIC);
    registry.scalar(
        "width_bucket", INT4, MoreFunctions::bucketOfNumeric, NUMERIC, NUMERIC, NUMERIC, INT4);
    registry.scalar(
        "width_bucket", INT4, MoreFunctions::bucketOfFloat, FLOAT8, FLOAT8, FLOAT8, INT4);
    for (PgType type : List.of(INT4, INT8)) {
      registry.scalar("to_bin", TEXT, a -> unsigned(a.integer(0), type, 2), type);
      registry.scalar("to_oct", TEXT, a -> unsigned(a.integer(0), type, 8), type);
    }
    registry.scalar("get_byte", INT4, a -> a.bytes(0)[index(a)] & 0xff, BYTEA, INT4);
    registry.scalar("set_byte", BYTEA, MoreFunctions::setByte, BYTEA, INT4, INT4);
    registry.scalar("exp", FLOAT8, a -> exp(a.real(0)), FLOAT8);
    registry.scalar("ln", FLOAT8, a -> ln(a.real(0)), FLOAT8);
    NumericLogarithms.register(registry);
    registry.scalar("pg_size_pretty", TEXT, a -> size(a.integer(0)), INT8);
  }

  private static Object exp(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Floats.stored(value < 0 ? 0 : value);
    }
    if (value > 709.78 || value < -700) {
      if (value > 709.79 || value < -745.2) {
        throw new PgException(
            "22003", "value out of range: " + (value > 0 ? "overflow" : "underflow"));
      }
      throw PgException.unsupported("exp of double precision at the end of its range");
    }
    return Transcendental.exp(value);
  }

  private static Object ln(double value) {
    if (value == 0) {
      throw new PgException("2201E", "cannot take logarithm of zero");
    }
    if (value < 0) {
      throw new PgException("2201E", "cannot take logarithm of a negative number");
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Floats.stored(value);
    }
    return Transcendental.ln(value);
  }

  private static String factorial(long number) {
    if (number < 0) {
      throw new PgException("22003", "factorial of a negative number is undefined");
    }
    if (number > MOST_FACTORIAL) {
      throw new PgException("22003", "value overflows numeric format");
    }
    BigInteger product = BigInteger.ONE;
    for (long factor = 2; factor <= number; factor++) {
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return product.toString();
  }

  private static void checkCount(int count) {
    if (count <= 0) {
      throw new PgException("2201G", "count must be greater than zero");
    }
  }

  private static PgException sameBounds() {
    return new PgException("2201G", "lower bound cannot equal upper bound");
  }

  private static Object bucketOfNumeric(Args a) {
    BigDecimal operand = a.numeric(0);
    BigDecimal low = a.numeric(1);
    BigDecimal high = a.numeric(2);
    int count = a.small(3);
    checkCount(count);
    int order = low.compareTo(high);
    if (order == 0) {
      throw sameBounds();
    }
    BigDecimal from = order < 0 ? operand.subtract(low) : low.subtract(operand);
    BigDecimal width = order < 0 ? high.subtract(low) : low.subtract(high);
    if (from.signum() < 0) {
      return 0;
    }
    if (from.compareTo(width) >= 0) {
      return Math.addExact(count, 1);
    }
    return from.multiply(BigDecimal.valueOf(count))
            .divide(width, 0, RoundingMode.FLOOR)
            .intValueExact()
        + 1;
  }

  private static Object bucketOfFloat(Args a) {
    double operand = a.real(0);
    double low = a.real(1);
    double high = a.real(2);
    checkCount(a.small(3));
    if (!Double.isFinite(operand + low + high)) {
      throw PgException.unsupported("width_bucket of a number that is not finite");
    }
    if (low == high) {
      throw sameBounds();
    }
    boolean up = low < high;
    if (up ? operand < low : operand > low) {
      return 0;
    }
    if (up ? operand >= high : operand <= high) {
      return Math.addExact(a.small(3), 1);
    }
    double share = up ? (operand - low) / (high - low) : (low - operand) / (low - high);
    double bucket = a.small(3) * share;
    return (int) Math.min(bucket, a.small(3) - 1) + 1;
  }

  private static String unsigned(long value, PgType type, int radix) {
    return type.equals(INT4)
        ? Integer.toUnsignedString((int) value, radix)
        : Long.toUnsignedString(value, radix);
  }

  private static int index(Args a) {
    int index = a.small(1);
    int length = a.bytes(0).length;
    if (index < 0 || index >= length) {
      throw new PgException("2202E", "index " + index + " out of valid range, 0.." + (length - 1));
    }
    return index;
  }

  private static Object setByte(Args a) {
    byte[] changed = a.bytes(0).clone();
    changed[index(a)] = (byte) a.small(2);
    return changed;
  }

  /** As pg_size_pretty: halves are rounded away from zero, a unit lasts up to 10,240 of it. */
  private static String size(long bytes) {
    String[] units = {"bytes", "kB", "MB", "GB", "TB", "PB"};
    long limit = 10 * 1024L;
    long value = bytes;
    boolean doubled = false;
    for (int unit = 0; ; unit++) {
      boolean last = unit == units.length - 1;
      if (last || Math.abs((double) value) < (doubled ? 20 * 1024L - 1 : limit)) {
        long shown = doubled ? (value + (value < 0 ? -1 : 1)) / 2 : value;
        return shown + " " + units[unit];
      }
      // One bit more than the unit has is kept for the rounding.
      int bits = doubled ? 10 : 9;
      value /= 1L << bits;
      doubled = true;
    }
  }
}
