// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** format(). */
final class TextFormat {

  private static final Pattern SPECIFIER =
      Pattern.compile("%(?:(\\d+)\\$)?(-?)(\\d*)(.)", Pattern.DOTALL);

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
      if (matcher.group(4).equals("%")) {
        out.append('%');
        continue;
      }
      int index = matcher.group(1) == null ? next : Integer.parseInt(matcher.group(1));
      next = index + 1;
      if (index >= a.size()) {
        throw new PgException("22023", "too few arguments for format()");
      }
      out.append(pad(value(a, index, matcher.group(4)), matcher));
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

  private static String pad(String text, Matcher matcher) {
    if (matcher.group(3).isEmpty()) {
      return text;
    }
    String padding = " ".repeat(Math.max(0, Integer.parseInt(matcher.group(3)) - text.length()));
    return matcher.group(2).isEmpty() ? padding + text : text + padding;
  }
}
