// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import io.hivedb.sqlite.internal.sql.type.Interval;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** to_char of timestamps and intervals. */
final class DateFormat {

  private static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private DateFormat() {}

  static @Nullable String format(long stamp, String template, boolean zoned) {
    if (template.isEmpty() || DateTimes.isInfinite(stamp)) {
      return null;
    }
    LocalDateTime value = DateTimes.local(stamp);
    if (value.getYear() <= 0 || value.getYear() > 9999) {
      throw PgException.unsupported("the to_char pattern \"" + template + "\" here");
    }
    StringBuilder out = new StringBuilder();
    for (DateTemplate.Piece piece : DateTemplate.pieces(template)) {
      out.append(piece.pattern() ? field(value, piece, zoned) : piece.text());
    }
    return out.toString();
  }

  private static String number(long value, int width, DateTemplate.Piece piece) {
    String digits = Long.toString(Math.abs(value));
    String zeros = piece.fill() ? "" : "0".repeat(Math.max(0, width - digits.length()));
    String text = (value < 0 ? "-" : "") + zeros + digits;
    String ending = piece.ordinal().isEmpty() ? "" : NumberWriter.ending(text);
    return text + (piece.ordinal().equals("TH") ? ending.toUpperCase(Locale.ROOT) : ending);
  }

  private static String field(LocalDateTime value, DateTemplate.Piece piece, boolean zoned) {
    int year = value.getYear();
    return switch (piece.text()) {
      case "YYYY" -> number(year, 4, piece);
      case "YYY" -> number(year % 1000, 3, piece);
      case "YY" -> number(year % 100, 2, piece);
      case "Y" -> number(year % 10, 1, piece);
      case "Y,YYY" -> {
        if (!piece.ordinal().isEmpty()) {
          throw DateTemplate.unsupported("Y,YYYTH");
        }
        yield String.format(Locale.ROOT, "%d,%03d", year / 1000, year % 1000);
      }
      case "CC" -> number((year - 1) / 100 + 1L, 2, piece);
      case "MM" -> number(value.getMonthValue(), 2, piece);
      case "DD" -> number(value.getDayOfMonth(), 2, piece);
      case "DDD" -> number(value.getDayOfYear(), 3, piece);
      case "D" -> number(value.getDayOfWeek().getValue() % 7 + 1L, 1, piece);
      case "Q" -> number((value.getMonthValue() + 2) / 3, 1, piece);
      case "WW" -> number((value.getDayOfYear() - 1) / 7 + 1L, 2, piece);
      case "W" -> number((value.getDayOfMonth() - 1) / 7 + 1L, 1, piece);
      case "J" -> number(value.toLocalDate().toEpochDay() + 2_440_588, 1, piece);
      case "RM" -> roman(value.getMonthValue(), piece);
      case "IYYY", "IYY", "IY", "I", "IW", "ID", "IDDD" -> iso(value, piece);
      case "TZ" -> zoned ? piece.lower() ? "utc" : "UTC" : "";
      case "OF", "TZH" -> "+00";
      case "TZM" -> "00";
      case "AD", "BC" -> cased("AD", piece);
      case "A.D.", "B.C." -> cased("A.D.", piece);
      default -> clock(value, piece);
    };
  }

  private static String cased(String text, DateTemplate.Piece piece) {
    return piece.lower() ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static String roman(int month, DateTemplate.Piece piece) {
    String numeral = cased(ROMAN.get(month - 1), piece);
    return piece.fill() ? numeral : numeral + " ".repeat(4 - numeral.length());
  }

  private static String iso(LocalDateTime value, DateTemplate.Piece piece) {
    int year = value.get(IsoFields.WEEK_BASED_YEAR);
    int week = value.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    int day = value.getDayOfWeek().getValue();
    return switch (piece.text()) {
      case "IYYY" -> number(year, 4, piece);
      case "IYY" -> number(year % 1000, 3, piece);
      case "IY" -> number(year % 100, 2, piece);
      case "I" -> number(year % 10, 1, piece);
      case "IW" -> number(week, 2, piece);
      case "ID" -> number(day, 1, piece);
      default -> number((week - 1) * 7L + day, 3, piece);
    };
  }

  private static String clock(LocalDateTime value, DateTemplate.Piece piece) {
    int hour12 = value.getHour() % 12 == 0 ? 12 : value.getHour() % 12;
    long micros = value.getNano() / 1000;
    return switch (piece.text()) {
      case "HH24" -> number(value.getHour(), 2, piece);
      case "HH12", "HH" -> number(hour12, 2, piece);
      case "MI" -> number(value.getMinute(), 2, piece);
      case "SS" -> number(value.getSecond(), 2, piece);
      case "SSSS", "SSSSS" -> number(value.toLocalTime().toSecondOfDay(), 1, piece);
      case "MS", "FF3" -> fraction(micros / 1000, 3, piece);
      case "US", "FF6" -> fraction(micros, 6, piece);
      case "FF1" -> fraction(micros / 100_000, 1, piece);
      case "FF2" -> fraction(micros / 10_000, 2, piece);
      case "FF4" -> fraction(micros / 100, 4, piece);
      case "FF5" -> fraction(micros / 10, 5, piece);
      case "AM", "PM" -> cased(value.getHour() < 12 ? "AM" : "PM", piece);
      case "A.M.", "P.M." -> cased(value.getHour() < 12 ? "A.M." : "P.M.", piece);
      default -> name(value, piece);
    };
  }

  /** FM does not shorten a fraction. */
  private static String fraction(long value, int width, DateTemplate.Piece piece) {
    DateTemplate.Piece full =
        new DateTemplate.Piece(piece.text(), true, piece.lower(), false, piece.ordinal());
    return number(value, width, full);
  }

  private static String name(LocalDateTime value, DateTemplate.Piece piece) {
    String pattern = piece.text();
    boolean month = pattern.toLowerCase(Locale.ROOT).startsWith("mo");
    boolean isShort = pattern.length() == (month ? 3 : 2);
    String name =
        month
            ? value.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
            : value.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    name = isShort ? name.substring(0, 3) : name;
    name = isShort || piece.fill() ? name : String.format(Locale.ROOT, "%-9s", name);
    if (Character.isLowerCase(pattern.charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return Character.isUpperCase(pattern.charAt(1)) ? name.toUpperCase(Locale.ROOT) : name;
  }

  /** The fields of an interval are not brought below 24 hours and the like. */
  static @Nullable String format(Interval value, String template) {
    if (template.isEmpty()) {
      return null;
    }
    if (value.months() < 0 || value.days() < 0 || value.micros() < 0) {
      throw PgException.unsupported("to_char of a negative interval");
    }
    StringBuilder out = new StringBuilder();
    for (DateTemplate.Piece piece : DateTemplate.pieces(template)) {
      out.append(piece.pattern() ? field(value, piece) : piece.text());
    }
    return out.toString();
  }

  private static String field(Interval value, DateTemplate.Piece piece) {
    long seconds = value.micros() / 1_000_000;
    long hour = seconds / 3600;
    long micros = value.micros() % 1_000_000;
    return switch (piece.text()) {
      case "YYYY" -> number(value.months() / 12, 4, piece);
      case "MM" -> number(value.months() % 12, 2, piece);
      case "DD" -> number(value.days(), 2, piece);
      case "HH24" -> number(hour, 2, piece);
      case "HH12", "HH" -> number(hour % 12 == 0 ? 12 : hour % 12, 2, piece);
      case "MI" -> number(seconds / 60 % 60, 2, piece);
      case "SS" -> number(seconds % 60, 2, piece);
      case "MS" -> fraction(micros / 1000, 3, piece);
      case "US" -> fraction(micros, 6, piece);
      default -> throw DateTemplate.unsupported(piece.text());
    };
  }
}
