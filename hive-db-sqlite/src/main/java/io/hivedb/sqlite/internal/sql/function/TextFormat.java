// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** format(). */
final class TextFormat {

  private static final Pattern SPECIFIER =
      Pattern.compile("%(?:(\\d+)\\$)?(-?)(\\*(?:\\d+(?=\\$))?|\\d*)(.)", Pattern.DOTALL);

  private TextFormat() {}

  static @Nullable String format(Args a) {
    if (a.isNull(0)) {
      return null;
    }
    Matcher matcher = SPECIFIER.matcher(a.text(0));
    StringBuilder out = new StringBuilder();
    int at = 0;
    int next = 1;
    while (matcher.find(at)) {
      out.append(a.text(0), at, matcher.start());
      at = matcher.end();
      if (matcher.group(3).length() > 1 && matcher.group(3).startsWith("*")) {
        throw PgException.unsupported("format() with a width of a numbered argument");
      }
      if (matcher.group(4).equals("%")) {
        out.append('%');
        continue;
      }
      boolean star = matcher.group(3).equals("*");
      if (star && next >= a.size()) {
        throw new PgException("22023", "too few arguments for format()");
      }
      String width = !star ? matcher.group(3) : a.isNull(next) ? "" : a.text(next);
      next += star ? 1 : 0;
      int index = matcher.group(1) == null ? next : Integer.parseInt(matcher.group(1));
      next = index + 1;
      if (index >= a.size()) {
        throw new PgException("22023", "too few arguments for format()");
      }
      out.append(pad(value(a, index, matcher.group(4)), width, !matcher.group(2).isEmpty()));
    }
    String rest = a.text(0).substring(at);
    if (rest.endsWith("%")) {
      throw new PgException("22023", "unterminated format() type specifier");
    }
    return out.append(rest).toString();
  }

  private static String value(Args a, int index, String type) {
    String text = a.isNull(index) ? null : a.text(index);
    switch (type) {
      case "s" -> {
        return text == null ? "" : text;
      }
      case "L" -> {
        return text == null ? "NULL" : TextFunctions.quoteLiteral(text);
      }
      case "I" -> {
        if (text == null) {
          throw new PgException("22004", "null values cannot be formatted as an SQL identifier");
        }
        return TextFunctions.quoteIdentifier(text);
      }
      default ->
          throw new PgException("22023", "unrecognized format() type specifier \"" + type + "\"");
    }
  }

  private static String pad(String text, String width, boolean left) {
    if (width.isEmpty()) {
      return text;
    }
    boolean negative = width.startsWith("-");
    long size = Math.abs(Long.parseLong(width));
    if (size > Integer.MAX_VALUE) {
      throw new PgException("22023", "number is out of range");
    }
    int length = text.codePointCount(0, text.length());
    String padding = " ".repeat((int) Math.max(0, size - length));
    return left || negative ? text + padding : padding + text;
  }
}
