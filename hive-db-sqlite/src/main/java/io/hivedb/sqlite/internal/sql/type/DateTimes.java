// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as days, times as microseconds of the day, timestamps as microseconds, all from 1970-01-01
 * UTC; the infinities are the extremes of long. The session's time zone is always UTC.
 */
public final class DateTimes {

  /** The stored form of {@code infinity}. */
  public static final long INFINITY = Long.MAX_VALUE;

  /** The stored form of {@code -infinity}. */
  public static final long MINUS_INFINITY = Long.MIN_VALUE;

  /** Microseconds of a day. */
  public static final long DAY = 86_400_000_000L;

  private static final Pattern ISO =
      Pattern.compile(
          "(?:(\\d{4,6})-(\\d{1,2})-(\\d{1,2})|(\\d{4})(\\d{2})(\\d{2}))"
              + "(?:(?:[T ]\\s*)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.](\\d*))?)?"
              + "\\s*(Z|UTC|GMT|[+-]\\d{1,2}(?::?\\d{2}(?::\\d{2})?)?)?)?"
              // A date alone may have a zone too: pgjdbc sends java.sql.Date so.
              + "(?:\\s+([+-]\\d{2}(?::?\\d{2}(?::\\d{2})?)?))?(\\s*BC)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CLOCK =
      Pattern.compile(
          "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.](\\d*))?)?(?:\\s*(am|pm))?"
              // A time without a zone drops it.
              + "(?:\\s*[+-]\\d{1,2}(?::?\\d{2}(?::\\d{2})?)?)?",
          Pattern.CASE_INSENSITIVE);

  private DateTimes() {}

  /** Reads a date, into days. */
  public static long parseDate(String text) {
    Long special = special(text);
    if (special != null) {
      return isInfinite(special) ? special : Math.floorDiv(special, DAY);
    }
    Long named = ZoneSpellings.read(text, false);
    if (named != null) {
      return Math.floorDiv(named, DAY);
    }
    Matcher fields = match(text, "date");
    long day = date(fields, text).toEpochDay();
    if (day >= DateTimeLimits.MOST_DATE || day < DateTimeLimits.LEAST_DATE) {
      throw new PgException("22008", "date out of range: \"" + text + "\"");
    }
    return day;
  }

  /** Reads a timestamp; with a zone the zone counts, without one it is dropped. */
  public static long parseTimestamp(String text, boolean zoned) {
    Long special = special(text);
    if (special != null) {
      return special;
    }
    Long named = ZoneSpellings.read(text, zoned);
    if (named != null) {
      return named;
    }
    Matcher fields = match(text, zoned ? "timestamp with time zone" : "timestamp");
    long day = date(fields, text).toEpochDay();
    long micros = clock(fields.group(7), fields.group(8), fields.group(9), fields.group(10), text);
    long zone = zoned ? zone(fields.group(fields.group(11) == null ? 12 : 11)) : 0;
    if (Math.abs(day) >= DateTimeLimits.MOST_TIMESTAMP / DAY
        || !DateTimeLimits.inRange(day * DAY + micros - zone)) {
      throw new PgException("22008", "timestamp out of range: \"" + text + "\"");
    }
    return day * DAY + micros - zone;
  }

  /** Reads a time of the day, into microseconds. */
  public static long parseTime(String text) {
    if (text.strip().equalsIgnoreCase("allballs")) {
      return 0;
    }
    if (text.strip().equalsIgnoreCase("now")) {
      throw PgException.unsupported("the date/time input \"now\"");
    }
    Matcher fields = CLOCK.matcher(text.strip());
    if (!fields.matches()) {
      Matcher whole = ISO.matcher(text.strip());
      if (whole.matches() && whole.group(7) != null) {
        return clock(whole.group(7), whole.group(8), whole.group(9), whole.group(10), text);
      }
      throw bad(text, "time");
    }
    String half = fields.group(5);
    String hour = half == null ? fields.group(1) : hour(fields.group(1), half, text);
    return clock(hour, fields.group(2), fields.group(3), fields.group(4), text);
  }

  /** The hour of 24 of an hour with AM or PM. */
  private static String hour(String hour, String half, String text) {
    int number = Integer.parseInt(hour);
    if (number > 12) {
      throw outOfRange(text);
    }
    return String.valueOf(number % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0));
  }

  private static Matcher match(String text, String type) {
    Matcher fields = ISO.matcher(text.strip());
    if (!fields.matches()) {
      String iso = DateSpellings.iso(text);
      fields = ISO.matcher(iso == null ? "" : iso);
      if (!fields.matches()) {
        throw bad(text, type);
      }
    }
    return fields;
  }

  /** PostgreSQL knows many more spellings; what might be one of them is refused. */
  private static PgException bad(String text, String type) {
    if (text.chars().anyMatch(Character::isDigit)) {
      return PgException.unsupported("this spelling of a " + type);
    }
    return new PgException("22007", "invalid input syntax for type " + type + ": \"" + text + "\"");
  }

  private static @Nullable Long special(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "infinity", "+infinity" -> INFINITY;
      case "-infinity" -> MINUS_INFINITY;
      case "epoch" -> 0L;
      case "now", "now()", "today", "tomorrow", "yesterday", "allballs" ->
          throw PgException.unsupported("the date/time input \"" + text.strip() + "\"");
      default -> null;
    };
  }

  private static LocalDate date(Matcher fields, String text) {
    boolean dashed = fields.group(1) != null;
    int year = Integer.parseInt(dashed ? fields.group(1) : fields.group(4));
    int month = Integer.parseInt(dashed ? fields.group(2) : fields.group(5));
    int day = Integer.parseInt(dashed ? fields.group(3) : fields.group(6));
    try {
      return LocalDate.of(fields.group(13) != null ? 1 - year : year, month, day);
    } catch (DateTimeException e) {
      boolean possible = month >= 1 && month <= 12 && day >= 1 && day <= 31;
      throw outOfRange(text)
          .hint(possible ? null : "Perhaps you need a different \"DateStyle\" setting.");
    }
  }

  private static PgException outOfRange(String text) {
    return new PgException("22008", "date/time field value out of range: \"" + text + "\"");
  }

  private static long clock(
      @Nullable String hour,
      @Nullable String minute,
      @Nullable String second,
      @Nullable String fraction,
      String text) {
    if (hour == null || minute == null) {
      return 0;
    }
    int hours = Integer.parseInt(hour);
    int minutes = Integer.parseInt(minute);
    int seconds = second == null ? 0 : Integer.parseInt(second);
    long micros =
        fraction == null || fraction.isEmpty()
            ? 0
            : Math.round(Double.parseDouble("0." + fraction) * 1_000_000);
    boolean midnight = hours == 24 && minutes == 0 && seconds == 0 && micros == 0;
    if ((hours > 23 && !midnight) || minutes > 59 || seconds > 60) {
      throw outOfRange(text);
    }
    return (hours * 3600L + minutes * 60L + seconds) * 1_000_000 + micros;
  }

  private static long zone(@Nullable String zone) {
    if (zone == null || Character.isLetter(zone.charAt(0))) {
      return 0;
    }
    String digits = zone.substring(1).replace(":", "");
    String padded = digits.length() % 2 == 1 ? "0" + digits : digits;
    long seconds = Long.parseLong(padded.substring(0, 2)) * 3600;
    seconds += padded.length() > 2 ? Long.parseLong(padded.substring(2, 4)) * 60 : 0;
    seconds += padded.length() > 4 ? Long.parseLong(padded.substring(4, 6)) : 0;
    return (zone.charAt(0) == '-' ? -seconds : seconds) * 1_000_000;
  }

  /** Writes a date. */
  public static String dateText(long days) {
    LocalDate date = isInfinite(days) ? LocalDate.EPOCH : LocalDate.ofEpochDay(days);
    return isInfinite(days) ? infinityText(days) : day(date) + era(date);
  }

  /** Writes a timestamp, with {@code +00} where it has a zone. */
  public static String timestampText(long micros, boolean zoned) {
    if (isInfinite(micros)) {
      return infinityText(micros);
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
    String clock = timeText(Math.floorMod(micros, DAY));
    return day(date) + " " + clock + (zoned ? "+00" : "") + era(date);
  }

  /** Writes a time. */
  public static String timeText(long micros) {
    long seconds = micros / 1_000_000;
    return two(seconds / 3600)
        + ":"
        + two(seconds / 60 % 60)
        + ":"
        + two(seconds % 60)
        + fraction(micros % 1_000_000);
  }

  static String two(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }

  static String fraction(long micros) {
    if (micros == 0) {
      return "";
    }
    String digits = Long.toString(1_000_000 + micros).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return "." + digits.substring(0, end);
  }

  private static String day(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return String.format(Locale.ROOT, "%04d-", year)
        + two(date.getMonthValue())
        + "-"
        + two(date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : " BC";
  }

  /** Whether a stored date or timestamp is infinite. */
  public static boolean isInfinite(long stored) {
    return stored == INFINITY || stored == MINUS_INFINITY;
  }

  private static String infinityText(long stored) {
    return stored == INFINITY ? "infinity" : "-infinity";
  }

  /** A stored timestamp as java.time knows it. */
  public static LocalDateTime local(long micros) {
    if (isInfinite(micros)) {
      throw PgException.unsupported("a calculation with an infinite timestamp");
    }
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000),
        (int) Math.floorMod(micros, 1_000_000L) * 1000,
        ZoneOffset.UTC);
  }

  /** A timestamp of java.time as it is stored. */
  public static long stored(LocalDateTime value) {
    return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), value);
  }

  /** A timestamp moved by an interval: months first, then days, then the clock. */
  public static long plus(long micros, Interval interval) {
    if (isInfinite(micros)) {
      return micros;
    }
    try {
      LocalDateTime moved = local(micros).plusMonths(interval.months()).plusDays(interval.days());
      return DateTimeLimits.checked(Math.addExact(stored(moved), interval.micros()));
    } catch (DateTimeException | ArithmeticException e) {
      throw new PgException("22008", "timestamp out of range");
    }
  }

  /** The time of the day of a stored time. */
  public static LocalTime localTime(long micros) {
    return LocalTime.ofNanoOfDay(Math.min(micros, DAY - 1) * 1000);
  }
}
