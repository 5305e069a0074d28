// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.DateTimes;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** to_char, to_date and to_timestamp with the common part of PostgreSQL's template patterns. */
final class DateFormat {

  private static final List<String> PATTERNS =
      List.of(
          "YYYY", "HH24", "HH12", "Month", "MONTH", "month", "Mon", "MON", "mon", "Day", "DAY",
          "day", "DDD", "MM", "DD", "HH", "MI", "SS", "MS", "US", "YY", "Dy", "DY", "dy", "AM",
          "PM", "am", "pm", "Q", "D");

  private DateFormat() {}

  static @org.jspecify.annotations.Nullable String format(long stamp, String template) {
    LocalDateTime value = DateTimes.local(stamp);
    if (template.isEmpty()) {
      return null;
    }
    if (value.getYear() <= 0 || template.indexOf('\\') >= 0 || template.contains("SSSS")) {
      throw PgException.unsupported("the to_char pattern \"" + template + "\" here");
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      if (template.charAt(at) == '"') {
        int end = template.indexOf('"', at + 1);
        end = end < 0 ? template.length() : end;
        out.append(template, at + 1, end);
        at = end + 1;
        continue;
      }
      boolean fill = template.startsWith("FM", at);
      int start = fill ? at + 2 : at;
      String pattern = pattern(template, start);
      if (pattern == null) {
        char c = template.charAt(start);
        if (Character.isLetter(c) && c != 'T') {
          throw PgException.unsupported(
              "the to_char pattern \"" + template.substring(start) + "\"");
        }
        out.append(c);
        at = start + 1;
      } else {
        String text = field(value, pattern);
        out.append(fill ? text.strip().replaceFirst("^0+(?=\\d)", "") : text);
        at = start + pattern.length();
        if (template.startsWith("TH", at) || template.startsWith("th", at)) {
          throw PgException.unsupported("the to_char pattern TH");
        }
      }
    }
    return out.toString();
  }

  private static @org.jspecify.annotations.Nullable String pattern(String template, int at) {
    for (String pattern : PATTERNS) {
      if (template.startsWith(pattern, at)) {
        return pattern;
      }
    }
    return null;
  }

  private static String field(LocalDateTime value, String pattern) {
    int hour12 = value.getHour() % 12 == 0 ? 12 : value.getHour() % 12;
    return switch (pattern) {
      case "YYYY" -> String.format(Locale.ROOT, "%04d", value.getYear());
      case "YY" -> DateFields.two(value.getYear() % 100);
      case "MM" -> DateFields.two(value.getMonthValue());
      case "DD" -> DateFields.two(value.getDayOfMonth());
      case "DDD" -> String.format(Locale.ROOT, "%03d", value.getDayOfYear());
      case "D" -> String.valueOf(value.getDayOfWeek().getValue() % 7 + 1);
      case "Q" -> String.valueOf((value.getMonthValue() + 2) / 3);
      case "HH24" -> DateFields.two(value.getHour());
      case "HH12", "HH" -> DateFields.two(hour12);
      case "MI" -> DateFields.two(value.getMinute());
      case "SS" -> DateFields.two(value.getSecond());
      case "MS" -> String.format(Locale.ROOT, "%03d", value.getNano() / 1_000_000);
      case "US" -> String.format(Locale.ROOT, "%06d", value.getNano() / 1000);
      case "AM", "PM" -> value.getHour() < 12 ? "AM" : "PM";
      case "am", "pm" -> value.getHour() < 12 ? "am" : "pm";
      default -> name(value, pattern);
    };
  }

  private static String name(LocalDateTime value, String pattern) {
    boolean month = pattern.toLowerCase(Locale.ROOT).startsWith("mo");
    boolean isShort = pattern.length() == (month ? 3 : 2);
    TextStyle style = isShort ? TextStyle.SHORT : TextStyle.FULL;
    String name =
        month
            ? value.getMonth().getDisplayName(style, Locale.ENGLISH)
            : value.getDayOfWeek().getDisplayName(style, Locale.ENGLISH);
    name = isShort ? name.substring(0, 3) : String.format(Locale.ROOT, "%-9s", name);
    if (Character.isLowerCase(pattern.charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return Character.isUpperCase(pattern.charAt(1)) ? name.toUpperCase(Locale.ROOT) : name;
  }

  private static final List<String> INPUT = List.of("YYYY", "MM", "DD", "HH24", "MI", "SS");

  /**
   * Reads numbers by a template of numeric patterns and separators. PostgreSQL is lenient in many
   * ways; here each number must have its full width and each separator must be the template's.
   */
  static long parse(String text, String template) {
    StringBuilder regex = new StringBuilder();
    List<String> given = new java.util.ArrayList<>();
    int i = 0;
    while (i < template.length()) {
      String pattern = pattern(template, i);
      if (pattern != null && INPUT.contains(pattern) && !given.contains(pattern)) {
        given.add(pattern);
        regex.append(pattern.equals("YYYY") ? "(\\d{4})" : "(\\d{2})");
        i += pattern.length();
      } else if (pattern == null && "-/:. ".indexOf(template.charAt(i)) >= 0) {
        regex.append(java.util.regex.Pattern.quote(template.substring(i, ++i)));
      } else {
        throw PgException.unsupported("the pattern \"" + template + "\" for input");
      }
    }
    java.util.regex.Matcher fields =
        java.util.regex.Pattern.compile(regex.toString()).matcher(text);
    if (!given.contains("YYYY") || !fields.matches()) {
      throw PgException.unsupported("to read \"" + text + "\" by the pattern \"" + template + "\"");
    }
    int[] values = {1, 1, 1, 0, 0, 0};
    for (int field = 0; field < given.size(); field++) {
      values[INPUT.indexOf(given.get(field))] = Integer.parseInt(fields.group(field + 1));
    }
    return stamp(values, text);
  }

  private static long stamp(int[] values, String text) {
    try {
      return DateTimes.stored(
          LocalDateTime.of(values[0], values[1], values[2], values[3], values[4], values[5]));
    } catch (DateTimeException e) {
      throw new PgException("22008", "date/time field value out of range: \"" + text + "\"");
    }
  }
}
