// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/**
 * An interval.
 *
 * @param months years and months
 * @param days days and weeks
 * @param micros the rest, in microseconds
 */
public record Interval(int months, int days, long micros) {

  private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?infinity");
  private static final long DAY = 86_400_000_000L;

  /** Nothing. */
  public static final Interval ZERO = new Interval(0, 0, 0);

  /** Reads a text. */
  public static Interval parse(String text) {
    if (INFINITE.matcher(text.strip()).matches()) {
      throw PgException.unsupported("an infinite interval");
    }
    return new IntervalReader(text).read();
  }

  /** PostgreSQL's error for an interval that does not fit. */
  public static PgException outOfRange() {
    return new PgException("22008", "interval out of range");
  }

  /** The sum. */
  public Interval plus(Interval other) {
    try {
      return new Interval(
          Math.addExact(months, other.months),
          Math.addExact(days, other.days),
          Math.addExact(micros, other.micros));
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  /** The opposite. */
  public Interval negate() {
    if (months == Integer.MIN_VALUE || days == Integer.MIN_VALUE || micros == Long.MIN_VALUE) {
      throw outOfRange();
    }
    return new Interval(-months, -days, -micros);
  }

  /** The product, fractions carried to the smaller unit as PostgreSQL's interval_mul does. */
  public Interval times(double factor) {
    return scaled(value -> value * factor, factor);
  }

  /** The quotient. */
  public Interval dividedBy(double divisor) {
    return scaled(value -> value / divisor, divisor);
  }

  private Interval scaled(DoubleUnaryOperator scale, double by) {
    if (Double.isInfinite(by)) {
      throw PgException.unsupported("a calculation of an interval with infinity");
    }
    double exactMonths = scale.applyAsDouble(months);
    double exactDays = scale.applyAsDouble(days);
    int newMonths = checkedInt(exactMonths);
    int newDays = checkedInt(exactDays);
    double moreDays = roundedSixth((exactMonths - newMonths) * 30);
    double seconds = roundedSixth((exactDays - newDays + moreDays - (int) moreDays) * 86_400);
    try {
      if (Math.abs(seconds) >= 86_400) {
        newDays = Math.addExact(newDays, (int) (seconds / 86_400));
        seconds -= ((int) (seconds / 86_400)) * 86_400.0;
      }
      newDays = Math.addExact(newDays, (int) moreDays);
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
    double newMicros = Math.rint(scale.applyAsDouble((double) micros) + seconds * 1_000_000);
    if (!(newMicros >= -0x1p63 && newMicros < 0x1p63)) {
      throw outOfRange();
    }
    return new Interval(newMonths, newDays, (long) newMicros);
  }

  private static int checkedInt(double value) {
    if (!(value >= Integer.MIN_VALUE && value < 0x1p31)) {
      throw outOfRange();
    }
    return (int) value;
  }

  private static double roundedSixth(double value) {
    return Math.rint(value * 1_000_000) / 1_000_000;
  }

  /** What comparisons go by: a month is 30 days, a day 24 hours. */
  public BigInteger span() {
    return BigInteger.valueOf(months * 30L + days)
        .multiply(BigInteger.valueOf(DAY))
        .add(BigInteger.valueOf(micros));
  }

  /** 24 hours become a day, and both get the same sign. */
  public Interval justifiedHours() {
    long wholeDays = days + micros / DAY;
    long rest = micros % DAY;
    if (wholeDays > 0 && rest < 0) {
      rest += DAY;
      wholeDays--;
    } else if (wholeDays < 0 && rest > 0) {
      rest -= DAY;
      wholeDays++;
    }
    return new Interval(months, Math.toIntExact(wholeDays), rest);
  }

  /** 30 days become a month, and both get the same sign. */
  public Interval justifiedDays() {
    int wholeMonths = months + days / 30;
    int rest = days % 30;
    if (wholeMonths > 0 && rest < 0) {
      rest += 30;
      wholeMonths--;
    } else if (wholeMonths < 0 && rest > 0) {
      rest -= 30;
      wholeMonths++;
    }
    return new Interval(wholeMonths, rest, micros);
  }

  /** Both, so that all parts have one sign. */
  public Interval justified() {
    if ((days > 0 && micros > 0) || (days < 0 && micros < 0)) {
      Interval first = new Interval(months, days, micros).carriedDays();
      return first.balanced();
    }
    return balanced();
  }

  private Interval carriedDays() {
    return new Interval(Math.addExact(months, days / 30), days % 30, micros);
  }

  /** As interval_justify_interval: hours to days, days to months, then one sign for all. */
  private Interval balanced() {
    long wholeDays = days + micros / DAY;
    long clock = micros % DAY;
    long wholeMonths = months + wholeDays / 30;
    wholeDays %= 30;
    if (wholeMonths > 0 && (wholeDays < 0 || (wholeDays == 0 && clock < 0))) {
      wholeDays += 30;
      wholeMonths--;
    } else if (wholeMonths < 0 && (wholeDays > 0 || (wholeDays == 0 && clock > 0))) {
      wholeDays -= 30;
      wholeMonths++;
    }
    if (wholeDays > 0 && clock < 0) {
      clock += DAY;
      wholeDays--;
    } else if (wholeDays < 0 && clock > 0) {
      clock -= DAY;
      wholeDays++;
    }
    return new Interval(Math.toIntExact(wholeMonths), Math.toIntExact(wholeDays), clock);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    unit(text, months / 12, "year");
    unit(text, months % 12, "mon");
    unit(text, days, "day");
    if (micros != 0 || text.isEmpty()) {
      boolean sign = micros < 0 || (text.indexOf("-") >= 0 && lastIsNegative() && micros > 0);
      text.append(text.isEmpty() ? "" : " ");
      text.append(micros < 0 ? "-" : sign ? "+" : "").append(clock());
    }
    return text.toString();
  }

  /** A positive part after a negative one gets a plus sign. */
  private boolean lastIsNegative() {
    return days != 0 ? days < 0 : months < 0;
  }

  private void unit(StringBuilder text, int count, String name) {
    if (count == 0) {
      return;
    }
    boolean afterNegative = text.indexOf("-") >= 0 && count > 0 && previousIsNegative(name);
    text.append(text.isEmpty() ? "" : " ");
    text.append(afterNegative ? "+" : "").append(count).append(' ').append(name);
    text.append(count == 1 ? "" : "s");
  }

  private boolean previousIsNegative(String name) {
    return name.equals("day") && months < 0;
  }

  private String clock() {
    BigInteger all = BigInteger.valueOf(micros).abs();
    long seconds = all.divide(BigInteger.valueOf(1_000_000)).longValueExact();
    long fraction = all.mod(BigInteger.valueOf(1_000_000)).longValueExact();
    return DateTimes.two(seconds / 3600)
        + ":"
        + DateTimes.two(seconds / 60 % 60)
        + ":"
        + DateTimes.two(seconds % 60)
        + DateTimes.fraction(fraction);
  }
}
