// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of PostgreSQL's text form of a date, time or timestamp.
 *
 * @param infinity 1 for {@code infinity}, -1 for {@code -infinity}, else 0
 * @param date the date; null where there is none
 * @param time the time; null where there is none
 * @param endOfDay whether the time is 24:00:00
 * @param offset the offset; null where there is none
 */
record PgTime(
    int infinity,
    @Nullable LocalDate date,
    @Nullable LocalTime time,
    boolean endOfDay,
    @Nullable ZoneOffset offset) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{4,7})-(\\d\\d)-(\\d\\d))?(?: |T|$)?"
              + "(?:(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?)?"
              + " ?(Z|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)?( BC)?");

  /** Reads the text; empty if it is none of these. */
  static Optional<PgTime> read(String text) {
    String stripped = text.strip();
    if (stripped.equals("infinity") || stripped.equals("-infinity")) {
      int sign = stripped.startsWith("-") ? -1 : 1;
      return Optional.of(new PgTime(sign, null, null, false, null));
    }
    Matcher matcher = FORM.matcher(stripped);
    if (stripped.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(matcher));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static PgTime of(Matcher matcher) {
    boolean endOfDay = "24".equals(matcher.group(4));
    return new PgTime(0, date(matcher), endOfDay ? null : time(matcher), endOfDay, offset(matcher));
  }

  private static @Nullable LocalDate date(Matcher matcher) {
    if (matcher.group(1) == null) {
      return null;
    }
    int year = number(matcher, 1);
    boolean beforeChrist = matcher.group(9) != null;
    return LocalDate.of(beforeChrist ? 1 - year : year, number(matcher, 2), number(matcher, 3));
  }

  private static @Nullable LocalTime time(Matcher matcher) {
    if (matcher.group(4) == null) {
      return null;
    }
    int second = matcher.group(6) == null ? 0 : number(matcher, 6);
    int nanos = 0;
    if (matcher.group(7) != null) {
      nanos = Integer.parseInt((matcher.group(7) + "00000000").substring(0, 9));
    }
    return LocalTime.of(number(matcher, 4), number(matcher, 5), second, nanos);
  }

  private static @Nullable ZoneOffset offset(Matcher matcher) {
    String text = matcher.group(8);
    if (text == null) {
      return null;
    }
    return ZoneOffset.of(text);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** The nanoseconds of the second. */
  @SuppressWarnings("JavaLocalTimeGetNano") // java.sql.Timestamp keeps them apart too.
  int nanos() {
    return timeOrMidnight().getNano();
  }

  LocalTime timeOrMidnight() {
    return time == null ? LocalTime.MIDNIGHT : time;
  }

  LocalDate dateOrEpoch() {
    LocalDate day = date == null ? LocalDate.EPOCH : date;
    return endOfDay ? day.plusDays(1) : day;
  }
}
