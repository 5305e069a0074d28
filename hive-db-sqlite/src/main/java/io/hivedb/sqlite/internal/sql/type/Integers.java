// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** The texts of integers. */
final class Integers {

  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+");

  private Integers() {}

  static Object parse(String text, String type, long least, long greatest) {
    String trimmed = text.strip();
    if (!DECIMAL.matcher(trimmed).matches()) {
      if (trimmed.matches("(?i)[+-]?(0[xob][0-9a-f_]+|\\d[\\d_]*\\d)")) {
        throw PgException.unsupported("this spelling of an integer");
      }
      throw new PgException(
          "22P02", "invalid input syntax for type " + type + ": \"" + text + "\"");
    }
    BigInteger value = new BigInteger(trimmed);
    if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > greatest) {
      throw new PgException("22003", "value \"" + text + "\" is out of range for type " + type);
    }
    return value.longValue();
  }
}
