// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;

/** Reads values as numbers and booleans: out of the text form, as pgjdbc does. */
final class NumberReads {

  private NumberReads() {}

  static long integer(Cell cell, long least, long most, String javaType) throws SQLException {
    if (cell.stored() instanceof Long number && cell.type().category() == 'N') {
      return checked(number, least, most, javaType);
    }
    String text = cell.text().strip();
    try {
      BigInteger whole = new BigDecimal(text).toBigInteger();
      if (whole.bitLength() < Long.SIZE) {
        return checked(whole.longValue(), least, most, javaType);
      }
    } catch (NumberFormatException e) {
      throw SqlErrors.client(
          SqlErrors.NUMERIC_OUT_OF_RANGE, "Bad value for type " + javaType + " : " + text, e);
    }
    throw SqlErrors.badValue(javaType, text);
  }

  private static long checked(long number, long least, long most, String javaType)
      throws SQLException {
    if (number < least || number > most) {
      throw SqlErrors.badValue(javaType, number);
    }
    return number;
  }

  static double toDouble(Cell cell) throws SQLException {
    String text = cell.text().strip();
    try {
      return Double.parseDouble(javaForm(text));
    } catch (NumberFormatException e) {
      throw SqlErrors.client(
          SqlErrors.NUMERIC_OUT_OF_RANGE, "Bad value for type double : " + text, e);
    }
  }

  static float toFloat(Cell cell) throws SQLException {
    String text = cell.text().strip();
    try {
      return Float.parseFloat(javaForm(text));
    } catch (NumberFormatException e) {
      throw SqlErrors.client(
          SqlErrors.NUMERIC_OUT_OF_RANGE, "Bad value for type float : " + text, e);
    }
  }

  private static String javaForm(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> "NaN";
      case "infinity", "inf" -> "Infinity";
      case "-infinity", "-inf" -> "-Infinity";
      default -> text;
    };
  }

  static BigDecimal toBigDecimal(Cell cell) throws SQLException {
    String text = cell.text().strip();
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw SqlErrors.client(
          SqlErrors.NUMERIC_OUT_OF_RANGE, "Bad value for type BigDecimal : " + text, e);
    }
  }

  static BigDecimal scaled(BigDecimal number, int scale) throws SQLException {
    try {
      return number.setScale(scale, RoundingMode.HALF_UP);
    } catch (ArithmeticException e) {
      throw SqlErrors.client(
          SqlErrors.NUMERIC_OUT_OF_RANGE, "Bad value for type BigDecimal : " + number, e);
    }
  }

  static boolean toBoolean(Cell cell) throws SQLException {
    return cell.isA("bool") ? cell.text().equals("t") : toBoolean(cell.text());
  }

  /** pgjdbc's words for yes and no. */
  static boolean toBoolean(String text) throws SQLException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "1", "true", "t", "yes", "y", "on" -> true;
      case "0", "false", "f", "no", "n", "off" -> false;
      default ->
          throw SqlErrors.client(
              SqlErrors.CANNOT_COERCE, "Cannot cast to boolean: \"" + text + "\"");
    };
  }
}
