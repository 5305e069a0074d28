// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a path into tokens. */
final class PathLexer {

  /** What a token is. */
  enum Kind {
    WORD,
    STRING,
    VARIABLE,
    NUMBER,
    SYMBOL,
    END
  }

  /** A token; the text of a string is what it means. */
  record Token(Kind kind, String text) {}

  private static final String SPECIAL = "?%$.[]{}()|&!=<>@#,*:-+/\"";
  private static final List<String> LONG = List.of("**", "&&", "||", "==", "!=", "<>", "<=", ">=");

  private final String text;
  private int at;

  PathLexer(String text) {
    this.text = text;
  }

  List<Token> all() {
    List<Token> tokens = new ArrayList<>();
    while (skip()) {
      tokens.add(next());
    }
    tokens.add(new Token(Kind.END, ""));
    return tokens;
  }

  private boolean skip() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw error("unexpected end of comment", "");
        }
        at = end + 2;
      } else {
        return true;
      }
    }
    return false;
  }

  private Token next() {
    char c = text.charAt(at);
    if (c == '"') {
      return new Token(Kind.STRING, string());
    }
    if (c == '$' && at + 1 < text.length()) {
      char after = text.charAt(at + 1);
      if (after == '"') {
        at++;
        return new Token(Kind.VARIABLE, string());
      }
      if (SPECIAL.indexOf(after) < 0 && !Character.isWhitespace(after)) {
        at++;
        return new Token(Kind.VARIABLE, word());
      }
    }
    boolean point = c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
    if (isDigit(c) || point) {
      return new Token(Kind.NUMBER, number());
    }
    for (String symbol : LONG) {
      if (text.startsWith(symbol, at)) {
        at += 2;
        return new Token(Kind.SYMBOL, symbol);
      }
    }
    if (SPECIAL.indexOf(c) >= 0) {
      at++;
      return new Token(Kind.SYMBOL, String.valueOf(c));
    }
    return new Token(Kind.WORD, word());
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String word() {
    int start = at;
    while (at < text.length()
        && SPECIAL.indexOf(text.charAt(at)) < 0
        && !Character.isWhitespace(text.charAt(at))) {
      if (text.charAt(at) == '\\') {
        throw PgException.unsupported("an escape in a name of a JSON path");
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String number() {
    int start = at;
    if (text.startsWith("0", at) && at + 1 < text.length() && isWord(text.charAt(at + 1))) {
      throw PgException.unsupported("this spelling of a number in a JSON path");
    }
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      at += at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
      digits();
    }
    if (at < text.length() && isWord(text.charAt(at))) {
      throw error("trailing junk after numeric literal", text.substring(start, at + 1));
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
    throw error("unterminated quoted string", "");
  }

  private void escape(StringBuilder out) {
    char c = at < text.length() ? text.charAt(at++) : 0;
    switch (c) {
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case 'u' -> unicode(out);
      case 'x', 0 -> throw PgException.unsupported("this escape in a JSON path");
      default -> out.append(c);
    }
  }

  /** Four hexadecimal digits of a character that is no half of a pair. */
  private void unicode(StringBuilder out) {
    int end = Math.min(text.length(), at + 4);
    String digits = text.substring(at, end);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw PgException.unsupported("this escape in a JSON path");
    }
    char c = (char) Integer.parseInt(digits, 16);
    if (c == 0 || Character.isSurrogate(c)) {
      throw PgException.unsupported("this escape in a JSON path");
    }
    out.append(c);
    at = end;
  }

  private static PgException error(String problem, String near) {
    return new PgException(
        "42601",
        problem
            + (near.isEmpty() ? " at end" : " at or near \"" + near + "\"")
            + " of jsonpath input");
  }
}
