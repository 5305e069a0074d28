// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's text form of floating-point numbers: the shortest digits that read back to the same
 * value. The JDK before 19 does not always print the shortest.
 */
public final class Floats {

  private static final int DOUBLE_FIXED_BELOW = 15;
  private static final int FLOAT_FIXED_BELOW = 6;
  private static final Pattern SYNTAX =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Floats() {}

  /** The text of a float8. */
  public static String text(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    int least = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15;
    BigDecimal exact = new BigDecimal(value);
    for (int digits = least; digits < 17; digits++) {
      for (RoundingMode mode : closestFirst(exact, digits)) {
        BigDecimal candidate = exact.round(new MathContext(digits, mode));
        if (candidate.doubleValue() == value && !isMiddle(candidate, exact, value)) {
          return print(candidate, DOUBLE_FIXED_BELOW);
        }
      }
    }
    return print(exact.round(new MathContext(17, RoundingMode.HALF_EVEN)), DOUBLE_FIXED_BELOW);
  }

  /** The text of a float4. */
  public static String text(float value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    String quick = quick(value);
    if (quick != null) {
      return quick;
    }
    int least = Math.abs(value) < Float.MIN_NORMAL ? 1 : 6;
    BigDecimal exact = new BigDecimal(value);
    for (int digits = least; digits < 9; digits++) {
      for (RoundingMode mode : closestFirst(exact, digits)) {
        BigDecimal candidate = exact.round(new MathContext(digits, mode));
        if (candidate.floatValue() == value && !isMiddle(candidate, exact, value)) {
          return print(candidate, FLOAT_FIXED_BELOW);
        }
      }
    }
    return print(exact.round(new MathContext(9, RoundingMode.HALF_EVEN)), FLOAT_FIXED_BELOW);
  }

  /** The same without big numbers, for what embeddings are made of. */
  private static @Nullable String quick(float value) {
    double magnitude = Math.abs((double) value);
    if (magnitude < 0.001 || magnitude >= 1000) {
      return null;
    }
    long scale = magnitude < 0.01 ? 100_000_000L : magnitude < 0.1 ? 10_000_000L : 1_000_000L;
    scale =
        magnitude >= 100 ? 1000L : magnitude >= 10 ? 10_000L : magnitude >= 1 ? 100_000L : scale;
    for (int digits = 6; digits <= 8; digits++) {
      long scaled = (long) Math.rint(magnitude * scale);
      if ((float) ((double) scaled / scale) == (float) magnitude) {
        String text = decimal(scaled, scale, value < 0);
        return Float.parseFloat(text) == value ? text : null;
      }
      scale *= 10;
    }
    return null;
  }

  private static String decimal(long scaled, long scale, boolean negative) {
    String fraction = Long.toString(scale + scaled % scale).substring(1);
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    String whole = (negative ? "-" : "") + scaled / scale;
    return end == 0 ? whole : whole + "." + fraction.substring(0, end);
  }

  /** PostgreSQL does not take digits that stand for the middle between two numbers. */
  private static boolean isMiddle(BigDecimal candidate, BigDecimal exact, double value) {
    return Math.abs(value) >= 0x1p51
        && middle(candidate, exact, Math.nextUp(value), Math.nextDown(value));
  }

  private static boolean isMiddle(BigDecimal candidate, BigDecimal exact, float value) {
    return Math.abs(value) >= 0x1p22f
        && middle(candidate, exact, Math.nextUp(value), Math.nextDown(value));
  }

  private static boolean middle(BigDecimal candidate, BigDecimal exact, double up, double down) {
    double neighbour = candidate.compareTo(exact) > 0 ? up : down;
    if (candidate.compareTo(exact) == 0 || Double.isInfinite(neighbour)) {
      return false;
    }
    BigDecimal twice = candidate.multiply(BigDecimal.valueOf(2));
    return twice.compareTo(exact.add(new BigDecimal(neighbour))) == 0;
  }

  /** At a power of two the gap below is half the gap above, so both neighbours are tried. */
  private static RoundingMode[] closestFirst(BigDecimal exact, int digits) {
    return exact.precision() <= digits
        ? new RoundingMode[] {RoundingMode.HALF_EVEN}
        : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN};
  }

  private static @Nullable String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return null;
  }

  private static String print(BigDecimal value, int fixedBelow) {
    BigDecimal shortest = value.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < fixedBelow) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String sign = shortest.signum() < 0 ? "-" : "";
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return sign
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** Reads a float8. */
  public static double parseDouble(String text) {
    return parse(text, "double precision");
  }

  /** Reads a float4 into the double that equals it. */
  public static double parseFloat(String text) {
    double wide = parse(text, "real");
    float value = (float) wide;
    if (Double.isFinite(wide)) {
      value = Float.parseFloat(text.strip());
      if (Float.isInfinite(value) || (value == 0 && wide != 0)) {
        throw new PgException("22003", quoted(text) + " is out of range for type real");
      }
    }
    return value;
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static double parse(String text, String type) {
    String trimmed = text.strip();
    switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "nan" -> {
        return Double.NaN;
      }
      case "infinity", "inf", "+infinity", "+inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-infinity", "-inf" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    if (!SYNTAX.matcher(trimmed).matches()) {
      throw new PgException("22P02", "invalid input syntax for type " + type + ": " + quoted(text));
    }
    double value = Double.parseDouble(trimmed);
    boolean zero = value == 0 && !trimmed.matches("[+-]?[0.]*([eE].*)?");
    if (Double.isInfinite(value) || zero) {
      throw new PgException("22003", quoted(text) + " is out of range for type " + type);
    }
    return value;
  }

  /** A float8 as SQLite stores it: NaN is a text, which sorts after all numbers. */
  public static Object stored(double value) {
    return Double.isNaN(value) ? (Object) "NaN" : (Object) value;
  }

  /** The double of a stored float. */
  public static double value(Object stored) {
    return stored instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
