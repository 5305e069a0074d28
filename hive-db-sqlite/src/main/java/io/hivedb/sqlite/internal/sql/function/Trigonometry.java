// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import java.util.function.DoubleUnaryOperator;

/**
 * sin and its like. The C libraries of PostgreSQL's builds differ in the last digit of a few
 * results in a hundred: glibc rounds almost always correctly, musl calculates as FreeBSD does. What
 * both say is answered; the rest is refused.
 */
final class Trigonometry {

  /** glibc's own results are the right ones this far from the middle between two numbers. */
  private static final double CERTAIN = 0.47;

  private static final double FARTHEST = 100_000;

  private Trigonometry() {}

  static void register(Registry registry) {
    function(registry, "sin", FreeBsdTrigonometry::sin, ExactTrigonometry::sin);
    function(registry, "cos", FreeBsdTrigonometry::cos, ExactTrigonometry::cos);
    function(registry, "tan", StrictMath::tan, ExactTrigonometry::tan);
    function(registry, "asin", StrictMath::asin, ExactTrigonometry::asin);
    function(registry, "acos", StrictMath::acos, ExactTrigonometry::acos);
    function(registry, "atan", StrictMath::atan, ExactTrigonometry::atan);
  }

  private static void function(
      Registry registry, String name, DoubleUnaryOperator musl, ExactTrigonometry.Function exact) {
    registry.scalar(name, FLOAT8, a -> Floats.stored(call(name, a.real(0), musl, exact)), FLOAT8);
  }

  private static double call(
      String name, double value, DoubleUnaryOperator musl, ExactTrigonometry.Function exact) {
    if (Double.isNaN(value)) {
      return value;
    }
    boolean inverse = name.equals("asin") || name.equals("acos");
    if ((inverse && Math.abs(value) > 1) || (Double.isInfinite(value) && !name.equals("atan"))) {
      throw new PgException("22003", "input is out of range");
    }
    if (value == 0) {
      return musl.applyAsDouble(value);
    }
    double result = musl.applyAsDouble(value);
    boolean small = Math.abs(value) < 0x1p-30 || Math.abs(result) < 0x1p-40;
    boolean certain =
        Math.abs(value) <= FARTHEST
            && !small
            && ExactTrigonometry.offInUnits(exact.of(value), result) < CERTAIN;
    if (!certain && !(inverse && Math.abs(value) == 1)) {
      throw PgException.unsupported(
          name + " of double precision where the last digit depends on the C library");
    }
    return result;
  }
}
