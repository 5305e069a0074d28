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
  private long months;
  private long days;
  private BigDecimal micros = BigDecimal.ZERO;

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
    try {
      return new Interval(
          Math.toIntExact(months),
          Math.toIntExact(days),
          micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    } catch (ArithmeticException e) {
      throw new PgException("22008", "interval field value out of range: \"" + text + "\"");
    }
  }

  private void words(String lower) {
    boolean ago = lower.endsWith(" ago");
    String input = ago ? lower.substring(0, lower.length() - 4) : lower;
    input = input.startsWith("@") ? input.substring(1) : input;
    Matcher years = YEARS.matcher(input);
    if (years.matches()) {
      int sign = (ago ? -1 : 1) * (input.startsWith("-") ? -1 : 1);
      months = sign * (Long.parseLong(years.group(1)) * 12 + Long.parseLong(years.group(2)));
      return;
    }
    if (YEARS_TO_MONTHS.matcher(input).matches()) {
      throw PgException.unsupported("this spelling of an interval");
    }
    parts(input);
    if (ago) {
      months = -months;
      days = -days;
      micros = micros.negate();
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
      throw new PgException("22008", "interval field value out of range: \"" + text + "\"");
    }
    add(new BigDecimal(hours), new long[] {2, 3_600_000_000L});
    add(BigDecimal.valueOf(sign * minutes), new long[] {2, 60_000_000L});
    BigDecimal exact = new BigDecimal(seconds + fraction);
    add(sign < 0 ? exact.negate() : exact, new long[] {2, 1_000_000L});
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

  private void add(BigDecimal count, long[] unit) {
    BigDecimal amount = count.multiply(BigDecimal.valueOf(unit[1]));
    if (unit[0] == 2) {
      micros = micros.add(amount);
      return;
    }
    long whole = amount.setScale(0, RoundingMode.DOWN).longValueExact();
    BigDecimal rest = amount.subtract(BigDecimal.valueOf(whole));
    if (unit[0] == 1) {
      days += whole;
      micros = micros.add(rest.multiply(BigDecimal.valueOf(86_400_000_000L)));
    } else {
      months += whole;
      if (rest.signum() != 0) {
        add(rest.multiply(BigDecimal.valueOf(30)), new long[] {1, 1});
      }
    }
  }

  private void iso(String input) {
    boolean negative = input.startsWith("-");
    String body = input.substring(negative ? 2 : 1);
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
