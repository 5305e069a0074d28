// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import org.jspecify.annotations.Nullable;

/** One bracket expression, in Java's dialect. */
final class RegexBracket {

  private final String regex;
  private final boolean multiline;
  private final StringBuilder java = new StringBuilder("[");
  private int at;

  RegexBracket(String regex, int start, boolean multiline) {
    this.regex = regex;
    this.multiline = multiline;
    at = start + 1;
  }

  /** Where the text after it begins. */
  int end() {
    return at;
  }

  /** What a backslash and a letter stand for in both dialects; {@code null} for nothing known. */
  static @Nullable String escape(char c) {
    return switch (c) {
      case 'd' -> "0-9";
      case 's' -> RegexClasses.SPACE;
      case 'w' -> RegexClasses.WORD;
      case 'n', 'r', 't', 'f', 'a', 'e' -> "\\" + c;
      case 'v' -> "\\x0B";
      default -> Character.isLetterOrDigit(c) ? null : "\\" + c;
    };
  }

  String translate() {
    if (at < regex.length() && regex.charAt(at) == '^') {
      if (multiline) {
        throw RegexTranslator.refused("with a negated bracket and newline-sensitive matching");
      }
      java.append('^');
      at++;
    }
    boolean first = true;
    while (first || peek() != ']') {
      item();
      first = false;
    }
    at++;
    return java.append(']').toString();
  }

  private char peek() {
    if (at >= regex.length()) {
      throw RegexTranslator.invalid("brackets [] not balanced");
    }
    return regex.charAt(at);
  }

  private void item() {
    if (regex.startsWith("[:", at)) {
      int close = regex.indexOf(":]", at);
      java.append(RegexClasses.named(close < 0 ? "" : regex.substring(at + 2, close)));
      at = close + 2;
      return;
    }
    if (peek() == '\\' && at + 1 < regex.length() && "dsw".indexOf(regex.charAt(at + 1)) >= 0) {
      java.append(escape(regex.charAt(at + 1)));
      at += 2;
      return;
    }
    int low = character();
    boolean range = at + 1 < regex.length() && peek() == '-' && regex.charAt(at + 1) != ']';
    java.append(quoted(low));
    if (range) {
      at++;
      int high = character();
      if (high < low) {
        throw RegexTranslator.invalid("invalid character range");
      }
      java.append('-').append(quoted(high));
    }
  }

  private static String quoted(int character) {
    return "\\x{" + Integer.toHexString(character) + "}";
  }

  private int character() {
    char c = peek();
    if (c == '[' && at + 1 < regex.length() && ".=:".indexOf(regex.charAt(at + 1)) >= 0) {
      throw RegexTranslator.refused("with a collating element");
    }
    if (c != '\\') {
      int point = regex.codePointAt(at);
      at += Character.charCount(point);
      return point;
    }
    at++;
    char escaped = peek();
    at++;
    return switch (escaped) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      default -> {
        if (Character.isLetterOrDigit(escaped)) {
          throw RegexTranslator.refused("escape \\" + escaped + " in a bracket");
        }
        yield escaped;
      }
    };
  }
}
