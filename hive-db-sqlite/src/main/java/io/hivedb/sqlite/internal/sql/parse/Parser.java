// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** From a text to the syntax trees of its statements. */
public final class Parser {

  private Parser() {}

  /**
   * The text of a statement that takes no parameters: each question mark outside of quotes is an
   * operator, which is written as two where it could be a parameter.
   */
  public static String withoutParameters(String sql) {
    if (sql.indexOf('?') < 0) {
      return sql;
    }
    List<Token> tokens;
    try {
      tokens = Lexer.tokens(sql);
    } catch (PgException e) {
      // The parser will say the same.
      return sql;
    }
    StringBuilder text = new StringBuilder(sql);
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.PARAMETER && token.text().isEmpty()) {
        text.insert(token.start(), '?');
      }
    }
    return text.toString();
  }

  /**
   * Parses a whole text; as PostgreSQL does, a syntax error anywhere refuses all of it. Positions
   * in the trees count from the text's beginning.
   */
  public static List<ParsedStatement> parse(String sql) {
    if (sql.indexOf('\0') >= 0) {
      throw new PgException("22021", "invalid byte sequence for encoding \"UTF8\": 0x00");
    }
    Grammar grammar = new Grammar(new Tokens(sql));
    Tokens tokens = grammar.tokens();
    List<ParsedStatement> statements = new ArrayList<>();
    while (tokens.current().kind() != Kind.END) {
      if (tokens.acceptSymbol(";")) {
        continue;
      }
      Token first = tokens.current();
      int mark = tokens.mark();
      tokens.beginStatement();
      Statement tree = grammar.statement();
      if (!tokens.isSymbol(";") && tokens.current().kind() != Kind.END) {
        throw tokens.unexpected();
      }
      statements.add(
          new ParsedStatement(
              tokens.textFrom(first),
              first.start(),
              tokens.parameters(),
              tree,
              LongNames.notices(tokens.since(mark))));
    }
    return statements;
  }

  /** Parses the name of a type. */
  public static TypeName type(String sql) {
    Grammar grammar = new Grammar(new Tokens(sql));
    TypeName result = grammar.types().parse();
    if (grammar.tokens().current().kind() != Kind.END) {
      throw grammar.tokens().unexpected();
    }
    return result;
  }

  /** Parses one value expression, for what the catalogue keeps as text. */
  public static Expr expression(String sql) {
    Grammar grammar = new Grammar(new Tokens(sql));
    Expr result = grammar.expressions().parse();
    if (grammar.tokens().current().kind() != Kind.END) {
      throw grammar.tokens().unexpected();
    }
    return result;
  }
}
