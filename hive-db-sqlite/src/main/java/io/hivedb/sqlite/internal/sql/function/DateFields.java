// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Interval;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The fields of EXTRACT and the units of date_trunc. */
final class DateFields {

  private DateFields() {}

  static String two(int value) {
    return String.format(Locale.ROOT, "%02d", value);
  }

  /** The unit under its usual name; PostgreSQL knows each under several. */
  static String unit(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "y", "yr", "yrs", "years" -> "year";
      case "mon", "mons", "months" -> "month";
      case "d", "days" -> "day";
      case "h", "hr", "hrs", "hours" -> "hour";
      case "m", "min", "mins", "minutes" -> "minute";
      case "s", "sec", "secs", "seconds" -> "second";
      case "ms", "msec", "msecs", "mseconds", "msecond", "millisecond" -> "milliseconds";
      case "us", "usec", "usecs", "useconds", "usecond", "microsecond" -> "microseconds";
      case "w", "weeks" -> "week";
      case "qtr" -> "quarter";
      case "dec", "decs", "decades" -> "decade";
      case "c", "cent", "centuries" -> "century";
      case "mil", "mils", "millennia" -> "millennium";
      case "timezone_h" -> "timezone_hour";
      case "timezone_m" -> "timezone_minute";
      default -> name;
    };
  }

  private static BigDecimal whole(long value) {
    return BigDecimal.valueOf(value);
  }

  static BigDecimal ofDate(String field, long day) {
    String name = unit(field);
    if (DateTimes.isInfinite(day)) {
      throw PgException.unsupported("a calculation with an infinite date");
    }
    return switch (name) {
      case "hour",
          "minute",
          "second",
          "millisecond",
          "milliseconds",
          "microsecond",
          "microseconds" ->
          throw new PgException("0A000", "unit \"" + name + "\" not supported for type date");
      case "epoch" -> whole(day * 86_400);
      default -> calendar(name, LocalDate.ofEpochDay(day), DATE.sqlName());
    };
  }

  static BigDecimal extract(String field, long stamp, PgType type) {
    LocalDateTime local = DateTimes.local(stamp);
    String name = unit(field);
    long clock = Math.floorMod(stamp, DateTimes.DAY);
    return switch (name) {
      case "julian" -> throw PgException.unsupported("the Julian date of a timestamp");
      case "epoch" -> BigDecimal.valueOf(stamp, 6);
      case "timezone", "timezone_hour", "timezone_minute" -> {
        if (type.equals(TIMESTAMP)) {
          throw unsupported(name, type.sqlName());
        }
        yield BigDecimal.ZERO;
      }
      case "hour",
          "minute",
          "second",
          "seconds",
          "millisecond",
          "milliseconds",
          "microsecond",
          "microseconds" ->
          clock(name, clock);
      default -> calendar(name, local.toLocalDate(), type.sqlName());
    };
  }

  static BigDecimal ofTime(String field, long micros) {
    String name = unit(field);
    return name.equals("epoch") ? BigDecimal.valueOf(micros, 6) : clock(name, micros);
  }

  private static BigDecimal clock(String name, long micros) {
    long minute = micros % 60_000_000;
    return switch (name) {
      case "hour" -> whole(micros / 3_600_000_000L);
      case "minute" -> whole(micros / 60_000_000 % 60);
      case "second", "seconds" -> BigDecimal.valueOf(minute, 6);
      case "millisecond", "milliseconds" -> BigDecimal.valueOf(minute, 3);
      case "microsecond", "microseconds" -> whole(minute);
      case "day", "month", "year", "week", "quarter", "decade", "century", "millennium" ->
          throw unsupported(name, TIME.sqlName());
      case "dow", "doy", "isodow", "isoyear", "julian", "timezone" ->
          throw unsupported(name, TIME.sqlName());
      default -> throw unknown(name, TIME.sqlName());
    };
  }

  private static PgException unknown(String name, String type) {
    return new PgException("22023", "unit \"" + name + "\" not recognized for type " + type);
  }

  /** date_part calculates with floats where extract is exact. */
  static double part(String field, BigDecimal exact) {
    BigDecimal whole = exact.setScale(0, RoundingMode.DOWN);
    double fraction = exact.subtract(whole).unscaledValue().doubleValue();
    return switch (unit(field)) {
      case "second" -> whole.doubleValue() + fraction / 1_000_000;
      case "milliseconds" -> {
        long micros = exact.unscaledValue().longValue();
        long second = micros / 1_000_000;
        yield second * 1000.0 + (double) (micros - second * 1_000_000) / 1000.0;
      }
      default -> exact.doubleValue();
    };
  }

  /** The seconds of an interval, added up as PostgreSQL does with floats. */
  static double epoch(Interval value) {
    double seconds = (double) value.micros() / 1_000_000.0;
    int years = value.months() / 12;
    seconds += 365.25 * 86_400 * years;
    seconds += 30.0 * 86_400 * (value.months() % 12);
    return seconds + 86_400.0 * value.days();
  }

  static boolean isEpoch(String field) {
    return unit(field).equals("epoch");
  }

  private static PgException unsupported(String name, String type) {
    return new PgException("0A000", "unit \"" + name + "\" not supported for type " + type);
  }

  /** Years before Christ are counted in several ways. */
  private static void refuseBeforeChrist(String name, LocalDate date) {
    boolean counted = name.matches("isoyear|decade|century|millennium|week");
    if (counted && date.getYear() <= 0) {
      throw PgException.unsupported("the field " + name + " of a date before Christ");
    }
  }

  private static BigDecimal calendar(String name, LocalDate date, String type) {
    refuseBeforeChrist(name, date);
    return switch (name) {
      case "year" -> whole(date.getYear() > 0 ? date.getYear() : date.getYear() - 1);
      case "month" -> whole(date.getMonthValue());
      case "day" -> whole(date.getDayOfMonth());
      case "dow" -> whole(date.getDayOfWeek().getValue() % 7);
      case "isodow" -> whole(date.getDayOfWeek().getValue());
      case "doy" -> whole(date.getDayOfYear());
      case "week" -> whole(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case "isoyear" -> whole(date.get(IsoFields.WEEK_BASED_YEAR));
      case "quarter" -> whole((date.getMonthValue() + 2) / 3);
      case "decade" -> whole(Math.floorDiv(date.getYear(), 10));
      case "century" -> whole((date.getYear() + 99) / 100);
      case "millennium" -> whole((date.getYear() + 999) / 1000);
      case "julian" -> whole(date.toEpochDay() + 2_440_588);
      default -> throw unknown(name, type);
    };
  }

  static BigDecimal ofInterval(String field, Interval value) {
    String name = unit(field);
    return switch (name) {
      case "year" -> whole(value.months() / 12);
      case "month" -> whole(value.months() % 12);
      case "day" -> whole(value.days());
      case "hour" -> whole(value.micros() / 3_600_000_000L);
      case "minute" -> whole(value.micros() / 60_000_000 % 60);
      case "second" -> BigDecimal.valueOf(value.micros() % 60_000_000, 6);
      case "epoch" ->
          BigDecimal.valueOf(value.months() / 12)
              .multiply(BigDecimal.valueOf(31_557_600))
              .add(BigDecimal.valueOf((value.months() % 12) * 2_592_000L + value.days() * 86_400L))
              .add(BigDecimal.valueOf(value.micros(), 6))
              .setScale(6);
      default -> throw PgException.unsupported("EXTRACT(" + name + ") of an interval");
    };
  }

  static LocalDateTime truncate(String unit, LocalDateTime value, String type) {
    LocalDate date = value.toLocalDate();
    return switch (unit(unit)) {
      case "microsecond", "microseconds" -> value;
      case "millisecond", "milliseconds" -> value.truncatedTo(ChronoUnit.MILLIS);
      case "second" -> value.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> value.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> value.truncatedTo(ChronoUnit.HOURS);
      case "day" -> date.atStartOfDay();
      case "week" -> date.minusDays(date.getDayOfWeek().getValue() - 1L).atStartOfDay();
      case "month" -> date.withDayOfMonth(1).atStartOfDay();
      case "quarter" ->
          date.withMonth((date.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1).atStartOfDay();
      case "year" -> date.withDayOfYear(1).atStartOfDay();
      default -> {
        String name = unit(unit);
        if (name.matches("decade|century|millennium")) {
          yield era(name, date);
        }
        throw name.matches("dow|doy|isodow|isoyear|julian|epoch|timezone.*")
            ? PgException.unsupported("date_trunc to " + name)
            : unknown(name, type);
      }
    };
  }

  private static LocalDateTime era(String name, LocalDate date) {
    int year = date.getYear();
    if (year <= 0) {
      throw PgException.unsupported("date_trunc to a " + name + " before Christ");
    }
    int first =
        switch (name) {
          case "decade" -> year / 10 * 10;
          case "century" -> (year + 99) / 100 * 100 - 99;
          default -> (year + 999) / 1000 * 1000 - 999;
        };
    return LocalDate.of(first, 1, 1).atStartOfDay();
  }
}
