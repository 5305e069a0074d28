// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Kind;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The grammar of paths. */
final class PathParser extends PathStepParser {

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<>", "<", "<=", ">", ">=");
  private static final int DEEPEST = 200;

  private final String text;
  private int depth;

  PathParser(String text) {
    super(new PathLexer(text).all());
    this.text = text;
  }

  Path parse() {
    if (tokens.size() == 1) {
      throw new PgException("22P02", "invalid input syntax for type jsonpath: \"" + text + "\"");
    }
    boolean strict = acceptWord("strict");
    if (!strict) {
      acceptWord("lax");
    }
    PathNode root = or();
    if (current().kind() != Kind.END) {
      throw unexpected();
    }
    return new Path(!strict, root);
  }

  @Override
  PathNode predicate(PathNode node) {
    if (!node.isPredicate()) {
      throw unexpected();
    }
    return node;
  }

  @Override
  PathNode value(PathNode node) {
    if (node.isPredicate()) {
      throw unexpected();
    }
    return node;
  }

  @Override
  PathNode or() {
    if (++depth > DEEPEST) {
      throw PgException.unsupported("a JSON path that nests so deeply");
    }
    PathNode left = and();
    while (accept("||")) {
      left = new PathNode.Logical(false, predicate(left), predicate(and()));
    }
    depth--;
    return left;
  }

  private PathNode and() {
    PathNode left = comparison();
    while (accept("&&")) {
      left = new PathNode.Logical(true, predicate(left), predicate(comparison()));
    }
    return left;
  }

  private PathNode comparison() {
    if (accept("!")) {
      PathNode operand = isWord(current(), "exists") ? exists() : inBrackets();
      return new PathNode.Not(predicate(operand));
    }
    if (isWord(current(), "exists") && ahead().text().equals("(")) {
      return exists();
    }
    PathNode left = sum();
    if (current().kind() == Kind.SYMBOL && COMPARISONS.contains(current().text())) {
      String operator = tokens.get(at++).text();
      PathNode right = value(sum());
      return new PathNode.Comparison(operator.equals("<>") ? "!=" : operator, value(left), right);
    }
    if (isWord(current(), "starts") && isWord(ahead(), "with")) {
      at += 2;
      return new PathNode.StartsWith(value(left), start());
    }
    if (acceptWord("like_regex")) {
      String pattern = string();
      return new PathNode.LikeRegex(value(left), pattern, acceptWord("flag") ? string() : "");
    }
    return left;
  }

  private PathNode start() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.STRING && token.kind() != Kind.VARIABLE) {
      throw unexpected();
    }
    at++;
    return token.kind() == Kind.STRING
        ? new PathNode.Literal(token.text())
        : new PathNode.Variable(token.text());
  }

  private String string() {
    if (current().kind() != Kind.STRING) {
      throw unexpected();
    }
    return tokens.get(at++).text();
  }

  private PathNode exists() {
    at++;
    expect("(");
    PathNode operand = value(or());
    expect(")");
    return new PathNode.Exists(operand);
  }

  private PathNode inBrackets() {
    expect("(");
    PathNode inner = or();
    expect(")");
    return inner;
  }

  @Override
  PathNode sum() {
    PathNode left = product();
    while (is("+") || is("-")) {
      String operator = tokens.get(at++).text();
      left = new PathNode.Arithmetic(operator, value(left), value(product()));
    }
    return left;
  }

  private PathNode product() {
    PathNode left = signed();
    while (is("*") || is("/") || is("%")) {
      String operator = tokens.get(at++).text();
      left = new PathNode.Arithmetic(operator, value(left), value(signed()));
    }
    return left;
  }

  private PathNode signed() {
    if (is("+") || is("-")) {
      String operator = tokens.get(at++).text();
      if (++depth > DEEPEST) {
        throw PgException.unsupported("a JSON path that nests so deeply");
      }
      PathNode operand = value(signed());
      depth--;
      if (operand instanceof PathNode.Literal literal && literal.value() instanceof BigDecimal n) {
        return new PathNode.Literal(operator.equals("-") ? n.negate() : n);
      }
      return new PathNode.Sign(operator, operand);
    }
    return chain();
  }

  private PathNode chain() {
    boolean bracket = is("(");
    PathNode head = bracket ? inBrackets() : primary();
    if (bracket && head.isPredicate() && isWord(current(), "is") && isWord(ahead(), "unknown")) {
      at += 2;
      return new PathNode.IsUnknown(head);
    }
    List<PathStep> steps = new ArrayList<>();
    while (is(".") || is("[") || is("?")) {
      steps.add(step());
    }
    return steps.isEmpty() ? head : new PathNode.Chain(head, List.copyOf(steps));
  }

  private PathNode primary() {
    Token token = current();
    at++;
    switch (token.kind()) {
      case STRING -> {
        return new PathNode.Literal(token.text());
      }
      case NUMBER -> {
        return new PathNode.Literal(new BigDecimal(token.text()));
      }
      case VARIABLE -> {
        return new PathNode.Variable(token.text());
      }
      case SYMBOL -> {
        if (token.text().equals("$")) {
          return new PathNode.Root();
        }
        if (token.text().equals("@")) {
          if (filters == 0) {
            throw new PgException("42601", "@ is not allowed in root expressions");
          }
          return new PathNode.Current();
        }
      }
      case WORD -> {
        return word(token);
      }
      default -> {}
    }
    at--;
    throw unexpected();
  }

  private PathNode word(Token token) {
    switch (token.text()) {
      case "true", "false" -> {
        return new PathNode.Literal(token.text().equals("true"));
      }
      case "null" -> {
        return new PathNode.Literal(null);
      }
      default -> {
        if (isWord(token, "last")) {
          if (subscripts == 0) {
            throw new PgException("42601", "LAST is allowed only in array subscripts");
          }
          return new PathNode.Last();
        }
        at--;
        throw unexpected();
      }
    }
  }
}
