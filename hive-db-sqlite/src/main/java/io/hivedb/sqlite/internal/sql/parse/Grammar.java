// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

/** The parsers of one text, which call each other. */
final class Grammar {

  private final Tokens tokens;
  private final TypeParser types;
  private final ExpressionParser expressions;
  private final PrimaryParser primaries;
  private final QueryParser queries;
  private final StatementParser statements;

  Grammar(Tokens tokens) {
    this.tokens = tokens;
    this.types = new TypeParser(tokens);
    this.expressions = new ExpressionParser(tokens, this);
    this.primaries = new PrimaryParser(tokens, this);
    this.queries = new QueryParser(tokens, this);
    this.statements = new StatementParser(tokens, this);
  }

  Tokens tokens() {
    return tokens;
  }

  TypeParser types() {
    return types;
  }

  ExpressionParser expressions() {
    return expressions;
  }

  PrimaryParser primaries() {
    return primaries;
  }

  QueryParser queries() {
    return queries;
  }

  Statement statement() {
    return statements.parse();
  }
}
