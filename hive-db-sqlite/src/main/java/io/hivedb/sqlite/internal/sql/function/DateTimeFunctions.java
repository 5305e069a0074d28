// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimeLimits;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.TimeZones;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Dates, times and timestamps; the time zone is always UTC. */
final class DateTimeFunctions {

  private DateTimeFunctions() {}

  static void register(Registry registry) {
    clocks(registry);
    registry.operator(
        "+",
        "pg_date_add",
        DATE,
        a -> DateTimeLimits.plusDays(a.integer(0), a.integer(1)),
        DATE,
        INT4);
    registry.operator("+", DATE, "pg_date_add({1}, {0})", INT4, DATE);
    registry.operator(
        "-",
        "pg_date_sub",
        DATE,
        a -> DateTimeLimits.plusDays(a.integer(0), -a.integer(1)),
        DATE,
        INT4);
    registry.operator("-", "pg_date_diff", INT4, a -> days(a.integer(0), a.integer(1)), DATE, DATE);
    registry.operator(
        "+", "pg_date_time", TIMESTAMP, a -> at(a.integer(0), a.integer(1)), DATE, TIME);
    registry.operator("+", TIMESTAMP, "pg_date_time({1}, {0})", TIME, DATE);
    registry.internal("pg_midnight", true, a -> midnight(a.integer(0)));
    registry.internal("pg_stamp_add", true, a -> DateTimes.plus(a.integer(0), a.interval(1)));
    registry.internal(
        "pg_stamp_sub", true, a -> DateTimes.plus(a.integer(0), a.interval(1).negate()));
    registry.internal(
        "pg_stamp_diff", true, a -> difference(a.integer(0), a.integer(1)).toString());
    for (PgType stamp : List.of(TIMESTAMP, TIMESTAMPTZ)) {
      registry.operator("+", stamp, "pg_stamp_add({0}, {1})", stamp, INTERVAL);
      registry.operator("+", stamp, "pg_stamp_add({1}, {0})", INTERVAL, stamp);
      registry.operator("-", stamp, "pg_stamp_sub({0}, {1})", stamp, INTERVAL);
      registry.operator("-", INTERVAL, "pg_stamp_diff({0}, {1})", stamp, stamp);
      registry.scalar(
          "date_trunc", stamp, a -> truncate(a.text(0), a.integer(1), stamp), TEXT, stamp);
      registry.scalar(
          "age", INTERVAL, a -> age(a.integer(0), a.integer(1)).toString(), stamp, stamp);
      registry.template("age", INTERVAL, "pg_age(pg_midnight(pg_today()), {0})", stamp);
      registry.scalar(
          "extract",
          NUMERIC,
          a -> Numerics.text(DateFields.extract(a.text(0), a.integer(1), stamp)),
          TEXT,
          stamp);
      registry.scalar(
          "date_part",
          FLOAT8,
          a -> DateFields.part(a.text(0), DateFields.extract(a.text(0), a.integer(1), stamp)),
          TEXT,
          stamp);
    }
    registry.template("date_add", TIMESTAMPTZ, "pg_stamp_add({0}, {1})", TIMESTAMPTZ, INTERVAL);
    registry.template(
        "date_subtract", TIMESTAMPTZ, "pg_stamp_sub({0}, {1})", TIMESTAMPTZ, INTERVAL);
    registry.operator("+", TIMESTAMP, "pg_stamp_add(pg_midnight({0}), {1})", DATE, INTERVAL);
    registry.operator("+", TIMESTAMP, "pg_stamp_add(pg_midnight({1}), {0})", INTERVAL, DATE);
    registry.operator("-", TIMESTAMP, "pg_stamp_sub(pg_midnight({0}), {1})", DATE, INTERVAL);
    registry.operator(
        "+",
        "pg_time_add",
        TIME,
        a -> Math.floorMod(a.integer(0) + a.interval(1).micros(), DateTimes.DAY),
        TIME,
        INTERVAL);
    registry.operator("+", TIME, "pg_time_add({1}, {0})", INTERVAL, TIME);
    registry.operator(
        "-",
        "pg_time_sub",
        TIME,
        a -> Math.floorMod(a.integer(0) - a.interval(1).micros(), DateTimes.DAY),
        TIME,
        INTERVAL);
    registry.operator(
        "-",
        "pg_time_diff",
        INTERVAL,
        a -> new Interval(0, 0, a.integer(0) - a.integer(1)).toString(),
        TIME,
        TIME);
    fields(registry);
    TimestampMakers.register(registry);
    Overlaps.register(registry);
  }

  private static void clocks(Registry registry) {
    for (String name : List.of("now", "current_timestamp", "transaction_timestamp")) {
      registry.changing(name, TIMESTAMPTZ, a -> a.session().now());
    }
    registry.changing("localtimestamp", TIMESTAMP, a -> a.session().now());
    registry.changing("statement_timestamp", TIMESTAMPTZ, a -> a.session().statementTime());
    registry.changing(
        "clock_timestamp", TIMESTAMPTZ, a -> DateTimes.stored(LocalDateTime.now(ZoneOffset.UTC)));
    registry.changing("current_date", DATE, a -> Math.floorDiv(a.session().now(), DateTimes.DAY));
    registry.changing("localtime", TIME, a -> Math.floorMod(a.session().now(), DateTimes.DAY));
    registry.internalChanging("pg_literal_now", a -> a.session().literalTime(1));
    registry.internalChanging("pg_literal_today", a -> a.session().literalTime(DateTimes.DAY));
    registry.internal("pg_today", true, a -> Math.floorDiv(a.session().now(), DateTimes.DAY));
    registry.internal("pg_age", true, a -> age(a.integer(0), a.integer(1)).toString());
  }

  private static void fields(Registry registry) {
    registry.refused("to_char", FLOAT4, TEXT);
    registry.scalar(
        "extract",
        NUMERIC,
        a -> Numerics.text(DateFields.ofDate(a.text(0), a.integer(1))),
        TEXT,
        DATE);
    // PostgreSQL's own date_part of a date is that of its midnight, unlike extract.
    registry.scalar(
        "date_part",
        FLOAT8,
        a ->
            DateFields.part(
                a.text(0), DateFields.extract(a.text(0), midnight(a.integer(1)), TIMESTAMP)),
        TEXT,
        DATE);
    registry.scalar(
        "extract",
        NUMERIC,
        a -> Numerics.text(DateFields.ofTime(a.text(0), a.integer(1))),
        TEXT,
        TIME);
    registry.scalar(
        "date_part",
        FLOAT8,
        a -> DateFields.part(a.text(0), DateFields.ofTime(a.text(0), a.integer(1))),
        TEXT,
        TIME);
    registry.template(
        "date_trunc", TIMESTAMPTZ, "pg_date_trunc({0}, pg_midnight({1}))", TEXT, DATE);
    registry.scalar(
        "timezone", TIMESTAMP, a -> TimeZones.there(a.text(0), a.integer(1)), TEXT, TIMESTAMPTZ);
    registry.scalar(
        "timezone", TIMESTAMPTZ, a -> TimeZones.here(a.text(0), a.integer(1)), TEXT, TIMESTAMP);
    MoreDateTimeFunctions.register(registry);
    registry.scalar("isfinite", BOOL, a -> !DateTimes.isInfinite(a.integer(0)), DATE);
    registry.scalar("isfinite", BOOL, a -> !DateTimes.isInfinite(a.integer(0)), TIMESTAMP);
    registry.scalar("isfinite", BOOL, a -> !DateTimes.isInfinite(a.integer(0)), TIMESTAMPTZ);
  }

  static long midnight(long days) {
    if (DateTimes.isInfinite(days)) {
      return days;
    }
    if (days > DateTimeLimits.MOST_TIMESTAMP / DateTimes.DAY) {
      throw new PgException("22008", "date out of range for timestamp");
    }
    return days * DateTimes.DAY;
  }

  private static long at(long day, long time) {
    long midnight = midnight(day);
    return DateTimes.isInfinite(day) ? midnight : DateTimeLimits.checked(midnight + time);
  }

  private static long days(long left, long right) {
    if (DateTimes.isInfinite(left) || DateTimes.isInfinite(right)) {
      throw new PgException("22008", "cannot subtract infinite dates");
    }
    return left - right;
  }

  private static Interval difference(long left, long right) {
    if (DateTimes.isInfinite(left) || DateTimes.isInfinite(right)) {
      throw PgException.unsupported("a calculation with an infinite timestamp");
    }
    long micros = Math.subtractExact(left, right);
    return new Interval(0, (int) (micros / DateTimes.DAY), micros % DateTimes.DAY);
  }

  private static long truncate(String unit, long stamp, PgType type) {
    boolean infinite = DateTimes.isInfinite(stamp);
    LocalDateTime value = DateTimes.local(infinite ? 0 : stamp);
    long truncated = DateTimes.stored(DateFields.truncate(unit, value, type.sqlName()));
    return infinite ? stamp : truncated;
  }

  /** PostgreSQL's age: borrows from the month of the earlier timestamp. */
  private static Interval age(long later, long earlier) {
    if (later < earlier) {
      return age(earlier, later).negate();
    }
    LocalDateTime to = DateTimes.local(later);
    LocalDateTime from = DateTimes.local(earlier);
    int months = (to.getYear() - from.getYear()) * 12 + to.getMonthValue() - from.getMonthValue();
    int days = to.getDayOfMonth() - from.getDayOfMonth();
    long micros = Math.floorMod(later, DateTimes.DAY) - Math.floorMod(earlier, DateTimes.DAY);
    if (micros < 0) {
      micros += DateTimes.DAY;
      days--;
    }
    if (days < 0) {
      days += from.toLocalDate().lengthOfMonth();
      months--;
    }
    return new Interval(months, days, micros);
  }
}
