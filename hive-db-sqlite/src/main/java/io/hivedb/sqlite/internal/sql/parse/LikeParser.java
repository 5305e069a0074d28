// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import org.jspecify.annotations.Nullable;

/** BETWEEN, IN, LIKE, ILIKE, SIMILAR TO, and ANY or ALL behind an operator. */
final class LikeParser {

  private final Tokens tokens;
  private final Grammar grammar;

  LikeParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  private Expr operand() {
    return grammar.expressions().parse(ExpressionParser.LIKE + 1, false);
  }

  boolean isNext() {
    Token test = tokens.is("not") ? tokens.ahead(1) : tokens.current();
    return test.is("between")
        || test.is("in")
        || test.is("like")
        || test.is("ilike")
        || (test.is("similar") && tokens.ahead(tokens.is("not") ? 2 : 1).is("to"));
  }

  @Nullable Expr quantified(Expr left, String operator, int position) {
    boolean all = tokens.is("all");
    if ((!all && !tokens.is("any") && !tokens.is("some")) || !tokens.ahead(1).isSymbol("(")) {
      return null;
    }
    tokens.next();
    tokens.next();
    Expr result;
    if (grammar.queries().beginsInBrackets()) {
      result = new Expr.QuantifiedQuery(left, operator, all, grammar.queries().parse(), position);
    } else {
      result =
          new Expr.QuantifiedArray(left, operator, all, grammar.expressions().parse(), position);
    }
    tokens.expectSymbol(")");
    return result;
  }

  Expr parse(Expr left) {
    int position = tokens.position();
    boolean negated = tokens.accept("not");
    if (tokens.accept("in")) {
      return in(left, negated, position);
    }
    Expr result =
        tokens.accept("between") ? between(left, negated, position) : like(left, negated, position);
    if (isNext()) {
      throw tokens.unexpected();
    }
    return result;
  }

  private Expr between(Expr left, boolean negated, int position) {
    boolean symmetric = tokens.accept("symmetric");
    if (!symmetric) {
      tokens.accept("asymmetric");
    }
    Expr low = grammar.expressions().restricted();
    tokens.expect("and");
    return new Expr.Between(left, low, operand(), negated, symmetric, position);
  }

  private Expr in(Expr left, boolean negated, int position) {
    tokens.expectSymbol("(");
    Expr result;
    if (grammar.queries().beginsInBrackets()) {
      result = new Expr.InQuery(left, grammar.queries().parse(), negated, position);
    } else {
      result = new Expr.InList(left, grammar.expressions().list(), negated, position);
    }
    tokens.expectSymbol(")");
    return result;
  }

  private Expr like(Expr left, boolean negated, int position) {
    String kind = tokens.next().text();
    if (kind.equals("similar")) {
      tokens.expect("to");
    }
    if (tokens.is("any") || tokens.is("all") || tokens.is("some")) {
      String operator = (negated ? "!~~" : "~~") + (kind.equals("ilike") ? "*" : "");
      Expr quantified = quantified(left, operator, position);
      if (quantified != null && !kind.equals("similar")) {
        return quantified;
      }
    }
    Expr pattern = operand();
    Expr escape = tokens.accept("escape") ? operand() : null;
    return new Expr.Like(kind, left, pattern, escape, negated, position);
  }

  /** The operator of {@code OPERATOR(pg_catalog.+)}, which binds as no operator of its own does. */
  String namedOperator() {
    tokens.expect("operator");
    tokens.expectSymbol("(");
    if (tokens.accept("pg_catalog")) {
      tokens.expectSymbol(".");
    }
    Token operator = tokens.current();
    if (operator.kind() != Token.Kind.OPERATOR) {
      throw tokens.unsupported("OPERATOR() of a schema");
    }
    tokens.next();
    tokens.expectSymbol(")");
    return operator.text();
  }
}
