// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * to_date and to_timestamp. PostgreSQL is lenient in many ways; here each separator must be the
 * template's, and a number may be shorter than its pattern only before a separator or the end.
 */
final class DateReader {

  private static final Map<String, String> DIGITS =
      Map.ofEntries(
          Map.entry("YYYY", "\\d{4}"),
          Map.entry("YY", "\\d{2}"),
          Map.entry("MM", "\\d{2}"),
          Map.entry("DD", "\\d{2}"),
          Map.entry("DDD", "\\d{3}"),
          Map.entry("HH24", "\\d{2}"),
          Map.entry("HH12", "\\d{2}"),
          Map.entry("HH", "\\d{2}"),
          Map.entry("MI", "\\d{2}"),
          Map.entry("SS", "\\d{2}"),
          Map.entry("MS", "\\d{3}"),
          Map.entry("US", "\\d{6}"),
          Map.entry("AM", "(?:[AaPp][Mm])"),
          Map.entry("PM", "(?:[AaPp][Mm])"));

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private final String text;
  private final String template;
  private final Map<String, String> values = new HashMap<>();

  private DateReader(String text, String template) {
    this.text = text;
    this.template = template;
  }

  static long parse(String text, String template) {
    DateReader reader = new DateReader(text, template);
    reader.match();
    return reader.stamp();
  }

  private PgException unsupported() {
    return PgException.unsupported("to read \"" + text + "\" by the pattern \"" + template + "\"");
  }

  private void match() {
    List<DateTemplate.Piece> pieces = DateTemplate.pieces(template);
    if (pieces.isEmpty()) {
      throw unsupported();
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      DateTemplate.Piece piece = pieces.get(i);
      boolean last = i == pieces.size() - 1;
      boolean beforeSeparator = last || isSeparator(pieces.get(i + 1));
      regex.append(piece.pattern() ? field(piece, beforeSeparator) : separator(piece));
    }
    Matcher matcher = Pattern.compile(regex.toString()).matcher(text);
    if (!matcher.matches()) {
      boolean letters = !text.isEmpty() && Character.isLetter(text.charAt(0));
      String first = pieces.get(0).text();
      if (letters && pieces.get(0).pattern() && DIGITS.getOrDefault(first, "").startsWith("\\d")) {
        String start = text.substring(0, Math.min(text.length(), first.length()));
        throw new PgException("22007", "invalid value \"" + start + "\" for \"" + first + "\"")
            .detail("Value must be an integer.");
      }
      throw unsupported();
    }
    int group = 1;
    for (DateTemplate.Piece piece : pieces) {
      if (piece.pattern() && values.put(key(piece), matcher.group(group++)) != null) {
        throw unsupported();
      }
    }
  }

  private static String key(DateTemplate.Piece piece) {
    String upper = piece.text().toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "HH" -> "HH12";
      case "PM" -> "AM";
      default -> upper;
    };
  }

  private static boolean isSeparator(DateTemplate.Piece piece) {
    return !piece.pattern() && "-/:., ".contains(piece.text());
  }

  private String separator(DateTemplate.Piece piece) {
    if (!isSeparator(piece) && !piece.text().equals("T")) {
      throw unsupported();
    }
    return Pattern.quote(piece.text());
  }

  private String field(DateTemplate.Piece piece, boolean beforeSeparator) {
    String key = key(piece);
    if (piece.fill() || !piece.ordinal().isEmpty()) {
      throw unsupported();
    }
    if (key.equals("MON")) {
      return "([A-Za-z]{3})";
    }
    if (key.equals("MONTH") && beforeSeparator) {
      return "([A-Za-z]{3,9})";
    }
    String digits = DIGITS.get(piece.text());
    if (digits == null) {
      throw unsupported();
    }
    boolean shorter = beforeSeparator && digits.equals("\\d{2}") && !key.equals("YY");
    return "(" + (shorter ? "\\d{1,2}" : digits) + ")";
  }

  private int number(String key, int otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  private int month() {
    String name = values.getOrDefault("MON", values.get("MONTH"));
    if (name == null) {
      return number("MM", 1);
    }
    for (int i = 0; i < MONTHS.size(); i++) {
      String month = MONTHS.get(i);
      String wanted = values.containsKey("MON") ? month.substring(0, 3) : month;
      if (wanted.equalsIgnoreCase(name)) {
        return i + 1;
      }
    }
    throw unsupported();
  }

  private long stamp() {
    boolean twice =
        (values.containsKey("DDD") && (values.containsKey("MM") || values.containsKey("DD")))
            || (values.containsKey("MM")
                && (values.containsKey("MON") || values.containsKey("MONTH")))
            || (values.containsKey("MON") && values.containsKey("MONTH"))
            || (values.containsKey("YYYY") == values.containsKey("YY"))
            || (values.containsKey("HH24") && values.containsKey("HH12"))
            || (values.containsKey("AM") && !values.containsKey("HH12"))
            || (values.containsKey("MS") && values.containsKey("US"));
    if (twice) {
      throw unsupported();
    }
    int shortYear = number("YY", 0);
    int year = number("YYYY", shortYear + (shortYear < 70 ? 2000 : 1900));
    if (year == 0) {
      throw unsupported();
    }
    int micros = number("US", number("MS", 0) * 1000);
    try {
      LocalDate date =
          values.containsKey("DDD")
              ? LocalDate.ofYearDay(year, number("DDD", 1))
              : LocalDate.of(year, month(), number("DD", 1));
      LocalTime time = LocalTime.of(hour(), number("MI", 0), number("SS", 0), micros * 1000);
      return DateTimes.stored(LocalDateTime.of(date, time));
    } catch (DateTimeException e) {
      throw new PgException("22008", "date/time field value out of range: \"" + text + "\"");
    }
  }

  private int hour() {
    String half = values.get("AM");
    if (!values.containsKey("HH12")) {
      return number("HH24", 0);
    }
    int hour = number("HH12", 0);
    if (hour < 1 || hour > 12) {
      throw new PgException("22007", "hour \"" + hour + "\" is invalid for the 12-hour clock")
          .hint("Use the 24-hour clock, or give an hour between 1 and 12.");
    }
    boolean afternoon = half != null && half.equalsIgnoreCase("pm");
    return half == null ? hour : hour % 12 + (afternoon ? 12 : 0);
  }
}
