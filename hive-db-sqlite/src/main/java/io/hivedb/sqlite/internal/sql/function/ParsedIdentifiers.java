// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** parse_ident: the parts of a qualified name (misc.c). */
final class ParsedIdentifiers {

  private final String text;
  private final List<String> parts = new ArrayList<>();
  private int at;

  private ParsedIdentifiers(String text) {
    this.text = text;
  }

  static void register(Registry registry) {
    registry.optional(
        "parse_ident",
        Types.array(TEXT),
        1,
        a -> PgArrays.text(parse(a.text(0), a.size() < 2 || a.bool(1))),
        TEXT,
        BOOL);
  }

  private static List<String> parse(String text, boolean strict) {
    ParsedIdentifiers parsed = new ParsedIdentifiers(text);
    parsed.part("");
    while (parsed.peek() == '.') {
      parsed.at++;
      parsed.part("No valid identifier after \".\".");
    }
    if (strict && parsed.at < text.length()) {
      throw parsed.invalid(null);
    }
    return parsed.parts;
  }

  /** Reads one with the spaces around it. */
  private void part(String afterDot) {
    spaces();
    if (peek() == '"') {
      quoted();
    } else if (isStart(peek())) {
      plain();
    } else {
      String before = peek() == '.' ? "No valid identifier before \".\"." : afterDot;
      throw invalid(before.isEmpty() ? null : before);
    }
    spaces();
  }

  private void plain() {
    StringBuilder name = new StringBuilder();
    while (isStart(peek()) || (peek() >= '0' && peek() <= '9') || peek() == '$') {
      char c = text.charAt(at++);
      name.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
    }
    parts.add(name.toString());
  }

  private void quoted() {
    StringBuilder name = new StringBuilder();
    for (at++; ; at++) {
      if (at >= text.length()) {
        throw invalid("String has unclosed double quotes.");
      }
      boolean quote = peek() == '"';
      if (quote && (at + 1 >= text.length() || text.charAt(at + 1) != '"')) {
        break;
      }
      at += quote ? 1 : 0;
      name.append(text.charAt(at));
    }
    at++;
    if (name.isEmpty()) {
      throw invalid("Quoted identifier must not be empty.");
    }
    parts.add(name.toString());
  }

  private void spaces() {
    while (at < text.length() && " \t\n\r\f\u000B".indexOf(peek()) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
  }

  private PgException invalid(@Nullable String detail) {
    return new PgException("22023", "string is not a valid identifier: \"" + text + "\"")
        .detail(detail);
  }
}
