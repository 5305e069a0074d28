// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Words;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** Functions of text; positions and lengths count characters, not UTF-16 units. */
final class TextFunctions {

  private TextFunctions() {}

  static void register(Registry registry) {
    registry.operator("||", TEXT, "({0} || {1})", TEXT, TEXT);
    letters(registry);
    parts(registry);
    trims(registry);
    registry.scalar(
        "replace",
        TEXT,
        a -> a.text(1).isEmpty() ? a.text(0) : a.text(0).replace(a.text(1), a.text(2)),
        TEXT,
        TEXT,
        TEXT);
    registry.scalar("reverse", TEXT, a -> new StringBuilder(a.text(0)).reverse().toString(), TEXT);
    registry.scalar("repeat", TEXT, a -> a.text(0).repeat(Math.max(0, a.small(1))), TEXT, INT4);
    registry.optional("lpad", TEXT, 2, a -> pad(a, true), TEXT, INT4, TEXT);
    registry.optional("rpad", TEXT, 2, a -> pad(a, false), TEXT, INT4, TEXT);
    registry.scalar(
        "split_part", TEXT, a -> splitPart(a.text(0), a.text(1), a.small(2)), TEXT, TEXT, INT4);
    registry.scalar(
        "translate", TEXT, a -> translate(a.text(0), a.text(1), a.text(2)), TEXT, TEXT, TEXT);
    registry.optional("overlay", TEXT, 3, TextFunctions::overlay, TEXT, TEXT, INT4, INT4);
    registry.scalar("chr", TEXT, a -> chr(a.small(0)), INT4);
    registry.scalar("ascii", INT4, a -> a.text(0).isEmpty() ? 0 : a.text(0).codePointAt(0), TEXT);
    registry.scalar("starts_with", BOOL, a -> a.text(0).startsWith(a.text(1)), TEXT, TEXT);
    registry.operator("^@", "pg_starts", BOOL, a -> a.text(0).startsWith(a.text(1)), TEXT, TEXT);
    registry.scalar("quote_literal", TEXT, a -> quoteLiteral(a.text(0)), TEXT);
    registry.scalar("quote_ident", TEXT, a -> quoteIdentifier(a.text(0)), TEXT);
    registry.lenient(
        "quote_nullable", TEXT, a -> a.isNull(0) ? "NULL" : quoteLiteral(a.text(0)), TEXT);
  }

  private static void letters(Registry registry) {
    registry.scalar("upper", TEXT, a -> upper(a.text(0)), TEXT);
    registry.scalar("lower", TEXT, a -> map(a.text(0), Character::toLowerCase), TEXT);
    registry.scalar("initcap", TEXT, a -> initcap(a.text(0)), TEXT);
    for (String name : new String[] {"length", "char_length", "character_length"}) {
      registry.scalar(name, INT4, a -> length(a.text(0)), TEXT);
      registry.scalar(name, INT4, a -> length(a.text(0).replaceAll(" +$", "")), BPCHAR);
    }
    registry.scalar(
        "octet_length", INT4, a -> a.text(0).getBytes(StandardCharsets.UTF_8).length, TEXT);
    registry.scalar(
        "octet_length", INT4, a -> a.text(0).getBytes(StandardCharsets.UTF_8).length, BPCHAR);
    registry.scalar(
        "bit_length", INT4, a -> 8 * a.text(0).getBytes(StandardCharsets.UTF_8).length, TEXT);
  }

  private static void parts(Registry registry) {
    for (String name : new String[] {"substring", "substr"}) {
      registry.optional(name, TEXT, 2, TextFunctions::substring, TEXT, INT4, INT4);
    }
    registry.scalar("left", TEXT, a -> left(a.text(0), a.small(1)), TEXT, INT4);
    registry.scalar("right", TEXT, a -> right(a.text(0), a.small(1)), TEXT, INT4);
    registry.scalar("position", INT4, a -> position(a.text(0), a.text(1)), TEXT, TEXT);
    registry.scalar("strpos", INT4, a -> position(a.text(0), a.text(1)), TEXT, TEXT);
  }

  private static void trims(Registry registry) {
    registry.optional("btrim", TEXT, 1, a -> trim(a, true, true), TEXT, TEXT);
    registry.optional("ltrim", TEXT, 1, a -> trim(a, true, false), TEXT, TEXT);
    registry.optional("rtrim", TEXT, 1, a -> trim(a, false, true), TEXT, TEXT);
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** PostgreSQL maps characters one by one, so that ß stays one character. */
  private static String upper(String text) {
    return map(text, c -> c == 'ß' ? 'ẞ' : Character.toUpperCase(c));
  }

  private static String map(String text, IntUnaryOperator mapping) {
    return text.codePoints()
        .map(mapping)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String initcap(String text) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inside = Character.isLetterOrDigit(c);
    }
    return out.toString();
  }

  private static String cut(String text, long from, long to) {
    int length = length(text);
    int start = (int) Math.max(0, Math.min(length, from));
    int end = (int) Math.max(start, Math.min(length, to));
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }

  private static String substring(Args a) {
    long start = a.integer(1) - 1;
    if (a.size() < 3) {
      return cut(a.text(0), start, Long.MAX_VALUE);
    }
    if (a.integer(2) < 0) {
      throw new PgException("22011", "negative substring length not allowed");
    }
    return cut(a.text(0), start, start + a.integer(2));
  }

  private static String left(String text, int count) {
    return cut(text, 0, count < 0 ? length(text) + count : count);
  }

  private static String right(String text, int count) {
    int length = length(text);
    // PostgreSQL negates in 32 bits, where the least number has no opposite.
    long skipped = count < 0 && count != Integer.MIN_VALUE ? -(long) count : 0;
    return cut(text, count < 0 ? skipped : length - (long) count, length);
  }

  private static int position(String whole, String part) {
    int at = whole.indexOf(part);
    return at < 0 ? 0 : whole.codePointCount(0, at) + 1;
  }

  private static String trim(Args a, boolean start, boolean end) {
    String characters = a.size() > 1 ? a.text(1) : " ";
    int[] points = a.text(0).codePoints().toArray();
    int from = 0;
    int to = points.length;
    while (start && from < to && characters.indexOf(points[from]) >= 0) {
      from++;
    }
    while (end && to > from && characters.indexOf(points[to - 1]) >= 0) {
      to--;
    }
    return new String(points, from, to - from);
  }

  private static String pad(Args a, boolean left) {
    String fill = a.size() > 2 ? a.text(2) : " ";
    int wanted = Math.max(0, a.small(1));
    String text = cut(a.text(0), 0, wanted);
    int missing = wanted - length(text);
    if (fill.isEmpty() || missing == 0) {
      return text;
    }
    String padding = cut(fill.repeat(missing / length(fill) + 1), 0, missing);
    return left ? padding + text : text + padding;
  }

  private static String splitPart(String text, String separator, int number) {
    if (number == 0) {
      throw new PgException("22023", "field position must not be zero");
    }
    String[] parts =
        separator.isEmpty() ? new String[] {text} : text.split(Pattern.quote(separator), -1);
    int index = number > 0 ? number - 1 : parts.length + number;
    return index >= 0 && index < parts.length ? parts[index] : "";
  }

  private static String translate(String text, String from, String to) {
    StringBuilder out = new StringBuilder();
    int[] targets = to.codePoints().toArray();
    int[] sources = from.codePoints().toArray();
    text.codePoints()
        .forEach(
            c -> {
              int at = 0;
              while (at < sources.length && sources[at] != c) {
                at++;
              }
              if (at == sources.length) {
                out.appendCodePoint(c);
              } else if (at < targets.length) {
                out.appendCodePoint(targets[at]);
              }
            });
    return out.toString();
  }

  private static String overlay(Args a) {
    long start = a.integer(2) - 1;
    if (start < 0) {
      throw new PgException("22011", "negative substring length not allowed");
    }
    long length = a.size() > 3 ? a.integer(3) : length(a.text(1));
    if (start + 1 + length > Integer.MAX_VALUE) {
      throw new PgException("22003", "integer out of range");
    }
    return cut(a.text(0), 0, start) + a.text(1) + cut(a.text(0), start + length, Long.MAX_VALUE);
  }

  private static String chr(int code) {
    if (code == 0) {
      throw new PgException("54000", "null character not permitted");
    }
    if (code < 0) {
      throw new PgException("22023", "character number must be positive");
    }
    if (!Character.isValidCodePoint(code)) {
      throw new PgException("54000", "requested character too large for encoding: " + code);
    }
    return Character.toString(code);
  }

  static String quoteLiteral(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }

  static String quoteIdentifier(String name) {
    boolean plain = name.matches("[a-z_][a-z0-9_]*") && Words.mayStandBare(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
