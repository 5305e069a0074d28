// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's spellings of an interval: units, a clock, ISO 8601. */
final class IntervalReader {

  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?\\d+):(\\d{1,2})(?::(\\d{1,2})(\\.\\d+)?)?|((?:[+-]\\s*)?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([a-z]+)?)");
  private static final Pattern YEARS_TO_MONTHS = Pattern.compile("[+-]?\\d+-\\d+.*");
  private static final Pattern YEARS = Pattern.compile("[+-]?(\\d{1,8})-(\\d|1[01])");
  private static final Pattern ISO = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)([YMWDHS])");

  private static final Pattern ISO_DATE = Pattern.compile("T?\\d+(-|T|$)");
  private static final Set<String> CORE_UNITS = Set.of("d", "h", "m", "s", "y", "mon");

  /** Months, days or microseconds of a unit, by the digit in front: 0 months, 1 days, 2 micros. */
  private static final Map<String, long[]> UNITS =
      Map.ofEntries(
          Map.entry("millennium", new long[] {0, 12_000}),
          Map.entry("century", new long[] {0, 1200}),
          Map.entry("decade", new long[] {0, 120}),
          Map.entry("year", new long[] {0, 12}),
          Map.entry("month", new long[] {0, 1}),
          Map.entry("week", new long[] {1, 7}),
          Map.entry("day", new long[] {1, 1}),
          Map.entry("hour", new long[] {2, 3_600_000_000L}),
          Map.entry("minute", new long[] {2, 60_000_000L}),
          Map.entry("second", new long[] {2, 1_000_000L}),
          Map.entry("millisecond", new long[] {2, 1000}),
          Map.entry("microsecond", new long[] {2, 1}));

  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("y", "year"),
          Map.entry("yr", "year"),
          Map.entry("yrs", "year"),
          Map.entry("mon", "month"),
          Map.entry("mons", "month"),
          Map.entry("w", "week"),
          Map.entry("d", "day"),
          Map.entry("h", "hour"),
          Map.entry("hr", "hour"),
          Map.entry("hrs", "hour"),
          Map.entry("m", "minute"),
          Map.entry("min", "minute"),
          Map.entry("mins", "minute"),
          Map.entry("s", "second"),
          Map.entry("sec", "second"),
          Map.entry("secs", "second"),
          Map.entry("ms", "millisecond"),
          Map.entry("msec", "millisecond"),
          Map.entry("us", "microsecond"),
          Map.entry("usec", "microsecond"),
          Map.entry("centuries", "century"),
          Map.entry("millennia", "millennium"));

  private final String text;
  private final Set<String> seen = new HashSet<>();
  private long years;
  private long months;
  private long days;
  private long micros;

  IntervalReader(String text) {
    this.text = text;
  }

  Interval read() {
    String input = text.strip();
    if (input.startsWith("P") || input.startsWith("-P")) {
      iso(input);
    } else {
      words(input.toLowerCase(Locale.ROOT));
    }
    long total = years * 12 + months;
    if (years != (int) years || days != (int) days || months != (int) months) {
      throw outOfRange();
    }
    if (total != (int) total) {
      throw new PgException("22008", "interval out of range");
    }
    return new Interval((int) total, (int) days, micros);
  }

  private PgException outOfRange() {
    return new PgException("22015", "interval field value out of range: \"" + text + "\"");
  }

  private void words(String lower) {
    boolean ago = lower.endsWith(" ago");
    String input = ago ? lower.substring(0, lower.length() - 4) : lower;
    input = input.startsWith("@") ? input.substring(1) : input;
    Matcher spelled = YEARS.matcher(input);
    if (spelled.matches()) {
      int sign = (ago ? -1 : 1) * (input.startsWith("-") ? -1 : 1);
      years = sign * Long.parseLong(spelled.group(1));
      months = sign * Long.parseLong(spelled.group(2));
      return;
    }
    if (YEARS_TO_MONTHS.matcher(input).matches()) {
      throw PgException.unsupported("this spelling of an interval");
    }
    parts(input);
    if (ago) {
      years = -years;
      months = -months;
      days = -days;
      micros = -micros;
    }
  }

  /** A number without a unit is days before a clock, else seconds; no field is given twice. */
  private void parts(String input) {
    Matcher part = PART.matcher(input);
    List<MatchResult> parts = new ArrayList<>();
    int at = 0;
    while (at < input.length() && part.find(at) && part.start() == at) {
      parts.add(part.toMatchResult());
      at = part.end();
      boolean joined = part.group(6) != null && at < input.length();
      if (joined && !endsBefore(part.group(6), input.charAt(at))) {
        throw bad();
      }
    }
    if (parts.isEmpty() || !input.substring(at).isBlank()) {
      throw bad();
    }
    for (int i = 0; i < parts.size(); i++) {
      MatchResult one = parts.get(i);
      boolean last = i == parts.size() - 1;
      String hours = one.group(1);
      if (hours != null) {
        List.of("hour", "minute", "second").forEach(this::once);
        clock(one, hours);
      } else {
        boolean beforeClock = !last && parts.get(i + 1).group(1) != null;
        if (one.group(6) == null && !last && !beforeClock) {
          throw bad();
        }
        String unit = one.group(6) == null ? beforeClock ? "day" : "second" : one.group(6);
        long[] size = unit(unit);
        once(fullName(unit));
        add(new BigDecimal(one.group(5).replace(" ", "")), size);
      }
    }
  }

  /** PostgreSQL takes letters with a digit or sign behind them for a date, some units aside. */
  private static boolean endsBefore(String unit, char next) {
    boolean date = next == '-' || next == '.' || next == '/';
    boolean number = next == '+' || (next >= '0' && next <= '9');
    return !date && (!number || CORE_UNITS.contains(unit));
  }

  private void once(String unit) {
    if (!seen.add(unit)) {
      throw bad();
    }
  }

  private void clock(MatchResult part, String hours) {
    String seconds = part.group(3) == null ? "0" : part.group(3);
    String fraction = part.group(4) == null ? "" : part.group(4);
    int sign = hours.startsWith("-") ? -1 : 1;
    long minutes = Long.parseLong(part.group(2));
    if (minutes > 59 || Long.parseLong(seconds) > 60) {
      throw outOfRange();
    }
    long rest =
        new BigDecimal(seconds + fraction)
            .movePointRight(6)
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact();
    add(new BigDecimal(hours), new long[] {2, 3_600_000_000L});
    addMicros(sign * (minutes * 60_000_000L + rest));
  }

  private void addMicros(long more) {
    try {
      micros = Math.addExact(micros, more);
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  private static String fullName(String name) {
    String full = SHORT.getOrDefault(name, name);
    return UNITS.containsKey(full) || !full.endsWith("s")
        ? full
        : full.substring(0, full.length() - 1);
  }

  private long[] unit(String name) {
    long[] unit = UNITS.get(fullName(name));
    if (unit == null) {
      throw bad();
    }
    return unit;
  }

  /** PostgreSQL counts fractions as doubles, and those of years in whole months. */
  private void add(BigDecimal count, long[] unit) {
    try {
      long whole = count.setScale(0, RoundingMode.DOWN).longValueExact();
      double fraction = count.subtract(BigDecimal.valueOf(whole)).doubleValue();
      add(whole, fraction, unit[0], unit[1]);
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  private void add(long whole, double fraction, long kind, long size) {
    if (kind == 2) {
      addMicros(Math.multiplyExact(whole, size));
      addFraction(fraction, size);
    } else if (kind == 1) {
      days = Math.addExact(days, Math.multiplyExact(whole, size));
      addDays(fraction * size);
    } else if (size == 1) {
      months = Math.addExact(months, whole);
      addDays(fraction * 30);
    } else {
      years = Math.addExact(years, Math.multiplyExact(whole, size / 12));
      months += (long) Math.rint(fraction * size);
    }
  }

  private void addDays(double count) {
    long whole = (long) count;
    days += whole;
    addFraction(count - whole, 86_400_000_000L);
  }

  private void addFraction(double fraction, long size) {
    double exact = fraction * size;
    long whole = (long) exact;
    double rest = exact - whole;
    addMicros(whole + (rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0));
  }

  private void iso(String input) {
    boolean negative = input.startsWith("-");
    String body = input.substring(negative ? 2 : 1);
    if (body.isEmpty()) {
      throw bad();
    }
    if (body.indexOf(':') >= 0 || ISO_DATE.matcher(body).lookingAt()) {
      throw PgException.unsupported("this spelling of an interval");
    }
    int time = body.indexOf('T');
    iso(time < 0 ? body : body.substring(0, time), "YMWD", "year month week day");
    if (time >= 0) {
      iso(body.substring(time + 1), "HMS", "hour minute second");
    }
    if (negative) {
      throw bad();
    }
  }

  private void iso(String part, String letters, String units) {
    Matcher field = ISO.matcher(part);
    int at = 0;
    while (at < part.length() && field.find(at) && field.start() == at) {
      int index = letters.indexOf(field.group(2));
      if (index < 0) {
        throw bad();
      }
      add(new BigDecimal(field.group(1)), unit(units.split(" ")[index]));
      at = field.end();
    }
    if (at < part.length()) {
      throw bad();
    }
  }

  private PgException bad() {
    return new PgException("22007", "invalid input syntax for type interval: \"" + text + "\"");
  }
}
