// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/** Reads values as the classes of java.sql, by the rules of pgjdbc. */
final class TemporalReads {

  /** What pgjdbc makes of {@code infinity} and {@code -infinity} (see its PGStatement). */
  static final long POSITIVE_INFINITY = 9223372036825200000L;

  static final long NEGATIVE_INFINITY = -9223372036832400000L;

  private TemporalReads() {}

  static PgTime parts(Cell cell, String javaType) throws SQLException {
    String text = cell.text();
    return PgTime.read(text)
        .orElseThrow(
            () ->
                SqlErrors.client(
                    SqlErrors.BAD_DATETIME_FORMAT,
                    "Bad value for type " + javaType + " : " + text));
  }

  static Timestamp toTimestamp(Cell cell, TimeZone zone) throws SQLException {
    PgTime parts = parts(cell, "timestamp/date/time");
    if (parts.infinity() != 0) {
      return new Timestamp(infinity(parts));
    }
    Timestamp timestamp = new Timestamp(millis(parts, zone));
    timestamp.setNanos(parts.nanos());
    return timestamp;
  }

  static Date toDate(Cell cell, TimeZone zone) throws SQLException {
    PgTime parts = parts(cell, "timestamp/date/time");
    if (parts.infinity() != 0) {
      return new Date(infinity(parts));
    }
    Calendar calendar = new GregorianCalendar(zone);
    calendar.setTimeInMillis(parts.offset() == null ? midnight(parts, zone) : millis(parts, zone));
    calendar.set(Calendar.HOUR_OF_DAY, 0);
    calendar.set(Calendar.MINUTE, 0);
    calendar.set(Calendar.SECOND, 0);
    calendar.set(Calendar.MILLISECOND, 0);
    return new Date(calendar.getTimeInMillis());
  }

  static Time toTime(Cell cell, TimeZone zone) throws SQLException {
    PgTime parts = parts(cell, "timestamp/date/time");
    if (parts.infinity() != 0) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE, "Infinite value found for timestamp/date.");
    }
    Calendar calendar = new GregorianCalendar(zone);
    calendar.setTimeInMillis(millis(parts, zone));
    calendar.set(Calendar.ERA, GregorianCalendar.AD);
    calendar.set(1970, Calendar.JANUARY, 1);
    return new Time(calendar.getTimeInMillis());
  }

  private static long infinity(PgTime parts) {
    return parts.infinity() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
  }

  private static long midnight(PgTime parts, TimeZone zone) {
    return millis(parts.dateOrEpoch(), LocalTime.MIDNIGHT, zone);
  }

  private static long millis(PgTime parts, TimeZone zone) {
    TimeZone effective = parts.offset() == null ? zone : TimeZone.getTimeZone(parts.offset());
    return millis(parts.dateOrEpoch(), parts.timeOrMidnight(), effective);
  }

  /** By the calendar of java.sql, which is Julian before October 1582: so the fields stay. */
  private static long millis(LocalDate date, LocalTime time, TimeZone zone) {
    Calendar calendar = new GregorianCalendar(zone);
    calendar.clear();
    calendar.set(Calendar.ERA, date.getYear() > 0 ? GregorianCalendar.AD : GregorianCalendar.BC);
    calendar.set(
        date.getYear() > 0 ? date.getYear() : 1 - date.getYear(),
        date.getMonthValue() - 1,
        date.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond());
    calendar.set(Calendar.MILLISECOND, time.getNano() / 1_000_000);
    return calendar.getTimeInMillis();
  }
}
