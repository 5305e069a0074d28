// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of settings as SHOW prints them: with the largest unit, on and off. */
final class SettingValues {

  private static final Pattern QUANTITY =
      Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)\\s*");

  private static final List<String> TIMES = List.of("d", "h", "min", "s", "ms");

  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private static final List<String> SIZES = List.of("TB", "GB", "MB", "kB");

  private static final Map<String, Long> KILOBYTES =
      Map.of("kB", 1L, "MB", 1024L, "GB", 1_048_576L, "TB", 1_073_741_824L);

  private static final Set<String> SWITCHES =
      Set.of(
          "enable_seqscan",
          "enable_indexscan",
          "enable_bitmapscan",
          "enable_indexonlyscan",
          "row_security",
          "check_function_bodies",
          "jit",
          "standard_conforming_strings",
          "default_transaction_read_only",
          "transaction_read_only");

  private static final List<String> LEVELS =
      List.of(
          "debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error");

  private SettingValues() {}

  static String shown(String name, String value) {
    if (name.endsWith("_timeout")) {
      return quantity(name, value, "ms", TIMES, MILLIS, 0);
    }
    if (name.endsWith("work_mem")) {
      return quantity(name, value, "kB", SIZES, KILOBYTES, 64);
    }
    if (SWITCHES.contains(name)) {
      return onOrOff(name, value);
    }
    if (name.equals("client_min_messages")) {
      return level(name, value);
    }
    return name.equals("synchronous_commit") ? value.toLowerCase(Locale.ROOT) : value;
  }

  /** Of a time as {@link #shown} gives it. */
  static long millis(String shown) {
    int unit = shown.replaceFirst("[a-z]+$", "").length();
    return Long.parseLong(shown.substring(0, unit))
        * MILLIS.getOrDefault(shown.substring(unit), 1L);
  }

  private static String level(String name, String value) {
    String level = value.toLowerCase(Locale.ROOT);
    if (!LEVELS.contains(level) && !level.equals("debug") && !level.equals("info")) {
      throw invalid(name, value).hint("Available values: " + String.join(", ", LEVELS) + ".");
    }
    return level;
  }

  private static PgException invalid(String name, String value) {
    return new PgException(
        "22023", "invalid value for parameter \"" + name + "\": \"" + value + "\"");
  }

  private static String onOrOff(String name, String value) {
    String word = value.toLowerCase(Locale.ROOT);
    boolean on = isPrefix(word, "true") || isPrefix(word, "yes") || word.equals("on");
    boolean off = isPrefix(word, "false") || isPrefix(word, "no") || word.matches("of?f");
    if (!on && !off && !word.equals("1") && !word.equals("0")) {
      throw new PgException("22023", "parameter \"" + name + "\" requires a Boolean value");
    }
    return on || word.equals("1") ? "on" : "off";
  }

  private static boolean isPrefix(String word, String whole) {
    return !word.isEmpty() && whole.startsWith(word);
  }

  private static String quantity(
      String name,
      String value,
      String base,
      List<String> units,
      Map<String, Long> factors,
      long least) {
    Matcher parts = QUANTITY.matcher(value);
    if (!parts.matches()) {
      throw invalid(name, value);
    }
    String unit = parts.group(2).isEmpty() ? base : parts.group(2);
    Long factor = factors.get(unit);
    if (factor == null) {
      throw invalid(name, value).hint("Valid units for this parameter are " + valid(units) + ".");
    }
    BigDecimal exact = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(factor));
    BigDecimal rounded = exact.setScale(0, RoundingMode.HALF_EVEN);
    if (rounded.compareTo(BigDecimal.valueOf(least)) < 0
        || rounded.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw new PgException(
          "22023",
          rounded
              + " "
              + base
              + " is outside the valid range for parameter \""
              + name
              + "\" ("
              + least
              + " "
              + base
              + " .. 2147483647 "
              + base
              + ")");
    }
    return text(rounded.longValue(), units, factors);
  }

  private static String valid(List<String> units) {
    return String.join(", ", units);
  }

  private static String text(long amount, List<String> units, Map<String, Long> factors) {
    for (String unit : units) {
      long factor = factors.getOrDefault(unit, 1L);
      if (amount > 0 && amount % factor == 0) {
        return amount / factor + unit;
      }
    }
    return Long.toString(amount);
  }
}
