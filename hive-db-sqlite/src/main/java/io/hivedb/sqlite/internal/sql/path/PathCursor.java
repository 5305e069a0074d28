// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Kind;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Token;
import java.util.List;
import java.util.Locale;

/** A place in the tokens of a path. */
abstract class PathCursor {

  final List<Token> tokens;
  int at;

  PathCursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(at);
  }

  Token ahead() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  boolean is(String symbol) {
    return current().kind() == Kind.SYMBOL && current().text().equals(symbol);
  }

  boolean accept(String symbol) {
    boolean found = is(symbol);
    at += found ? 1 : 0;
    return found;
  }

  void expect(String symbol) {
    if (!accept(symbol)) {
      throw unexpected();
    }
  }

  static boolean isWord(Token token, String word) {
    return token.kind() == Kind.WORD && token.text().toLowerCase(Locale.ROOT).equals(word);
  }

  boolean acceptWord(String word) {
    boolean found = isWord(current(), word);
    at += found ? 1 : 0;
    return found;
  }

  PgException unexpected() {
    Token token = current();
    String place = token.kind() == Kind.END ? "at end" : "at or near \"" + token.text() + "\"";
    return new PgException("42601", "syntax error " + place + " of jsonpath input");
  }
}
