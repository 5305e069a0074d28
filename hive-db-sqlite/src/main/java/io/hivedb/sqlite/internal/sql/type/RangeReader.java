// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Range.Bound;
import org.jspecify.annotations.Nullable;

/** Reads the text form of a range as PostgreSQL does. */
final class RangeReader {

  private static final String ENDS = ",)]";

  private final String text;
  private int at;

  private RangeReader(String text) {
    this.text = text;
  }

  static Range read(String text, PgType element) {
    return new RangeReader(text).range(element);
  }

  private Range range(PgType element) {
    space();
    if (text.regionMatches(true, at, "empty", 0, 5)) {
      at += 5;
      space();
      if (at < text.length()) {
        throw bad("Junk after \"empty\" key word.");
      }
      return Range.empty(element);
    }
    if (here() != '[' && here() != '(') {
      throw bad("Missing left parenthesis or bracket.");
    }
    boolean lowerInclusive = next() == '[';
    String lower = bound();
    if (here() != ',') {
      throw bad("Missing comma after lower bound.");
    }
    at++;
    String upper = bound();
    if (here() != ']' && here() != ')') {
      throw bad("Too many commas.");
    }
    boolean upperInclusive = next() == ']';
    space();
    if (at < text.length()) {
      throw bad("Junk after right parenthesis or bracket.");
    }
    return Range.of(
        element,
        new Bound(lower == null ? null : element.read(lower), lowerInclusive, true),
        new Bound(upper == null ? null : element.read(upper), upperInclusive, false));
  }

  private @Nullable String bound() {
    if (at < text.length() && ENDS.indexOf(here()) >= 0) {
      return null;
    }
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    while (quoted || ENDS.indexOf(here()) < 0 || at >= text.length()) {
      char c = taken();
      if (c == '\\') {
        value.append(taken());
      } else if (c == '"' && quoted && here() == '"') {
        value.append(taken());
      } else if (c == '"') {
        quoted = !quoted;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private char taken() {
    if (at >= text.length()) {
      throw bad("Unexpected end of input.");
    }
    return next();
  }

  private char here() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() {
    return text.charAt(at++);
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private PgException bad(String detail) {
    return new PgException("22P02", "malformed range literal: \"" + text + "\"").detail(detail);
  }
}
