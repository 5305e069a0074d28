// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** Writes dates and times as pgjdbc sends them, rounded to microseconds. */
final class TemporalText {

  private static final String INFINITY = "infinity";
  private static final String MINUS_INFINITY = "-infinity";

  private TemporalText() {}

  static String of(LocalDate date) {
    if (date.equals(LocalDate.MAX)) {
      return INFINITY;
    }
    return date.equals(LocalDate.MIN) ? MINUS_INFINITY : day(date) + era(date);
  }

  static String of(LocalTime time) {
    return time.isAfter(LocalTime.MAX.minus(500, ChronoUnit.NANOS))
        ? "24:00:00"
        : clock(time.plus(500, ChronoUnit.NANOS));
  }

  static String of(OffsetTime time) {
    LocalTime local = time.toLocalTime();
    return (local.isAfter(LocalTime.MAX.minus(500, ChronoUnit.NANOS))
            ? "24:00:00"
            : clock(local.plus(500, ChronoUnit.NANOS)))
        + offset(time.getOffset());
  }

  static String of(LocalDateTime timestamp) {
    if (timestamp.equals(LocalDateTime.MAX)) {
      return INFINITY;
    }
    return timestamp.equals(LocalDateTime.MIN) ? MINUS_INFINITY : rounded(timestamp, "");
  }

  static String of(OffsetDateTime timestamp) {
    if (timestamp.equals(OffsetDateTime.MAX)) {
      return INFINITY;
    }
    return timestamp.equals(OffsetDateTime.MIN)
        ? MINUS_INFINITY
        : rounded(timestamp.toLocalDateTime(), offset(timestamp.getOffset()));
  }

  static String of(Timestamp timestamp, TimeZone zone) {
    if (timestamp.getTime() == TemporalReads.POSITIVE_INFINITY) {
      return INFINITY;
    }
    if (timestamp.getTime() == TemporalReads.NEGATIVE_INFINITY) {
      return MINUS_INFINITY;
    }
    LocalDateTime local = fields(timestamp.getTime(), zone).withNano(timestamp.getNanos());
    return rounded(local, offset(timestamp.getTime(), zone));
  }

  static String of(Date date, TimeZone zone) {
    if (date.getTime() == TemporalReads.POSITIVE_INFINITY) {
      return INFINITY;
    }
    if (date.getTime() == TemporalReads.NEGATIVE_INFINITY) {
      return MINUS_INFINITY;
    }
    LocalDate local = fields(date.getTime(), zone).toLocalDate();
    return day(local) + " " + offset(date.getTime(), zone) + era(local);
  }

  static String of(Time time, TimeZone zone) {
    return clock(fields(time.getTime(), zone).toLocalTime()) + offset(time.getTime(), zone);
  }

  private static String rounded(LocalDateTime timestamp, String offset) {
    LocalDateTime sum = timestamp.plus(500, ChronoUnit.NANOS);
    LocalDate date = sum.toLocalDate();
    return day(date) + " " + clock(sum.toLocalTime()) + offset + era(date);
  }

  /** By the calendar of java.sql, which is Julian before October 1582: so the fields stay. */
  private static LocalDateTime fields(long millis, TimeZone zone) {
    Calendar calendar = new GregorianCalendar(zone);
    calendar.setTimeInMillis(millis);
    int year = calendar.get(Calendar.YEAR);
    return LocalDateTime.of(
        calendar.get(Calendar.ERA) == GregorianCalendar.AD ? year : 1 - year,
        calendar.get(Calendar.MONTH) + 1,
        calendar.get(Calendar.DAY_OF_MONTH),
        calendar.get(Calendar.HOUR_OF_DAY),
        calendar.get(Calendar.MINUTE),
        calendar.get(Calendar.SECOND),
        calendar.get(Calendar.MILLISECOND) * 1_000_000);
  }

  private static String day(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return String.format(
        Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : " BC";
  }

  private static String clock(LocalTime time) {
    String seconds =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    int micros = time.getNano() / 1_000;
    return micros == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", micros);
  }

  private static String offset(long millis, TimeZone zone) {
    return offset(ZoneOffset.ofTotalSeconds(zone.getOffset(millis) / 1_000));
  }

  private static String offset(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+00" : offset.getId();
  }
}
