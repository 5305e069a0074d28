// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dates, times and timestamps; the time zone is always UTC. */
final class DateTimeFunctions {

  /** The seconds from 1970 to 2000. */
  private static final long EPOCH_2000 = 946_684_800;

  private DateTimeFunctions() {}

  static void register(Registry registry) {
    clocks(registry);
    registry.operator(
        "+", "pg_date_add", DATE, a -> DateTimes.plusDays(a.integer(0), a.integer(1)), DATE, INT4);
    registry.operator("+", DATE, "pg_date_add({1}, {0})", INT4, DATE);
    registry.operator(
        "-", "pg_date_sub", DATE, a -> DateTimes.plusDays(a.integer(0), -a.integer(1)), DATE, INT4);
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
          a -> DateFields.extract(a.text(0), a.integer(1), stamp).doubleValue(),
          TEXT,
          stamp);
    }
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
    makers(registry);
  }

  private static void clocks(Registry registry) {
    for (String name : List.of("now", "current_timestamp", "transaction_timestamp")) {
      registry.changing(name, TIMESTAMPTZ, a -> a.session().now());
    }
    registry.changing("localtimestamp", TIMESTAMP, a -> a.session().now());
    registry.changing("statement_timestamp", TIMESTAMPTZ, a -> a.session().statementTime());
    registry.changing(
        "clock_timestamp",
        TIMESTAMPTZ,
        a -> DateTimes.stored(LocalDateTime.now(java.time.ZoneOffset.UTC)));
    registry.changing("current_date", DATE, a -> Math.floorDiv(a.session().now(), DateTimes.DAY));
    registry.changing("localtime", TIME, a -> Math.floorMod(a.session().now(), DateTimes.DAY));
    registry.internal("pg_today", true, a -> Math.floorDiv(a.session().now(), DateTimes.DAY));
    registry.internal("pg_age", true, a -> age(a.integer(0), a.integer(1)).toString());
  }

  private static void fields(Registry registry) {
    registry.refused("date_trunc", TEXT, INTERVAL);
    registry.refused("isfinite", INTERVAL);
    registry.refused("to_char", INTERVAL, TEXT);
    registry.refused("to_char", FLOAT4, TEXT);
    registry.refused("date_trunc", TEXT, TIMESTAMPTZ, TEXT);
    registry.scalar(
        "extract",
        NUMERIC,
        a -> Numerics.text(DateFields.ofDate(a.text(0), a.integer(1))),
        TEXT,
        DATE);
    registry.scalar(
        "date_part",
        FLOAT8,
        a -> DateFields.ofDate(a.text(0), a.integer(1)).doubleValue(),
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
        a -> DateFields.ofTime(a.text(0), a.integer(1)).doubleValue(),
        TEXT,
        TIME);
    registry.template(
        "date_trunc", TIMESTAMPTZ, "pg_date_trunc({0}, pg_midnight({1}))", TEXT, DATE);
    registry.scalar("timezone", TIMESTAMP, a -> utc(a.text(0), a.integer(1)), TEXT, TIMESTAMPTZ);
    registry.scalar("timezone", TIMESTAMPTZ, a -> utc(a.text(0), a.integer(1)), TEXT, TIMESTAMP);
    registry.scalar("isfinite", BOOL, a -> !DateTimes.isInfinite(a.integer(0)), DATE);
    registry.scalar("isfinite", BOOL, a -> !DateTimes.isInfinite(a.integer(0)), TIMESTAMP);
    registry.scalar("isfinite", BOOL, a -> !DateTimes.isInfinite(a.integer(0)), TIMESTAMPTZ);
    for (PgType type : List.of(DATE, TIMESTAMP, TIMESTAMPTZ, TIME)) {
      registry.template(
          "overlaps", BOOL, "pg_overlaps({0}, {1}, {2}, {3})", type, type, type, type);
    }
    registry.internal(
        "pg_overlaps", false, a -> overlaps(end(a, 0), end(a, 1), end(a, 2), end(a, 3)));
  }

  private static @Nullable Long end(Args a, int index) {
    return a.isNull(index) ? null : a.integer(index);
  }

  /** As PostgreSQL does: of a half-known period its known end counts as its start. */
  private static @Nullable Boolean overlaps(
      @Nullable Long a, @Nullable Long b, @Nullable Long c, @Nullable Long d) {
    if ((a == null && b == null) || (c == null && d == null)) {
      return null;
    }
    boolean firstTurned = a == null || (b != null && a > b);
    boolean secondTurned = c == null || (d != null && c > d);
    long start1 = Objects.requireNonNull(firstTurned ? b : a);
    Long end1 = firstTurned ? a : b;
    long start2 = Objects.requireNonNull(secondTurned ? d : c);
    Long end2 = secondTurned ? c : d;
    if (start1 == start2) {
      return (end1 == null || end2 == null) ? null : Boolean.TRUE;
    }
    Long endOfEarlier = start1 < start2 ? end1 : end2;
    Long endOfLater = start1 < start2 ? end2 : end1;
    if (endOfEarlier == null) {
      return null;
    }
    if (Math.max(start1, start2) < endOfEarlier) {
      return true;
    }
    return endOfLater == null ? null : Boolean.FALSE;
  }

  private static void makers(Registry registry) {
    registry.scalar(
        "make_date",
        DATE,
        a -> makeDate(a.small(0), a.small(1), a.small(2)).toEpochDay(),
        INT4,
        INT4,
        INT4);
    registry.scalar(
        "make_timestamp",
        TIMESTAMP,
        DateTimeFunctions::makeTimestamp,
        INT4,
        INT4,
        INT4,
        INT4,
        INT4,
        FLOAT8);
    registry.scalar("to_timestamp", TIMESTAMPTZ, a -> fromEpoch(a.real(0)), FLOAT8);
    registry.scalar(
        "to_char", TEXT, a -> DateFormat.format(a.integer(0), a.text(1)), TIMESTAMP, TEXT);
    registry.scalar(
        "to_char", TEXT, a -> DateFormat.format(a.integer(0), a.text(1)), TIMESTAMPTZ, TEXT);
    registry.scalar(
        "to_date",
        DATE,
        a -> Math.floorDiv(DateFormat.parse(a.text(0), a.text(1)), DateTimes.DAY),
        TEXT,
        TEXT);
    registry.scalar(
        "to_timestamp", TIMESTAMPTZ, a -> DateFormat.parse(a.text(0), a.text(1)), TEXT, TEXT);
    for (PgType type : List.of(NUMERIC, INT4, INT8, FLOAT8)) {
      registry.scalar(
          "to_char",
          TEXT,
          a ->
              NumberFormat.format(
                  Objects.equals(type, FLOAT8)
                      ? NumberFormat.rounded(a.real(0), a.text(1))
                      : a.numeric(0),
                  a.text(1)),
          type,
          TEXT);
    }
    registry.scalar(
        "to_number",
        NUMERIC,
        a -> Numerics.text(NumberFormat.parse(a.text(0), a.text(1))),
        TEXT,
        TEXT);
  }

  static long midnight(long days) {
    if (DateTimes.isInfinite(days)) {
      return days;
    }
    if (days > DateTimes.MOST_TIMESTAMP / DateTimes.DAY) {
      throw new PgException("22008", "date out of range for timestamp");
    }
    return days * DateTimes.DAY;
  }

  private static long at(long day, long time) {
    long midnight = midnight(day);
    return DateTimes.isInfinite(day) ? midnight : DateTimes.checked(midnight + time);
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

  private static long utc(String zone, long stamp) {
    if (!zone.matches("(?i)utc|gmt|z|etc/utc|\\+?0?0(:00)?")) {
      throw PgException.unsupported("the time zone \"" + zone + "\"");
    }
    return stamp;
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

  private static long fromEpoch(double seconds) {
    if (Double.isNaN(seconds)) {
      throw new PgException("22008", "timestamp cannot be NaN");
    }
    if (Double.isInfinite(seconds)) {
      return seconds > 0 ? DateTimes.INFINITY : DateTimes.MINUS_INFINITY;
    }
    // PostgreSQL counts from the year 2000, which decides how halves are rounded.
    double micros = Math.rint((seconds - EPOCH_2000) * 1_000_000);
    double most = DateTimes.MOST_TIMESTAMP - EPOCH_2000 * 1_000_000.0;
    if (micros >= most || micros < DateTimes.LEAST_TIMESTAMP - EPOCH_2000 * 1_000_000.0) {
      throw new PgException(
          "22008",
          "timestamp out of range: \""
              + io.hivedb.sqlite.internal.sql.type.Floats.text(seconds)
              + "\"");
    }
    return (long) micros + EPOCH_2000 * 1_000_000;
  }

  private static LocalDate makeDate(int year, int month, int day) {
    try {
      // A year before Christ is negative here; there is no year zero.
      if (year == 0) {
        throw new DateTimeException("year 0");
      }
      return LocalDate.of(year < 0 ? year + 1 : year, month, day);
    } catch (DateTimeException e) {
      throw new PgException(
          "22008",
          "date field value out of range: "
              + year
              + "-"
              + DateFields.two(month)
              + "-"
              + DateFields.two(day));
    }
  }

  private static long makeTimestamp(Args a) {
    long day = makeDate(a.small(0), a.small(1), a.small(2)).toEpochDay();
    double seconds = a.real(5);
    long hour = a.integer(3);
    long minute = a.integer(4);
    boolean midnight = hour == 24 && minute == 0 && seconds == 0;
    boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    if (!(midnight || (valid && seconds >= 0 && seconds <= 60))) {
      throw new PgException(
          "22008",
          "time field value out of range: "
              + hour
              + ":"
              + DateFields.two(a.small(4))
              + ":"
              + (seconds >= 0 && seconds < 10 ? "0" : "")
              + io.hivedb.sqlite.internal.sql.type.Floats.text(seconds));
    }
    return DateTimes.checked(
        day * DateTimes.DAY
            + hour * 3_600_000_000L
            + minute * 60_000_000L
            + (long) Math.rint(seconds * 1_000_000));
  }
}
