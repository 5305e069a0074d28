// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;

/**
 * Bit strings, stored as texts of zeros and ones: those sort as PostgreSQL sorts the bits, as a
 * shorter one comes before a longer one that begins with it.
 */
public final class Bits {

  /** PostgreSQL's limit of {@code bit(n)}. */
  public static final int MOST = 83_886_080;

  private Bits() {}

  /** Reads {@code 101}, {@code b101} or {@code x1f}. */
  public static String parse(String text) {
    boolean hexadecimal = text.startsWith("x") || text.startsWith("X");
    boolean marked = hexadecimal || text.startsWith("b") || text.startsWith("B");
    StringBuilder bits = new StringBuilder();
    for (int i = marked ? 1 : 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int digit = Character.digit(text.charAt(i), hexadecimal ? 16 : 2);
      if (digit < 0 || text.charAt(i) > 'f') {
        throw new PgException(
            "22P02",
            "\""
                + Character.toString(text.codePointAt(i))
                + "\" is not a valid "
                + (hexadecimal ? "hexadecimal" : "binary")
                + " digit");
      }
      bits.append(hexadecimal ? ofInteger(digit, 4) : String.valueOf(digit));
    }
    return bits.toString();
  }

  /** The lowest bits of an integer; its sign fills what is longer. */
  public static String ofInteger(long value, int length) {
    StringBuilder bits = new StringBuilder();
    for (int i = length - 1; i >= 0; i--) {
      bits.append((i > 63 ? value < 0 : (value >>> i & 1) == 1) ? '1' : '0');
    }
    return bits.toString();
  }

  /** The integer of so many bits at most. */
  public static long toInteger(String bits, int most) {
    if (bits.length() > most) {
      throw new PgException("22003", (most == 32 ? "integer" : "bigint") + " out of range");
    }
    long value = 0;
    for (int i = 0; i < bits.length(); i++) {
      value = value << 1 | (bits.charAt(i) - '0');
    }
    return most == 32 ? (int) value : value;
  }

  /** Cuts or fills to {@code bit(n)}; without a written cast the length must be right. */
  public static String fit(String bits, int length, boolean explicit) {
    if (!explicit && bits.length() != length) {
      throw new PgException(
          "22026",
          "bit string length " + bits.length() + " does not match type bit(" + length + ")");
    }
    return bits.length() >= length
        ? bits.substring(0, length)
        : bits + "0".repeat(length - bits.length());
  }

  /** Cuts to {@code varbit(n)}; without a written cast it must not be longer. */
  public static String fitVarying(String bits, int most, boolean explicit) {
    if (!explicit && bits.length() > most) {
      throw new PgException("22001", "bit string too long for type bit varying(" + most + ")");
    }
    return bits.length() > most ? bits.substring(0, most) : bits;
  }
}
