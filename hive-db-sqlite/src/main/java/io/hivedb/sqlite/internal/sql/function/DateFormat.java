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

  static String format(long stamp, String template) {
    LocalDateTime value = DateTimes.local(stamp);
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

  /** Reads numbers by a template of numeric patterns and single separators. */
  static long parse(String text, String template) {
    int[] fields = {1, 1, 1, 0, 0, 0, 0};
    int at = 0;
    int i = 0;
    while (i < template.length()) {
      String pattern = pattern(template, i);
      if (pattern == null) {
        if (Character.isLetterOrDigit(template.charAt(i))) {
          throw PgException.unsupported("the pattern \"" + template.substring(i) + "\"");
        }
        at++;
        i++;
        continue;
      }
      int index = List.of("YYYY", "MM", "DD", "HH24", "MI", "SS", "US").indexOf(pattern);
      if (index < 0) {
        throw PgException.unsupported("the pattern \"" + pattern + "\" for input");
      }
      int end = at;
      int most = index == 0 ? 4 : index == 6 ? 6 : 2;
      while (end < text.length() && end - at < most && Character.isDigit(text.charAt(end))) {
        end++;
      }
      if (end == at) {
        throw new PgException(
            "22007",
            "invalid value \""
                + text.substring(Math.min(at, text.length()))
                + "\" for \""
                + pattern
                + "\"");
      }
      fields[index] = Integer.parseInt(text.substring(at, end));
      at = end;
      i += pattern.length();
    }
    try {
      return DateTimes.stored(
          LocalDateTime.of(
              fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6] * 1000));
    } catch (DateTimeException e) {
      throw new PgException("22008", "date/time field value out of range: \"" + text + "\"");
    }
  }
}
