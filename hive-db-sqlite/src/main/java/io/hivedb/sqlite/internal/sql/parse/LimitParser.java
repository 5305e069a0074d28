// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import org.jspecify.annotations.Nullable;

/** LIMIT, OFFSET, FETCH and locking clauses, in any order. */
final class LimitParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private @Nullable Expr limit;
  private @Nullable Expr offset;
  private boolean withTies;
  private boolean locks;

  LimitParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  @Nullable Expr limitCount() {
    return limit;
  }

  @Nullable Expr offsetCount() {
    return offset;
  }

  boolean withTies() {
    return withTies;
  }

  boolean locks() {
    return locks;
  }

  void parse() {
    while (limit() || offset() || fetch() || locking()) {}
  }

  private boolean limit() {
    if (!tokens.accept("limit")) {
      return false;
    }
    if (!tokens.accept("all")) {
      limit = grammar.expressions().parse();
    }
    return true;
  }

  private boolean offset() {
    if (!tokens.accept("offset")) {
      return false;
    }
    offset = grammar.expressions().parse();
    if (!tokens.accept("rows")) {
      tokens.accept("row");
    }
    return true;
  }

  private boolean fetch() {
    int position = tokens.position();
    if (!tokens.accept("fetch")) {
      return false;
    }
    if (!tokens.accept("first")) {
      tokens.expect("next");
    }
    boolean one = tokens.is("row") || tokens.is("rows");
    limit = one ? new Expr.NumberLiteral("1", position) : grammar.primaries().parse();
    if (!tokens.accept("rows")) {
      tokens.expect("row");
    }
    withTies = tokens.accept("with", "ties");
    if (!withTies) {
      tokens.expect("only");
    }
    return true;
  }

  /** One writer at a time: whoever locks rows becomes it. */
  private boolean locking() {
    if (!tokens.is("for")) {
      return false;
    }
    tokens.next();
    boolean known =
        tokens.accept("no", "key", "update")
            || tokens.accept("key", "share")
            || tokens.accept("update")
            || tokens.accept("share");
    if (!known) {
      throw tokens.unexpected();
    }
    if (tokens.accept("of")) {
      do {
        tokens.qualifiedName();
      } while (tokens.acceptSymbol(","));
    }
    // There is one lock, not one of each row.
    if (tokens.is("nowait") || tokens.is("skip")) {
      throw tokens.unsupported(tokens.is("skip") ? "SKIP LOCKED" : "NOWAIT");
    }
    locks = true;
    return true;
  }
}
