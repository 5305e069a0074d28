// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Kind;
import io.hivedb.sqlite.internal.sql.path.PathLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The grammar of steps. */
abstract class PathStepParser extends PathCursor {

  private static final Set<String> METHODS =
      Set.of("type", "size", "abs", "floor", "ceiling", "double", "number", "integer", "bigint");
  private static final Set<String> OTHER_METHODS =
      Set.of(
          "keyvalue",
          "datetime",
          "date",
          "time",
          "time_tz",
          "timestamp",
          "timestamp_tz",
          "decimal",
          "boolean",
          "string");

  int filters;
  int subscripts;

  PathStepParser(List<Token> tokens) {
    super(tokens);
  }

  abstract PathNode or();

  abstract PathNode sum();

  abstract PathNode predicate(PathNode node);

  abstract PathNode value(PathNode node);

  final PathStep step() {
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
