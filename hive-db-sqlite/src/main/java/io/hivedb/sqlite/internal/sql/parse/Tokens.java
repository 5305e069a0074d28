// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** The cursor that all parsers of a text share. */
final class Tokens {

  private static final int DEEPEST = 300;

  private final String sql;
  private final List<Token> tokens;
  private int at;
  private int depth;
  private int parameters;

  Tokens(String sql) {
    this.sql = sql;
    this.tokens = Lexer.tokens(sql);
  }

  Token current() {
    return tokens.get(at);
  }

  Token ahead(int count) {
    return tokens.get(Math.min(at + count, tokens.size() - 1));
  }

  Token next() {
    Token token = current();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Where the current token stands, in characters from 1. */
  int position() {
    return positionOf(current());
  }

  int positionOf(Token token) {
    return token.start() + 1;
  }

  /** The text between a token and the current one. */
  String textFrom(Token first) {
    int end = at == 0 ? first.start() : tokens.get(at - 1).end();
    return sql.substring(first.start(), Math.max(first.start(), end));
  }

  /** Where the token before ends. */
  int end() {
    return at == 0 ? 0 : tokens.get(at - 1).end();
  }

  boolean is(String word) {
    return current().is(word);
  }

  /** Whether the next words are these. */
  boolean are(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!ahead(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Takes the words if they are next. */
  boolean accept(String... words) {
    if (!are(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw unexpected();
      }
    }
  }

  boolean isSymbol(String symbol) {
    return current().isSymbol(symbol);
  }

  boolean acceptSymbol(String symbol) {
    if (!isSymbol(symbol)) {
      return false;
    }
    at++;
    return true;
  }

  void expectSymbol(String symbol) {
    if (!acceptSymbol(symbol)) {
      throw unexpected();
    }
  }

  boolean acceptOperator(String operator) {
    if (!current().isOperator(operator)) {
      return false;
    }
    at++;
    return true;
  }

  /** A name of a column, table, schema or the like. */
  String name() {
    Token token = current();
    if (token.kind() == Kind.QUOTED
        || (token.kind() == Kind.WORD && Keywords.isColumnName(token.text()))) {
      return LongNames.cut(next().text());
    }
    throw unexpected();
  }

  /** A name where every keyword is allowed. */
  String label() {
    if (current().kind() == Kind.QUOTED || current().kind() == Kind.WORD) {
      return LongNames.cut(next().text());
    }
    throw unexpected();
  }

  boolean isName() {
    Kind kind = current().kind();
    return kind == Kind.QUOTED || (kind == Kind.WORD && Keywords.isColumnName(current().text()));
  }

  QualifiedName qualifiedName() {
    int position = position();
    String first = name();
    if (!acceptSymbol(".")) {
      return new QualifiedName(null, first, position);
    }
    String second = label();
    if (acceptSymbol(".")) {
      return new QualifiedName(second, label(), position);
    }
    return new QualifiedName(first, second, position);
  }

  List<String> nameList() {
    List<String> names = new ArrayList<>();
    expectSymbol("(");
    do {
      names.add(name());
    } while (acceptSymbol(","));
    expectSymbol(")");
    return names;
  }

  String string() {
    if (current().kind() != Kind.STRING) {
      throw unexpected();
    }
    return next().text();
  }

  long integer() {
    boolean negative = acceptOperator("-");
    if (!negative) {
      acceptOperator("+");
    }
    if (current().kind() != Kind.NUMBER) {
      throw unexpected();
    }
    try {
      return Long.parseLong((negative ? "-" : "") + current().text());
    } catch (NumberFormatException e) {
      throw unexpected();
    } finally {
      at++;
    }
  }

  /** The number of a new parameter. */
  int parameter(Token token) {
    if (token.text().isEmpty()) {
      return ++parameters;
    }
    int number = Integer.parseInt(token.text());
    parameters = Math.max(parameters, number);
    return number;
  }

  int parameters() {
    return parameters;
  }

  /** Gives back the numbers of parameters that are going to be read again. */
  void forget(int count) {
    parameters -= count;
  }

  void beginStatement() {
    parameters = 0;
  }

  void enter() {
    if (++depth > DEEPEST) {
      throw PgException.tooNested().at(position());
    }
  }

  int depth() {
    return depth;
  }

  void leave() {
    depth--;
  }

  int mark() {
    return at;
  }

  /** The tokens from a mark to the current one. */
  List<Token> since(int mark) {
    return tokens.subList(mark, at);
  }

  void reset(int mark) {
    at = mark;
  }

  PgException unexpected() {
    return unexpected(current());
  }

  PgException unexpected(Token token) {
    if (token.kind() == Kind.END) {
      return Lexer.error("syntax error at end of input", sql.length());
    }
    String text = sql.substring(token.start(), token.end());
    return Lexer.error("syntax error at or near \"" + text + "\"", token.start());
  }

  PgException unsupported(String feature) {
    return PgException.unsupported(feature).at(position());
  }
}
