// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.Numerics;

/** Intervals. */
final class IntervalFunctions {

  private IntervalFunctions() {}

  static void register(Registry registry) {
    registry.operator(
        "+",
        "pg_interval_add",
        INTERVAL,
        a -> a.interval(0).plus(a.interval(1)).toString(),
        INTERVAL,
        INTERVAL);
    registry.operator(
        "-",
        "pg_interval_sub",
        INTERVAL,
        a -> a.interval(0).plus(a.interval(1).negate()).toString(),
        INTERVAL,
        INTERVAL);
    registry.operator(
        "-", "pg_interval_neg", INTERVAL, a -> a.interval(0).negate().toString(), INTERVAL);
    registry.operator(
        "*",
        "pg_interval_mul",
        INTERVAL,
        a -> a.interval(0).times(a.real(1)).toString(),
        INTERVAL,
        FLOAT8);
    registry.operator("*", INTERVAL, "pg_interval_mul({1}, {0})", FLOAT8, INTERVAL);
    registry.operator(
        "/", "pg_interval_div", INTERVAL, a -> divide(a.interval(0), a.real(1)), INTERVAL, FLOAT8);
    registry.scalar(
        "justify_hours", INTERVAL, a -> a.interval(0).justifiedHours().toString(), INTERVAL);
    registry.scalar(
        "justify_days", INTERVAL, a -> a.interval(0).justifiedDays().toString(), INTERVAL);
    registry.scalar(
        "extract",
        NUMERIC,
        a -> Numerics.text(DateFields.ofInterval(a.text(0), a.interval(1))),
        TEXT,
        INTERVAL);
    registry.scalar(
        "date_part",
        FLOAT8,
        a ->
            DateFields.isEpoch(a.text(0))
                ? DateFields.epoch(a.interval(1))
                : DateFields.part(a.text(0), DateFields.ofInterval(a.text(0), a.interval(1))),
        TEXT,
        INTERVAL);
    registry.scalar(
        "make_interval",
        INTERVAL,
        IntervalFunctions::make,
        INT4,
        INT4,
        INT4,
        INT4,
        INT4,
        INT4,
        FLOAT8);
  }

  private static String divide(Interval interval, double divisor) {
    if (divisor == 0) {
      throw new PgException("22012", "division by zero");
    }
    return interval.dividedBy(divisor).toString();
  }

  private static String make(Args a) {
    double seconds = Math.rint(a.real(6) * 1_000_000);
    if (Double.isInfinite(seconds) && !Double.isInfinite(a.real(6))) {
      throw new PgException("22003", "value out of range: overflow");
    }
    try {
      if (!(Math.abs(seconds) < 0x1p63)) {
        throw new ArithmeticException("seconds");
      }
      long clock = Math.multiplyExact(a.integer(4), 3_600_000_000L);
      clock = Math.addExact(clock, a.integer(5) * 60_000_000L);
      return new Interval(
              Math.toIntExact(a.integer(0) * 12 + a.integer(1)),
              Math.toIntExact(a.integer(2) * 7 + a.integer(3)),
              Math.addExact(clock, (long) seconds))
          .toString();
    } catch (ArithmeticException e) {
      throw Interval.outOfRange();
    }
  }
}
