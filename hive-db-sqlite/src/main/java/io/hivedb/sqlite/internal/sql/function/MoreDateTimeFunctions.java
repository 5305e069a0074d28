// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimeLimits;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Less common functions of dates, times and intervals. */
final class MoreDateTimeFunctions {

  private static final long HOUR = 3_600_000_000L;

  private MoreDateTimeFunctions() {}

  static void register(Registry registry) {
    registry.scalar(
        "justify_interval", INTERVAL, a -> a.interval(0).justified().toString(), INTERVAL);
    registry.scalar("isfinite", BOOL, a -> a.interval(0).equals(a.interval(0)), INTERVAL);
    registry.scalar(
        "date_trunc", INTERVAL, a -> truncate(a.text(0), a.interval(1)).toString(), TEXT, INTERVAL);
    registry.scalar("make_time", TIME, MoreDateTimeFunctions::makeTime, INT4, INT4, FLOAT8);
    for (PgType stamp : List.of(TIMESTAMP, TIMESTAMPTZ)) {
      registry.scalar(
          "date_bin",
          stamp,
          a -> bin(a.interval(0), a.integer(1), a.integer(2)),
          INTERVAL,
          stamp,
          stamp);
    }
    registry.template(
        "timezone", TIMESTAMP, "pg_stamp_add({1}, pg_zone_offset({0}))", INTERVAL, TIMESTAMPTZ);
    registry.template(
        "timezone", TIMESTAMPTZ, "pg_stamp_sub({1}, pg_zone_offset({0}))", INTERVAL, TIMESTAMP);
    registry.internal("pg_zone_offset", true, a -> zone(a.interval(0)).toString());
    registry.template(
        "date_trunc",
        TIMESTAMPTZ,
        "pg_timezone_2({2}, pg_date_trunc({0}, pg_timezone({2}, {1})))",
        TEXT,
        TIMESTAMPTZ,
        TEXT);
    for (PgType type : List.of(DATE, TIMESTAMP, TIMESTAMPTZ)) {
      String end = type.equals(DATE) ? "pg_midnight({0})" : "{0}";
      overlaps(registry, type, end);
    }
  }

  /** Either end of a period may be told by its length. */
  private static void overlaps(Registry registry, PgType type, String start) {
    String first = start;
    String third = start.replace("{0}", "{2}");
    String firstEnd = "pg_stamp_add(" + first + ", {1})";
    String thirdEnd = "pg_stamp_add(" + third + ", {3})";
    String second = start.replace("{0}", "{1}");
    String fourth = start.replace("{0}", "{3}");
    String call = "pg_overlaps(" + first + ", ";
    registry.template(
        "overlaps",
        BOOL,
        call + firstEnd + ", " + third + ", " + fourth + ")",
        type,
        INTERVAL,
        type,
        type);
    registry.template(
        "overlaps",
        BOOL,
        call + second + ", " + third + ", " + thirdEnd + ")",
        type,
        type,
        type,
        INTERVAL);
    registry.template(
        "overlaps",
        BOOL,
        call + firstEnd + ", " + third + ", " + thirdEnd + ")",
        type,
        INTERVAL,
        type,
        INTERVAL);
  }

  private static Interval zone(Interval zone) {
    if (zone.months() != 0 || zone.days() != 0) {
      throw new PgException(
          "22023", "interval time zone \"" + zone + "\" must not include months or days");
    }
    return new Interval(0, 0, zone.micros() / 1_000_000 * 1_000_000);
  }

  private static @Nullable Object bin(Interval stride, long stamp, long origin) {
    if (DateTimes.isInfinite(stamp)) {
      return stamp;
    }
    if (DateTimes.isInfinite(origin)) {
      throw new PgException("22008", "origin out of range");
    }
    if (stride.months() != 0) {
      throw new PgException(
          "0A000", "timestamps cannot be binned into intervals containing months or years");
    }
    long width = Math.addExact(stride.days() * DateTimes.DAY, stride.micros());
    if (width <= 0) {
      throw new PgException("22008", "stride must be greater than zero");
    }
    long off = Math.subtractExact(stamp, origin);
    return DateTimeLimits.checked(origin + Math.floorDiv(off, width) * width);
  }

  private static Object makeTime(Args a) {
    long hour = a.integer(0);
    long minute = a.integer(1);
    double seconds = a.real(2);
    boolean whole = hour == 24 && minute == 0 && seconds == 0;
    boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    if (!(whole || (valid && seconds >= 0 && seconds <= 60))) {
      throw new PgException(
          "22008",
          String.format(
              Locale.ROOT,
              "time field value out of range: %d:%02d:%s%s",
              hour,
              minute,
              seconds >= 0 && seconds < 10 ? "0" : "",
              Floats.text(seconds)));
    }
    return hour * HOUR + minute * 60_000_000L + (long) Math.rint(seconds * 1_000_000);
  }

  private static Interval truncate(String unit, Interval value) {
    int years = value.months() / 12;
    int months = value.months();
    long micros = value.micros();
    String name = DateFields.unit(unit);
    return switch (name) {
      case "microseconds", "microsecond" -> value;
      case "milliseconds", "millisecond" ->
          new Interval(months, value.days(), micros / 1000 * 1000);
      case "second" -> new Interval(months, value.days(), micros / 1_000_000 * 1_000_000);
      case "minute" -> new Interval(months, value.days(), micros / 60_000_000 * 60_000_000);
      case "hour" -> new Interval(months, value.days(), micros / HOUR * HOUR);
      case "day" -> new Interval(months, value.days(), 0);
      case "month" -> new Interval(months, 0, 0);
      case "quarter" -> new Interval(years * 12 + months % 12 / 3 * 3, 0, 0);
      case "year" -> new Interval(years * 12, 0, 0);
      case "decade" -> new Interval(years / 10 * 120, 0, 0);
      case "century" -> new Interval(years / 100 * 1200, 0, 0);
      case "millennium" -> new Interval(years / 1000 * 12_000, 0, 0);
      default -> throw PgException.unsupported("date_trunc of an interval to " + name);
    };
  }
}
