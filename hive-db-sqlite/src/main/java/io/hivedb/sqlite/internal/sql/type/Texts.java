// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text, bytea, uuid and bool. */
public final class Texts {

  private static final Pattern GROUP = Pattern.compile("([0-9a-f]{4})-(?=.)");
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern PARTS = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");

  private Texts() {}

  /** The order of collation C: by bytes of UTF-8. */
  public static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a bool, 1 or 0. */
  public static Object parseBool(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!word.isEmpty()) {
      if ("true".startsWith(word)
          || "yes".startsWith(word)
          || word.equals("on")
          || word.equals("1")) {
        return 1L;
      }
      boolean off = word.equals("of") || word.equals("off");
      if ("false".startsWith(word) || "no".startsWith(word) || off || word.equals("0")) {
        return 0L;
      }
    }
    throw new PgException("22P02", "invalid input syntax for type boolean: \"" + text + "\"");
  }

  /** Reads a uuid. */
  public static String parseUuid(String text) {
    String plain = text;
    if (plain.startsWith("{") && plain.endsWith("}")) {
      plain = plain.substring(1, plain.length() - 1);
    }
    String digits = GROUP.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("$1");
    if (!DIGITS.matcher(digits).matches()) {
      throw new PgException("22P02", "invalid input syntax for type uuid: \"" + text + "\"");
    }
    return PARTS.matcher(digits).replaceFirst("$1-$2-$3-$4-$5");
  }

  /** Writes a bytea. */
  public static String byteaText(byte[] value) {
    return "\\x" + HexFormat.of().formatHex(value);
  }

  /** Reads a bytea, hexadecimal or escaped. */
  public static byte[] parseBytea(String text) {
    if (text.startsWith("\\x")) {
      return parseHex(text.substring(2));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    int i = 0;
    while (i < raw.length) {
      if (raw[i] != '\\') {
        out.write(raw[i++]);
      } else if (i + 1 < raw.length && raw[i + 1] == '\\') {
        out.write('\\');
        i += 2;
      } else {
        out.write(octal(raw, i));
        i += 4;
      }
    }
    return out.toByteArray();
  }

  /** Reads hexadecimal digits; white space may stand between bytes, not inside of one. */
  public static byte[] parseHex(String text) {
    String digits = text.replaceAll("(?<=\\G[0-9a-fA-F]{2}|^)[ \\t\\r\\n]+", "");
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), 16) < 0) {
        throw new PgException("22023", "invalid hexadecimal digit: \"" + digits.charAt(i) + "\"");
      }
    }
    if (digits.length() % 2 != 0) {
      throw new PgException("22023", "invalid hexadecimal data: odd number of digits");
    }
    return HexFormat.of().parseHex(digits);
  }

  private static int octal(byte[] raw, int at) {
    int value = 0;
    for (int i = at + 1; i <= at + 3; i++) {
      if (i >= raw.length || raw[i] < '0' || raw[i] > '7') {
        throw new PgException("22P02", "invalid input syntax for type bytea");
      }
      value = value * 8 + raw[i] - '0';
    }
    if (value > 255) {
      throw new PgException("22P02", "invalid input syntax for type bytea");
    }
    return value;
  }
}
