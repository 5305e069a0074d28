// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimeLimits;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Dates and timestamps made of numbers and texts, and the texts of both. */
final class TimestampMakers {

  /** The seconds from 1970 to 2000. */
  private static final long EPOCH_2000 = 946_684_800;

  private TimestampMakers() {}

  static void register(Registry registry) {
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
        TimestampMakers::makeTimestamp,
        INT4,
        INT4,
        INT4,
        INT4,
        INT4,
        FLOAT8);
    registry.scalar("to_timestamp", TIMESTAMPTZ, a -> fromEpoch(a.real(0)), FLOAT8);
    registry.scalar(
        "to_char", TEXT, a -> DateFormat.format(a.integer(0), a.text(1), false), TIMESTAMP, TEXT);
    registry.scalar(
        "to_char", TEXT, a -> DateFormat.format(a.integer(0), a.text(1), true), TIMESTAMPTZ, TEXT);
    registry.scalar(
        "to_char", TEXT, a -> DateFormat.format(a.interval(0), a.text(1)), INTERVAL, TEXT);
    registry.scalar(
        "to_date",
        DATE,
        a -> Math.floorDiv(DateReader.parse(a.text(0), a.text(1)), DateTimes.DAY),
        TEXT,
        TEXT);
    registry.scalar(
        "to_timestamp", TIMESTAMPTZ, a -> DateReader.parse(a.text(0), a.text(1)), TEXT, TEXT);
    for (PgType type : List.of(NUMERIC, INT4, INT8, FLOAT8)) {
      registry.scalar(
          "to_char",
          TEXT,
          a ->
              Objects.equals(type, FLOAT8)
                  ? NumberFormat.format(a.real(0), a.text(1))
                  : NumberFormat.format(a.numeric(0), a.text(1), type),
          type,
          TEXT);
    }
    registry.scalar(
        "to_number",
        NUMERIC,
        a -> Numerics.text(NumberReader.parse(a.text(0), a.text(1))),
        TEXT,
        TEXT);
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
    double most = DateTimeLimits.MOST_TIMESTAMP - EPOCH_2000 * 1_000_000.0;
    if (micros >= most || micros < DateTimeLimits.LEAST_TIMESTAMP - EPOCH_2000 * 1_000_000.0) {
      throw new PgException("22008", "timestamp out of range: \"" + Floats.text(seconds) + "\"");
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
              + Floats.text(seconds));
    }
    return DateTimeLimits.checked(
        day * DateTimes.DAY
            + hour * 3_600_000_000L
            + minute * 60_000_000L
            + (long) Math.rint(seconds * 1_000_000));
  }
}
