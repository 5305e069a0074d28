// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What expressions are made from: literals, columns, calls, CASE, brackets. */
final class PrimaryParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final CallParser calls;

  PrimaryParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.calls = new CallParser(tokens, grammar);
  }

  Expr parse() {
    Token token = tokens.current();
    int position = tokens.position();
    switch (token.kind()) {
      case NUMBER -> {
        return new Expr.NumberLiteral(tokens.next().text(), position);
      }
      case STRING -> {
        return new Expr.StringLiteral(tokens.next().text(), position);
      }
      case BITS -> {
        return new Expr.BitLiteral(tokens.next().text(), position);
      }
      case PARAMETER -> {
        return fields(new Expr.Parameter(tokens.parameter(tokens.next()), position));
      }
      case QUOTED -> {
        return named();
      }
      case WORD -> {
        return word(token, position);
      }
      case SYMBOL -> {
        if (token.isSymbol("(")) {
          return fields(bracket(position));
        }
        throw tokens.unexpected();
      }
      default -> throw tokens.unexpected();
    }
  }

  private Expr word(Token token, int position) {
    switch (token.text()) {
      case "true", "false" -> {
        tokens.next();
        return new Expr.BooleanLiteral(token.is("true"), position);
      }
      case "null" -> {
        tokens.next();
        return new Expr.NullLiteral(position);
      }
      case "case" -> {
        return caseWhen();
      }
      case "array" -> {
        return array(position);
      }
      case "exists" -> {
        if (tokens.ahead(1).isSymbol("(")) {
          tokens.next();
          return new Expr.Exists(queryInBrackets(), position);
        }
        return named();
      }
      case "cast" -> {
        return cast(position);
      }
      case "default" -> {
        tokens.next();
        return new Expr.DefaultValue(position);
      }
      case "row" -> {
        if (tokens.ahead(1).isSymbol("(")) {
          tokens.next();
          tokens.next();
          return row(tokens.isSymbol(")") ? List.of() : grammar.expressions().list(), position);
        }
        return named();
      }
      default -> {
        return named();
      }
    }
  }

  private Expr named() {
    Expr special = calls.special();
    if (special != null) {
      return fields(special);
    }
    Expr literal = grammar.types().literal();
    if (literal != null) {
      return literal;
    }
    Token first = tokens.current();
    int position = tokens.position();
    boolean column = tokens.isName();
    boolean function =
        first.kind() == Kind.QUOTED
            || (first.kind() == Kind.WORD && Keywords.isFunctionName(first.text()));
    if (!column && !function) {
      throw tokens.unexpected();
    }
    List<String> names = new ArrayList<>(List.of(tokens.label()));
    while (tokens.isSymbol(".")) {
      tokens.next();
      if (tokens.acceptOperator("*")) {
        return new Expr.Star(List.copyOf(names), position);
      }
      names.add(tokens.label());
    }
    if (tokens.isSymbol("(") && (function || names.size() > 1)) {
      return fields(calls.call(List.copyOf(names), position));
    }
    if (!column) {
      throw tokens.unexpected();
    }
    return new Expr.ColumnRef(List.copyOf(names), position);
  }

  /** {@code (x).field} after a bracket, a call or a parameter. */
  private Expr fields(Expr value) {
    Expr result = value;
    while (tokens.isSymbol(".")) {
      tokens.next();
      if (tokens.acceptOperator("*")) {
        throw tokens.unsupported("expansion of a composite value");
      }
      result = new Expr.Field(result, tokens.label(), value.position());
    }
    return result;
  }

  private Expr bracket(int position) {
    tokens.expectSymbol("(");
    if (grammar.queries().beginsInBrackets()) {
      Select query = grammar.queries().parse();
      tokens.expectSymbol(")");
      return new Expr.ScalarQuery(query, position);
    }
    List<Expr> values = grammar.expressions().list();
    if (values.size() > 1) {
      return row(values, position);
    }
    tokens.expectSymbol(")");
    return values.get(0);
  }

  private Expr row(List<Expr> values, int position) {
    tokens.expectSymbol(")");
    Expr row = new Expr.Row(values, position);
    if (!tokens.accept("overlaps")) {
      return row;
    }
    int second = tokens.position();
    tokens.accept("row");
    tokens.expectSymbol("(");
    List<Expr> others = grammar.expressions().list();
    tokens.expectSymbol(")");
    if (values.size() != 2 || others.size() != 2) {
      throw Lexer.error(
          "wrong number of parameters on right side of OVERLAPS expression", second - 1);
    }
    List<Expr> all = new ArrayList<>(values);
    all.addAll(others);
    return new Expr.Call(List.of("overlaps"), all, CallOptions.NONE, position);
  }

  private Select queryInBrackets() {
    tokens.expectSymbol("(");
    Select query = grammar.queries().parse();
    tokens.expectSymbol(")");
    return query;
  }

  private Expr array(int position) {
    tokens.next();
    if (tokens.isSymbol("(")) {
      return new Expr.ArrayQuery(queryInBrackets(), position);
    }
    tokens.expectSymbol("[");
    if (tokens.isSymbol("[")) {
      throw tokens.unsupported("an array of several dimensions");
    }
    List<Expr> elements = tokens.isSymbol("]") ? List.of() : grammar.expressions().list();
    tokens.expectSymbol("]");
    return new Expr.ArrayLiteral(elements, position);
  }

  private Expr cast(int position) {
    tokens.next();
    tokens.expectSymbol("(");
    Expr operand = grammar.expressions().parse();
    tokens.expect("as");
    TypeName type = grammar.types().parse();
    tokens.expectSymbol(")");
    return new Expr.Cast(operand, type, position);
  }

  private Expr caseWhen() {
    int position = tokens.position();
    tokens.next();
    Expr operand = tokens.is("when") ? null : grammar.expressions().parse();
    List<Expr.When> whens = new ArrayList<>();
    while (tokens.accept("when")) {
      Expr condition = grammar.expressions().parse();
      tokens.expect("then");
      whens.add(new Expr.When(condition, grammar.expressions().parse()));
    }
    if (whens.isEmpty()) {
      throw tokens.unexpected();
    }
    @Nullable Expr otherwise = tokens.accept("else") ? grammar.expressions().parse() : null;
    tokens.expect("end");
    return new Expr.Case(operand, whens, otherwise, position);
  }
}
