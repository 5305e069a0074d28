// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LIMIT, OFFSET, FETCH and locking clauses, in any order. */
final class LimitParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final boolean ordered;
  private @Nullable Expr limit;
  private @Nullable Expr offset;
  private boolean withTies;
  private final List<QualifiedName> of = new ArrayList<>();
  private Select.RowLock lock = Select.RowLock.NONE;

  LimitParser(Tokens tokens, Grammar grammar, boolean ordered) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.ordered = ordered;
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

  /** The names behind FOR UPDATE OF. */
  List<QualifiedName> of() {
    return of;
  }

  Select.RowLock lock() {
    return lock;
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
    int ties = tokens.position();
    withTies = tokens.accept("with", "ties");
    if (withTies && !ordered) {
      throw new PgException("42601", "WITH TIES cannot be specified without ORDER BY clause")
          .at(ties);
    }
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
        of.add(tokens.qualifiedName());
      } while (tokens.acceptSymbol(","));
    }
    Select.RowLock wanted = waiting();
    lock = wanted.compareTo(lock) > 0 ? wanted : lock;
    return true;
  }

  private Select.RowLock waiting() {
    if (tokens.accept("nowait")) {
      return Select.RowLock.FAIL;
    }
    if (tokens.accept("skip")) {
      tokens.expect("locked");
      return Select.RowLock.SKIP;
    }
    return Select.RowLock.WAIT;
  }
}
