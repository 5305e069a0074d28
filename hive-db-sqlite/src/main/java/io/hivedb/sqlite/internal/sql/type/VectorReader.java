// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code [1,2,3]} and {@code {1:2,3:4}/5} as pgvector's input functions do. */
final class VectorReader {

  /** A number and where it stands in the text. */
  record Component(float value, String text) {}

  private final String text;
  private final String type;
  private int at;

  VectorReader(String text, String type) {
    this.text = text;
    this.type = type;
  }

  /** The numbers between square brackets. */
  List<Component> list() {
    skip();
    if (!take('[')) {
      throw bad().detail("Vector contents must start with \"[\".");
    }
    skip();
    if (peek() == ']') {
      throw new PgException("22000", type + " must have at least 1 dimension");
    }
    List<Component> values = new ArrayList<>();
    do {
      if (values.size() == Vectors.MOST_DIMENSIONS) {
        throw new PgException(
            "54000", type + " cannot have more than " + Vectors.MOST_DIMENSIONS + " dimensions");
      }
      values.add(number());
      skip();
    } while (take(','));
    if (!take(']')) {
      throw bad();
    }
    end("Junk after closing right brace.");
    return values;
  }

  /** Nothing but white space is left. */
  void end(String detail) {
    skip();
    if (at < text.length()) {
      throw bad().detail(detail);
    }
  }

  /** The next number; its range is the caller's affair. */
  Component number() {
    skip();
    int start = at;
    while (at < text.length() && ",]} \t\n\r\f\u000b".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String number = text.substring(start, at);
    boolean word = !number.isEmpty() && Character.isLetter(number.charAt(number.length() - 1));
    if (word && number.matches("(?i)[+-]?nan")) {
      return new Component(Float.NaN, number);
    }
    if (word && number.matches("(?i)[+-]?inf(inity)?")) {
      return new Component(Float.POSITIVE_INFINITY, "");
    }
    return new Component(parsed(number), number);
  }

  private float parsed(String number) {
    boolean hexadecimal = isHexadecimal(number);
    if (hexadecimal && number.indexOf('p') < 0 && number.indexOf('P') < 0) {
      return parsed(number + "p0");
    }
    char last = number.isEmpty() ? 'f' : number.charAt(number.length() - 1);
    // Java's own suffixes.
    if (!hexadecimal && "fFdD".indexOf(last) >= 0) {
      throw bad();
    }
    try {
      return Float.parseFloat(number);
    } catch (NumberFormatException e) {
      throw bad();
    }
  }

  /** Without a regular expression, as it is asked for each component. */
  private static boolean isHexadecimal(String number) {
    int start = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    boolean begins = number.startsWith("0x", start) || number.startsWith("0X", start);
    return begins && number.length() > start + 2;
  }

  /** A whole number as C's strtol reads it, kept within the range of int. */
  int integer() {
    skip();
    int start = at;
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.isEmpty() || !Character.isDigit(digits.charAt(digits.length() - 1))) {
      throw bad();
    }
    BigInteger value = new BigInteger(digits);
    boolean fits = value.bitLength() < 32;
    return fits ? value.intValue() : value.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  void skip() {
    while (at < text.length() && " \t\n\r\f\u000b".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  PgException bad() {
    return new PgException("22P02", "invalid input syntax for type " + type + ": \"" + text + "\"");
  }

  PgException outOfRange(Component number) {
    return new PgException("22003", "\"" + number.text() + "\" is out of range for type " + type);
  }
}
