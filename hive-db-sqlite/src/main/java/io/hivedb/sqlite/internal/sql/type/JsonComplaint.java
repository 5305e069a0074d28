// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.nio.charset.StandardCharsets;

/** What PostgreSQL says of a text that is no JSON: it is read once more, token by token. */
final class JsonComplaint {

  /** How many bytes of the line PostgreSQL shows. */
  private static final int SHOWN = 50;

  private final JsonTokens tokens;

  private JsonComplaint(JsonTokens tokens) {
    this.tokens = tokens;
  }

  static PgException of(String text, boolean binary) {
    JsonTokens tokens = new JsonTokens(text, binary);
    PgException error = new PgException("22P02", "invalid input syntax for type json");
    try {
      new JsonComplaint(tokens).document();
      return error;
    } catch (JsonTokens.Wrong e) {
      if (e.problem().startsWith("\\u0000")) {
        error = new PgException("22P05", "unsupported Unicode escape sequence");
      }
      return error.detail(e.problem()).where(context(text, tokens));
    }
  }

  private void document() {
    tokens.next();
    value();
    expect(' ', "end of input");
  }

  private void value() {
    if (tokens.type() == '{') {
      object();
    } else if (tokens.type() == '[') {
      array();
    } else if (tokens.type() == 'v' || tokens.type() == '"') {
      tokens.next();
    } else {
      throw expected("JSON value");
    }
  }

  private void object() {
    tokens.next();
    if (tokens.type() == '"') {
      field();
      while (tokens.type() == ',') {
        tokens.next();
        field();
      }
    } else if (tokens.type() != '}') {
      throw expected("string or \"}\"");
    }
    expect('}', "\",\" or \"}\"");
  }

  private void field() {
    expect('"', "string");
    expect(':', "\":\"");
    value();
  }

  private void array() {
    tokens.next();
    if (tokens.type() != ']') {
      value();
      while (tokens.type() == ',') {
        tokens.next();
        value();
      }
    }
    expect(']', "\",\" or \"]\"");
  }

  private void expect(char type, String what) {
    if (tokens.type() != type) {
      throw expected(what);
    }
    if (type != ' ') {
      tokens.next();
    }
  }

  private JsonTokens.Wrong expected(String what) {
    return new JsonTokens.Wrong(
        tokens.type() == ' '
            ? "The input string ended unexpectedly."
            : "Expected " + what + ", but found \"" + tokens.token() + "\".");
  }

  /** The line up to the wrong token. */
  private static String context(String text, JsonTokens tokens) {
    int line = tokens.lineStart();
    int end = tokens.end();
    int start = line;
    while (bytes(text.substring(start, end)) >= SHOWN) {
      start = text.offsetByCodePoints(start, 1);
    }
    if (bytes(text.substring(line, start)) <= 3) {
      start = line;
    }
    boolean more =
        tokens.type() != ' '
            && end < text.length()
            && text.charAt(end) != '\n'
            && text.charAt(end) != '\r';
    return "JSON data, line "
        + tokens.line()
        + ": "
        + (start > line ? "..." : "")
        + text.substring(start, end)
        + (more ? "..." : "");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
