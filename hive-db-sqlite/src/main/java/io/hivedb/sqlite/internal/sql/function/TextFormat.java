// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import org.jspecify.annotations.Nullable;

/** format(). */
final class TextFormat {

  private static final String HINT = "For a single \"%\" use \"%%\".";

  private final Args args;
  private final String pattern;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int next = 1;

  private TextFormat(Args args) {
    this.args = args;
    this.pattern = args.text(0);
  }

  static @Nullable String format(Args a) {
    return a.isNull(0) ? null : new TextFormat(a).run();
  }

  private String run() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c != '%') {
        out.append(c);
      } else if (peek() == '%') {
        out.append('%');
        at++;
      } else {
        specifier();
      }
    }
    return out.toString();
  }

  /** {@code %[position][-][width]type}. */
  private void specifier() {
    int position = number();
    long width = 0;
    boolean left = false;
    boolean indirect = false;
    int widthPosition = -1;
    if (position >= 0 && peek() != '$') {
      width = position;
      position = -1;
    } else {
      pastDollar(position);
      while (peek() == '-') {
        left = true;
        at++;
      }
      indirect = peek() == '*';
      at += indirect ? 1 : 0;
      int digits = number();
      if (indirect && digits >= 0 && peek() != '$') {
        throw new PgException("22023", "width argument position must be ended by \"$\"");
      }
      widthPosition = indirect ? digits : -1;
      width = indirect ? 0 : Math.max(0, digits);
      if (indirect) {
        pastDollar(digits);
      }
    }
    String type = Character.toString(pattern.codePointAt(checked()));
    at += type.length();
    if (!"sIL".contains(type)) {
      throw new PgException("22023", "unrecognized format() type specifier \"" + type + "\"")
          .hint(HINT);
    }
    width = indirect ? width(widthPosition) : width;
    int index = argument(position);
    pad(value(index, type), width, left);
  }

  private void pastDollar(int position) {
    if (position == 0) {
      throw new PgException(
          "22023", "format specifies argument 0, but arguments are numbered from 1");
    }
    at += position > 0 ? 1 : 0;
  }

  /** An argument by its place, or the next one. */
  private int argument(int position) {
    int index = position > 0 ? position : next;
    if (index >= args.size()) {
      throw new PgException("22023", "too few arguments for format()");
    }
    next = index + 1;
    return index;
  }

  private long width(int position) {
    int index = argument(position);
    if (args.isNull(index)) {
      return 0;
    }
    try {
      return Integer.parseInt(args.text(index).strip());
    } catch (NumberFormatException e) {
      throw PgException.unsupported("format() with a width that is no integer");
    }
  }

  private char peek() {
    return pattern.charAt(checked());
  }

  private int checked() {
    if (at >= pattern.length()) {
      throw new PgException("22023", "unterminated format() type specifier").hint(HINT);
    }
    return at;
  }

  /** Digits, of which some may be missing; -1 where there are none. */
  private int number() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    try {
      return start == at ? -1 : Integer.parseInt(pattern.substring(start, at));
    } catch (NumberFormatException e) {
      throw new PgException("22003", "number is out of range");
    }
  }

  private String value(int index, String type) {
    String text = args.isNull(index) ? null : args.text(index);
    if (type.equals("L")) {
      return text == null ? "NULL" : TextFunctions.quoteLiteral(text);
    }
    if (text == null && type.equals("I")) {
      throw new PgException("22004", "null values cannot be formatted as an SQL identifier");
    }
    return text == null ? "" : type.equals("I") ? TextFunctions.quoteIdentifier(text) : text;
  }

  private void pad(String text, long width, boolean left) {
    String padding =
        " ".repeat((int) Math.max(0, Math.abs(width) - text.codePointCount(0, text.length())));
    out.append(left || width < 0 ? text + padding : padding + text);
  }
}
