// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import java.io.Serial;
import java.util.List;

/** The tokens of a JSON text as PostgreSQL reads them, up to the first that is none. */
final class JsonTokens {

  /** A text is wrong here. */
  static final class Wrong extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    Wrong(String problem) {
      super(problem, null, false, false);
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  private static final String LOW = "Unicode low surrogate must follow a high surrogate.";

  private final String text;
  private final boolean binary;
  private char type = '?';
  private int start;
  private int end;
  private int line = 1;
  private int lineStart;
  private boolean open;

  /** The text of json keeps its escapes, jsonb has to understand them. */
  JsonTokens(String text, boolean binary) {
    this.text = text;
    this.binary = binary;
  }

  /**
   * A bracket, comma or colon as it is; {@code "}, {@code v} for other values, blank at the end.
   */
  char type() {
    return type;
  }

  String token() {
    return text.substring(start, end);
  }

  /** The place behind the token. */
  int end() {
    return end;
  }

  int line() {
    return line;
  }

  int lineStart() {
    return lineStart;
  }

  void next() {
    skip();
    start = end;
    type = '?';
    if (end >= text.length()) {
      type = ' ';
      return;
    }
    char c = text.charAt(end);
    if ("{}[],:".indexOf(c) >= 0) {
      end++;
      type = c;
    } else if (c == '"') {
      string();
      type = c;
    } else if (c == '-' || isDigit(end)) {
      number();
      type = 'v';
    } else {
      word();
      type = 'v';
    }
  }

  private void skip() {
    while (end < text.length() && " \t\n\r".indexOf(text.charAt(end)) >= 0) {
      if (text.charAt(end++) == '\n') {
        line++;
        lineStart = end;
      }
    }
  }

  private void word() {
    while (isNamePart(end)) {
      end++;
    }
    end = end == start ? start + Character.charCount(text.codePointAt(start)) : end;
    if (!List.of("true", "false", "null").contains(token())) {
      throw invalid();
    }
  }

  private void number() {
    boolean wrong = false;
    end += text.charAt(end) == '-' ? 1 : 0;
    if (end < text.length() && text.charAt(end) == '0') {
      end++;
    } else {
      wrong = !digits();
    }
    if (end < text.length() && text.charAt(end) == '.') {
      end++;
      wrong |= !digits();
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      end++;
      end += end < text.length() && "+-".indexOf(text.charAt(end)) >= 0 ? 1 : 0;
      wrong |= !digits();
    }
    while (isNamePart(end)) {
      end++;
      wrong = true;
    }
    if (wrong) {
      throw invalid();
    }
  }

  private boolean digits() {
    int from = end;
    while (isDigit(end)) {
      end++;
    }
    return end > from;
  }

  private void string() {
    open = false;
    end++;
    while (end >= text.length() || text.charAt(end) != '"') {
      if (end >= text.length()) {
        throw invalid();
      }
      char c = text.charAt(end);
      if (c < ' ') {
        throw new Wrong("Character with value 0x%02x must be escaped.".formatted((int) c));
      }
      end++;
      if (c == '\\') {
        escape();
      } else {
        close();
      }
    }
    end++;
    close();
  }

  private void escape() {
    if (end >= text.length()) {
      throw invalid();
    }
    int c = text.codePointAt(end);
    if (c == 'u') {
      end++;
      unicode();
      return;
    }
    end += Character.charCount(c);
    close();
    if ("\"\\/bfnrt".indexOf(c) < 0) {
      throw new Wrong("Escape sequence \"\\" + Character.toString(c) + "\" is invalid.");
    }
  }

  private void unicode() {
    for (int i = 0; i < 4; i++) {
      if (end >= text.length()) {
        throw invalid();
      }
      int c = text.codePointAt(end);
      end += Character.charCount(c);
      if (c >= 0x80 || Character.digit(c, 16) < 0) {
        throw new Wrong("\"\\u\" must be followed by four hexadecimal digits.");
      }
    }
    char unit = (char) Integer.parseInt(text.substring(end - 4, end), 16);
    if (!binary) {
      return;
    }
    if (Character.isHighSurrogate(unit)) {
      if (open) {
        throw new Wrong("Unicode high surrogate must not follow a high surrogate.");
      }
      open = true;
    } else if (Character.isLowSurrogate(unit)) {
      if (!open) {
        throw new Wrong(LOW);
      }
      open = false;
    } else {
      close();
      if (unit == 0) {
        throw new Wrong("\\u0000 cannot be converted to text.");
      }
    }
  }

  /** Anything but the second half behind a first one is wrong. */
  private void close() {
    if (open) {
      throw new Wrong(LOW);
    }
  }

  private Wrong invalid() {
    return new Wrong("Token \"" + token() + "\" is invalid.");
  }

  private boolean isDigit(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean isNamePart(int at) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return c >= 0x80 || c == '_' || Character.isLetterOrDigit(c);
  }
}
