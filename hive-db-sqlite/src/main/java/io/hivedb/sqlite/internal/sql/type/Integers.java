// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of integers. */
final class Integers {

  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+");

  private static final Pattern SPELLED =
      Pattern.compile("(?i)([+-]?)(0[xob]_?|)([0-9a-f]+(?:_[0-9a-f]+)*)");

  private Integers() {}

  static Object parse(String text, String type, long least, long greatest) {
    String trimmed = text.strip();
    if (!DECIMAL.matcher(trimmed).matches()) {
      trimmed = decimal(trimmed, type, text);
    }
    BigInteger value = new BigInteger(trimmed);
    if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > greatest) {
      throw new PgException("22003", "value \"" + text + "\" is out of range for type " + type);
    }
    return value.longValue();
  }

  /** Other bases, and underscores between digits. */
  private static String decimal(String spelled, String type, String text) {
    Matcher matcher = SPELLED.matcher(spelled);
    if (!matcher.matches() || type.equals("oid")) {
      throw new PgException(
          "22P02", "invalid input syntax for type " + type + ": \"" + text + "\"");
    }
    String base = matcher.group(2).toLowerCase(Locale.ROOT);
    int radix = base.isEmpty() ? 10 : base.startsWith("0x") ? 16 : base.startsWith("0o") ? 8 : 2;
    try {
      BigInteger value = new BigInteger(matcher.group(3).replace("_", ""), radix);
      return matcher.group(1).equals("-") ? value.negate().toString() : value.toString();
    } catch (NumberFormatException e) {
      throw new PgException(
          "22P02", "invalid input syntax for type " + type + ": \"" + text + "\"");
    }
  }
}
