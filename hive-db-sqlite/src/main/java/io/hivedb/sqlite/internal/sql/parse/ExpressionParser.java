// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Value expressions by precedence climbing over PostgreSQL's own table (its {@code gram.y}), from
 * OR, which binds least, to the cast, which binds most.
 */
final class ExpressionParser {

  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int IS = 4;
  private static final int COMPARISON = 5;
  static final int LIKE = 6;
  private static final int OPERATOR = 7;
  private static final int SUM = 8;
  private static final int PRODUCT = 9;
  private static final int POWER = 10;
  private static final int AT = 11;
  private static final int COLLATE = 12;
  private static final int SIGN = 13;

  private static final Set<String> COMPARISONS = Set.of("<", ">", "=", "<=", ">=", "<>");

  private final Tokens tokens;
  private final Grammar grammar;
  private final LikeParser tests;

  ExpressionParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.tests = new LikeParser(tokens, grammar);
  }

  Expr parse() {
    return parse(0, false);
  }

  /** PostgreSQL's {@code b_expr}, for what stands before the AND of BETWEEN and in DEFAULT. */
  Expr restricted() {
    return parse(0, true);
  }

  Expr parse(int least, boolean restricted) {
    tokens.enter();
    Expr left = prefix(restricted);
    while (true) {
      Expr longer = infix(left, least, restricted);
      if (longer == null) {
        tokens.leave();
        return left;
      }
      left = longer;
    }
  }

  private Expr prefix(boolean restricted) {
    Token token = tokens.current();
    int position = tokens.position();
    if (token.is("not") && !restricted) {
      tokens.next();
      return new Expr.Not(parse(NOT, false), position);
    }
    if (token.kind() == Kind.OPERATOR) {
      tokens.next();
      boolean sign = token.text().equals("-") || token.text().equals("+");
      if (COMPARISONS.contains(token.text()) || (isArithmetic(token.text()) && !sign)) {
        throw tokens.unexpected(token);
      }
      Expr operand = parse(sign ? SIGN : OPERATOR + 1, restricted);
      return signed(token.text(), operand, position);
    }
    boolean bracketed = token.isSymbol("(");
    Expr primary = grammar.primaries().parse();
    boolean indexed =
        bracketed || primary instanceof Expr.ColumnRef || primary instanceof Expr.Parameter;
    while (indexed && tokens.acceptSymbol("[")) {
      primary = subscript(primary, primary.position());
    }
    return primary;
  }

  private static boolean isArithmetic(String operator) {
    return operator.length() == 1 && "+-*/%^".contains(operator);
  }

  /** PostgreSQL folds the sign into a number while it parses. */
  private static Expr signed(String operator, Expr operand, int position) {
    if (operator.equals("-") && operand instanceof Expr.NumberLiteral number) {
      String text = number.text();
      return new Expr.NumberLiteral(
          text.startsWith("-") ? text.substring(1) : "-" + text, position);
    }
    return new Expr.Unary(operator, operand, position);
  }

  private @Nullable Expr infix(Expr left, int least, boolean restricted) {
    Token token = tokens.current();
    return switch (token.kind()) {
      case OPERATOR -> operator(left, token, least, restricted);
      case WORD -> word(left, token, least, restricted);
      case SYMBOL -> symbol(left, token);
      default -> null;
    };
  }

  private @Nullable Expr symbol(Expr left, Token token) {
    int position = tokens.position();
    if (token.text().equals("::")) {
      tokens.next();
      return new Expr.Cast(left, grammar.types().parse(), position);
    }
    return null;
  }

  private Expr subscript(Expr array, int position) {
    Expr low = tokens.isSymbol(":") ? null : parse();
    boolean slice = tokens.acceptSymbol(":");
    Expr high = slice && !tokens.isSymbol("]") ? parse() : null;
    tokens.expectSymbol("]");
    return new Expr.Subscript(array, low, high, slice, position);
  }

  private @Nullable Expr operator(Expr left, Token token, int least, boolean restricted) {
    int power = power(token.text());
    if (power < least) {
      return null;
    }
    int position = tokens.position();
    tokens.next();
    Expr quantified =
        power == COMPARISON || power == OPERATOR
            ? tests.quantified(left, token.text(), position)
            : null;
    if (quantified != null) {
      return quantified;
    }
    Expr right = parse(power + 1, restricted);
    if (power == COMPARISON) {
      refuseChain();
    }
    return new Expr.Binary(token.text(), left, right, position);
  }

  private Expr named(Expr left, boolean restricted) {
    int position = tokens.position();
    String operator = tests.namedOperator();
    Expr quantified = tests.quantified(left, operator, position);
    return quantified != null
        ? quantified
        : new Expr.Binary(operator, left, parse(OPERATOR + 1, restricted), position);
  }

  private static int power(String operator) {
    if (COMPARISONS.contains(operator)) {
      return COMPARISON;
    }
    return switch (operator) {
      case "+", "-" -> SUM;
      case "*", "/", "%" -> PRODUCT;
      case "^" -> POWER;
      default -> OPERATOR;
    };
  }

  /** Comparisons do not chain: {@code a < b < c} is a syntax error. */
  private void refuseChain() {
    Token token = tokens.current();
    if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
      throw tokens.unexpected();
    }
  }

  private @Nullable Expr word(Expr left, Token token, int least, boolean restricted) {
    switch (token.text()) {
      case "is", "isnull", "notnull" -> {
        return least <= IS ? is(left, restricted) : null;
      }
      case "operator" -> {
        if (tokens.ahead(1).isSymbol("(")) {
          return least <= OPERATOR ? named(left, restricted) : null;
        }
        return null;
      }
      case "at" -> {
        if (tokens.ahead(1).is("local")) {
          throw tokens.unsupported("AT LOCAL");
        }
        return least <= AT ? atTimeZone(left) : null;
      }
      case "collate" -> {
        return least <= COLLATE ? collate(left) : null;
      }
      default -> {}
    }
    if (restricted) {
      return null;
    }
    return switch (token.text()) {
      case "or" -> least <= OR ? logical(left, false) : null;
      case "and" -> least <= AND ? logical(left, true) : null;
      default -> least <= LIKE && tests.isNext() ? tests.parse(left) : null;
    };
  }

  private Expr logical(Expr left, boolean and) {
    int position = tokens.position();
    tokens.next();
    Expr right = parse(and ? AND + 1 : OR + 1, false);
    return new Expr.Logical(and, left, right, position);
  }

  private @Nullable Expr atTimeZone(Expr left) {
    int position = tokens.position();
    if (!tokens.accept("at", "time", "zone")) {
      return null;
    }
    Expr zone = parse(AT + 1, false);
    return new Expr.Call(List.of("timezone"), List.of(zone, left), CallOptions.NONE, position);
  }

  private Expr collate(Expr left) {
    int position = tokens.position();
    tokens.next();
    return new Expr.Collate(left, tokens.qualifiedName().name(), position);
  }

  private Expr is(Expr left, boolean restricted) {
    int position = tokens.position();
    if (tokens.accept("isnull")) {
      return new Expr.NullTest(left, false, position);
    }
    if (tokens.accept("notnull")) {
      return new Expr.NullTest(left, true, position);
    }
    tokens.expect("is");
    boolean negated = tokens.accept("not");
    if (tokens.accept("distinct", "from")) {
      Expr right = parse(IS + 1, restricted);
      if (tokens.is("is") || tokens.is("isnull") || tokens.is("notnull")) {
        throw tokens.unexpected();
      }
      return new Expr.Distinct(left, right, negated, position);
    }
    if (tokens.accept("null")) {
      return new Expr.NullTest(left, negated, position);
    }
    if (tokens.accept("unknown")) {
      return new Expr.BooleanTest(left, null, negated, position);
    }
    if (tokens.is("true") || tokens.is("false")) {
      return new Expr.BooleanTest(left, tokens.next().is("true"), negated, position);
    }
    if (tokens.accept("json")) {
      return SqlJsonParser.isJson(tokens, left, negated, position);
    }
    Expr normalized = normalized(left, position);
    if (normalized != null) {
      return negated ? new Expr.Not(normalized, position) : normalized;
    }
    if (tokens.is("document")) {
      throw tokens.unsupported("IS " + tokens.current().text().toUpperCase(Locale.ROOT));
    }
    throw tokens.unexpected();
  }

  private @Nullable Expr normalized(Expr left, int position) {
    List<Expr> arguments = new ArrayList<>(List.of(left));
    for (String form : List.of("nfc", "nfd", "nfkc", "nfkd")) {
      if (tokens.is(form) && tokens.ahead(1).is("normalized")) {
        tokens.next();
        arguments.add(new Expr.StringLiteral(form.toUpperCase(Locale.ROOT), position));
      }
    }
    boolean found = tokens.accept("normalized");
    return found
        ? new Expr.Call(
            List.of("pg_catalog", "is_normalized"), arguments, CallOptions.NONE, position)
        : null;
  }

  /** Expressions with commas between them, at least one. */
  List<Expr> list() {
    List<Expr> values = new ArrayList<>();
    do {
      values.add(parse());
    } while (tokens.acceptSymbol(","));
    return values;
  }
}
