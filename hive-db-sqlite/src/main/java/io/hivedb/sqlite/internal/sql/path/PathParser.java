// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Kind;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The grammar of paths. */
final class PathParser extends PathCursor {

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> METHODS =
      Set.of("type", "size", "abs", "floor", "ceiling", "double", "number", "integer", "bigint");
  private static final Set<String> OTHER_METHODS =
      Set.of(
          "keyvalue", "datetime", "date", "time", "time_tz", "timestamp", "timestamp_tz",
          "decimal", "boolean", "string");
  private static final int DEEPEST = 200;

  private final String text;
  private int depth;
  private int filters;
  private int subscripts;

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

  private PathNode predicate(PathNode node) {
    if (!node.isPredicate()) {
      throw unexpected();
    }
    return node;
  }

  private PathNode value(PathNode node) {
    if (node.isPredicate()) {
      throw unexpected();
    }
    return node;
  }

  private PathNode or() {
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

  private PathNode sum() {
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

  private PathStep step() {
    if (accept("?")) {
      expect("(");
      filters++;
      PathNode condition = predicate(or());
      filters--;
      expect(")");
      return new PathStep.Filter(condition);
    }
    if (accept("[")) {
      return subscript();
    }
    expect(".");
    if (accept("**")) {
      return levels();
    }
    if (accept("*")) {
      return new PathStep.AnyMember();
    }
    Token name = current();
    if (name.kind() != Kind.WORD && name.kind() != Kind.STRING) {
      throw unexpected();
    }
    at++;
    boolean method = name.kind() == Kind.WORD && is("(");
    return method ? method(name.text().toLowerCase(Locale.ROOT)) : new PathStep.Member(name.text());
  }

  private PathStep method(String name) {
    if (!METHODS.contains(name)) {
      if (OTHER_METHODS.contains(name)) {
        throw PgException.unsupported("the method ." + name + "() of a JSON path");
      }
      throw unexpected();
    }
    expect("(");
    expect(")");
    return new PathStep.Method(name);
  }

  private PathStep subscript() {
    if (accept("*")) {
      expect("]");
      return new PathStep.AnyElement();
    }
    List<PathStep.Range> ranges = new ArrayList<>();
    subscripts++;
    do {
      PathNode from = value(sum());
      ranges.add(new PathStep.Range(from, acceptWord("to") ? value(sum()) : null));
    } while (accept(","));
    subscripts--;
    expect("]");
    return new PathStep.Elements(List.copyOf(ranges));
  }

  private PathStep levels() {
    if (!accept("{")) {
      return new PathStep.AnyLevel(0, -1);
    }
    int from = level();
    int to = acceptWord("to") ? level() : from;
    expect("}");
    return new PathStep.AnyLevel(from, to);
  }

  private int level() {
    if (acceptWord("last")) {
      return -1;
    }
    if (current().kind() != Kind.NUMBER || !current().text().matches("\\d{1,9}")) {
      throw unexpected();
    }
    return Integer.parseInt(tokens.get(at++).text());
  }
}
