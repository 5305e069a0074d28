// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's lexical rules, with JDBC's question marks: {@code ?} is a parameter and {@code ??}
 * an operator's question mark.
 */
final class Lexer {

  private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`";

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String sql) {
    this.sql = sql;
  }

  /** All tokens of a text, ended by one of kind {@code END}. */
  static List<Token> tokens(String sql) {
    Lexer lexer = new Lexer(sql);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (skipBlanks()) {
      next();
    }
    tokens.add(new Token(Kind.END, "", sql.length(), sql.length()));
  }

  private void next() {
    char c = sql.charAt(at);
    if (prefixedString(c)) {
      return;
    }
    if (Characters.isNameStart(c)) {
      word();
    } else if (Characters.isDigit(c) || Characters.beginsFraction(sql, at)) {
      number();
    } else if (c == '\'') {
      strings(Strings.STANDARD, at);
    } else if (c == '"') {
      quotedName(at);
    } else if (c == '$') {
      dollar();
    } else {
      symbol(c);
    }
  }

  private boolean prefixedString(char c) {
    char quote = peek(1);
    int start = at;
    if ((c == 'e' || c == 'E') && quote == '\'') {
      at++;
      strings(Strings.ESCAPED, start);
    } else if ((c == 'n' || c == 'N') && quote == '\'') {
      at++;
      strings(Strings.STANDARD, start);
    } else if ((c == 'b' || c == 'B' || c == 'x' || c == 'X') && quote == '\'') {
      at++;
      bits(c, start);
    } else if ((c == 'u' || c == 'U') && quote == '&' && (peek(2) == '\'' || peek(2) == '"')) {
      at += 2;
      unicode(start);
    } else {
      return false;
    }
    return true;
  }

  private void unicode(int start) {
    if (sql.charAt(at) == '"') {
      add(Kind.QUOTED, Strings.delimited(this, '"', "quoted identifier"), start);
    } else {
      strings(Strings.STANDARD, start);
    }
    Token raw = tokens.remove(tokens.size() - 1);
    UnicodeEscapes escapes = UnicodeEscapes.after(sql, at);
    at = escapes.end();
    add(raw.kind(), escapes.replaced(raw.text(), start), start);
  }

  private void strings(boolean escaped, int start) {
    StringBuilder value = new StringBuilder(Strings.quoted(this, escaped));
    while (continuesOnNextLine()) {
      value.append(Strings.quoted(this, escaped));
    }
    add(Kind.STRING, value.toString(), start);
  }

  private void bits(char radix, int start) {
    String digits = Strings.quoted(this, Strings.STANDARD);
    add(Kind.BITS, Character.toLowerCase(radix) + digits, start);
  }

  /** Adjacent strings are one when at least one line break stands between them. */
  private boolean continuesOnNextLine() {
    int mark = at;
    boolean lineBreak = false;
    while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
      lineBreak |= sql.charAt(at) == '\n' || sql.charAt(at) == '\r';
      at++;
    }
    if (lineBreak && at < sql.length() && sql.charAt(at) == '\'') {
      return true;
    }
    at = mark;
    return false;
  }

  private void quotedName(int start) {
    String name = Strings.delimited(this, '"', "quoted identifier");
    if (name.isEmpty()) {
      throw error("zero-length delimited identifier", start);
    }
    add(Kind.QUOTED, name, start);
  }

  private void word() {
    int start = at;
    while (at < sql.length() && Characters.isNamePart(sql.charAt(at))) {
      at++;
    }
    add(Kind.WORD, Characters.fold(sql.substring(start, at)), start);
  }

  private void number() {
    int start = at;
    if (sql.charAt(at) == '0' && "xXoObB".indexOf(peek(1)) >= 0) {
      radix(start);
      return;
    }
    digits();
    if (at < sql.length() && sql.charAt(at) == '.' && peek(1) != '.') {
      at++;
      digits();
    }
    exponent();
    if (at < sql.length() && Characters.isNameStart(sql.charAt(at))) {
      throw error(
          "trailing junk after numeric literal at or near \"" + sql.substring(start, at + 1) + "\"",
          start);
    }
    add(Kind.NUMBER, sql.substring(start, at).replace("_", ""), start);
  }

  /** {@code 0x1F}, {@code 0o17} and {@code 0b101} become decimal numbers. */
  private void radix(int start) {
    char mark = Character.toLowerCase(peek(1));
    int radix = mark == 'x' ? 16 : mark == 'o' ? 8 : 2;
    at += 2;
    while (at < sql.length() && Characters.isNamePart(sql.charAt(at))) {
      at++;
    }
    String digits = sql.substring(start + 2, at).replace("_", "");
    try {
      add(Kind.NUMBER, new BigInteger(digits, radix).toString(), start);
    } catch (NumberFormatException e) {
      throw error("invalid integer at or near \"" + sql.substring(start, at) + "\"", start);
    }
  }

  private void digits() {
    while (at < sql.length()
        && (Characters.isDigit(sql.charAt(at))
            || (sql.charAt(at) == '_' && Characters.isDigit(peek(1))))) {
      at++;
    }
  }

  private void exponent() {
    if (at < sql.length() && (sql.charAt(at) == 'e' || sql.charAt(at) == 'E')) {
      int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      if (Characters.isDigit(peek(sign))) {
        at += sign;
        digits();
      }
    }
  }

  private void dollar() {
    int start = at;
    if (Characters.isDigit(peek(1))) {
      at++;
      digits();
      add(Kind.PARAMETER, sql.substring(start + 1, at), start);
      return;
    }
    int close = sql.indexOf('$', at + 1);
    String tag = close < 0 ? "" : sql.substring(at, close + 1);
    if (close < 0 || !Strings.isDollarTag(tag)) {
      throw error("syntax error at or near \"$\"", start);
    }
    int end = sql.indexOf(tag, close + 1);
    if (end < 0) {
      throw error(
          "unterminated dollar-quoted string at or near \"" + sql.substring(start) + "\"", start);
    }
    at = end + tag.length();
    add(Kind.STRING, sql.substring(close + 1, end), start);
  }

  private void symbol(char c) {
    int start = at;
    if (c == '?' && peek(1) != '?') {
      at++;
      add(Kind.PARAMETER, "", start);
    } else if ("()[],;.".indexOf(c) >= 0) {
      at++;
      add(Kind.SYMBOL, String.valueOf(c), start);
    } else if (c == ':') {
      at += peek(1) == ':' || peek(1) == '=' ? 2 : 1;
      add(Kind.SYMBOL, sql.substring(start, at), start);
    } else if (c == '?' || OPERATOR_CHARACTERS.indexOf(c) >= 0) {
      operator();
    } else {
      throw error("syntax error at or near \"" + c + "\"", start);
    }
  }

  private void operator() {
    int start = at;
    StringBuilder text = new StringBuilder();
    while (at < sql.length() && operatorGoesOn()) {
      text.append(sql.charAt(at));
      at += sql.charAt(at) == '?' ? 2 : 1;
    }
    while (text.length() > 1 && Characters.endsInSign(text) && !Characters.letsSignEnd(text)) {
      text.setLength(text.length() - 1);
      at--;
    }
    String operator = text.toString();
    if (operator.equals("=>")) {
      add(Kind.SYMBOL, operator, start);
    } else {
      add(Kind.OPERATOR, operator.equals("!=") ? "<>" : operator, start);
    }
  }

  private boolean operatorGoesOn() {
    char c = sql.charAt(at);
    if ((c == '-' && peek(1) == '-') || (c == '/' && peek(1) == '*')) {
      return false;
    }
    return OPERATOR_CHARACTERS.indexOf(c) >= 0 || (c == '?' && peek(1) == '?');
  }

  /** Skips white space and comments; false at the end. */
  private boolean skipBlanks() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '-' && peek(1) == '-') {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (c == '/' && peek(1) == '*') {
        at = Strings.endOfComment(sql, at);
      } else {
        return true;
      }
    }
    return false;
  }

  private void add(Kind kind, String text, int start) {
    tokens.add(new Token(kind, text, start, at));
  }

  char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  String text() {
    return sql;
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  static PgException error(String message, int start) {
    return new PgException("42601", message).at(start + 1);
  }
}
