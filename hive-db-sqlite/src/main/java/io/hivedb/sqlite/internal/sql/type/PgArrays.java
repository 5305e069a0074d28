// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Arrays of one dimension in PostgreSQL's text form, which is also how they are stored. */
public final class PgArrays {

  private PgArrays() {}

  /** The texts of the elements. */
  public static List<@Nullable String> parse(String text) {
    String input = text.strip();
    if (input.startsWith("{") && input.indexOf('}') >= 0 && !input.endsWith("}")) {
      throw bad(text).detail("Junk after closing right brace.");
    }
    if (!input.startsWith("{") || !input.endsWith("}") || input.length() < 2) {
      if (input.startsWith("[")) {
        throw PgException.unsupported("an array with bounds");
      }
      throw bad(text)
          .detail(
              input.startsWith("{") && input.indexOf('}') < 0
                  ? "Unexpected end of input."
                  : "Array value must start with \"{\" or dimension information.");
    }
    List<@Nullable String> elements = new ArrayList<>();
    int at = skip(input, 1);
    if (at == input.length() - 1) {
      return elements;
    }
    StringBuilder value = new StringBuilder();
    while (true) {
      value.setLength(0);
      at = skip(input, at);
      boolean quoted = at < input.length() && input.charAt(at) == '"';
      at = element(input, at, value, text);
      String element = quoted ? value.toString() : value.toString().stripTrailing();
      if (!quoted && element.isEmpty()) {
        throw bad(text).detail("Unexpected \"" + input.charAt(at) + "\" character.");
      }
      elements.add(!quoted && element.toUpperCase(Locale.ROOT).equals("NULL") ? null : element);
      at = skip(input, at);
      if (input.charAt(at) == '}') {
        break;
      }
      if (input.charAt(at) != ',') {
        throw bad(text).detail("Incorrectly quoted array element.");
      }
      at++;
    }
    if (at != input.length() - 1) {
      throw bad(text).detail("Junk after closing right brace.");
    }
    return elements;
  }

  private static int element(String input, int start, StringBuilder value, String text) {
    int at = start;
    boolean quoted = input.charAt(at) == '"';
    at += quoted ? 1 : 0;
    while (at < input.length()) {
      char c = input.charAt(at);
      if (c == '\\' && at + 1 < input.length() - 1) {
        value.append(input.charAt(at + 1));
        at += 2;
      } else if (quoted && c == '"') {
        return at + 1;
      } else if (!quoted && (c == ',' || c == '}')) {
        return at;
      } else if (!quoted && c == '"') {
        throw bad(text).detail("Incorrectly quoted array element.");
      } else if (!quoted && c == '{') {
        throw PgException.unsupported("an array of several dimensions");
      } else {
        value.append(c);
        at++;
      }
    }
    throw bad(text).detail("Unexpected end of input.");
  }

  private static int skip(String input, int start) {
    int at = start;
    while (at < input.length() && Character.isWhitespace(input.charAt(at))) {
      at++;
    }
    return at;
  }

  private static PgException bad(String text) {
    return new PgException("22P02", "malformed array literal: \"" + text + "\"");
  }

  /** The text form of the texts of elements. */
  public static String text(List<? extends @Nullable String> elements) {
    StringBuilder out = new StringBuilder("{");
    for (String element : elements) {
      out.append(out.length() > 1 ? "," : "").append(element == null ? "NULL" : quote(element));
    }
    return out.append('}').toString();
  }

  private static String quote(String element) {
    boolean plain =
        !element.isEmpty()
            && !element.equalsIgnoreCase("null")
            && element
                .chars()
                .noneMatch(c -> "{}\",\\".indexOf(c) >= 0 || Character.isWhitespace(c));
    return plain ? element : '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The stored values of the elements of a stored array. */
  public static List<@Nullable Object> values(String stored, PgType element) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String text : parse(stored)) {
      values.add(text == null ? null : element.read(text));
    }
    return values;
  }

  /** The stored form of an array of stored values. */
  public static String stored(List<? extends @Nullable Object> values, PgType element) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value == null ? null : element.text(value));
    }
    return text(texts);
  }
}
