// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SELECT, VALUES, TABLE, set operations and what surrounds them. */
final class QueryParser {

  /** What makes more of a query in brackets. */
  private static final Set<String> AFTER_QUERY =
      Set.of("union", "except", "intersect", "order", "limit", "offset", "fetch", "for");

  private final Tokens tokens;
  private final Grammar grammar;
  private final WindowParser windows;
  private final FromParser from;
  private final IntoParser into;

  QueryParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.windows = new WindowParser(tokens, grammar);
    this.from = new FromParser(tokens, grammar);
    this.into = new IntoParser(tokens);
  }

  IntoParser into() {
    return into;
  }

  FromParser from() {
    return from;
  }

  /** Whether a query begins here, perhaps after brackets. */
  boolean begins() {
    int i = 0;
    while (tokens.ahead(i).isSymbol("(")) {
      i++;
    }
    Token token = tokens.ahead(i);
    return token.is("select")
        || token.is("values")
        || token.is("with")
        || (i == 0 && token.is("table"));
  }

  /** Whether what is in brackets from here on is a query, and not a value that begins with one. */
  boolean beginsInBrackets() {
    return begins() && (!tokens.isSymbol("(") || isQuery(0));
  }

  /** {@code ((SELECT 1) UNION SELECT 2)} is a query, {@code ((SELECT 1) a JOIN b ...)} is not. */
  boolean isQuery(int first) {
    int depth = 0;
    int i = first;
    do {
      depth += tokens.ahead(i).isSymbol("(") ? 1 : tokens.ahead(i).isSymbol(")") ? -1 : 0;
      i++;
    } while (depth > 0 && tokens.ahead(i).kind() != Token.Kind.END);
    Token after = tokens.ahead(i);
    return AFTER_QUERY.contains(after.text()) || after.isSymbol(")");
  }

  /** A query with everything around it. */
  Select parse() {
    tokens.enter();
    int position = tokens.position();
    boolean recursive = false;
    List<Select.Cte> with = List.of();
    if (tokens.accept("with")) {
      recursive = tokens.accept("recursive");
      with = commonTables();
    }
    Select result = surround(with, recursive, setOperations(0), position);
    tokens.leave();
    return result;
  }

  /** The common table expressions after WITH [RECURSIVE]. */
  List<Select.Cte> commonTables() {
    List<Select.Cte> tables = new ArrayList<>();
    do {
      int position = tokens.position();
      String name = tokens.name();
      List<String> columns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
      tokens.expect("as");
      Boolean materialized = materialized();
      tokens.expectSymbol("(");
      Statement query = grammar.statement();
      if (query instanceof Ddl) {
        throw new PgException("42601", "SELECT ... INTO is not allowed here").at(position);
      }
      tokens.expectSymbol(")");
      if (tokens.is("search") || tokens.is("cycle")) {
        throw tokens.unsupported("SEARCH and CYCLE of a recursive query");
      }
      tables.add(new Select.Cte(name, columns, materialized, query, position));
    } while (tokens.acceptSymbol(","));
    return tables;
  }

  private @Nullable Boolean materialized() {
    if (tokens.accept("not")) {
      tokens.expect("materialized");
      return false;
    }
    return tokens.accept("materialized") ? true : null;
  }

  private Select surround(List<Select.Cte> with, boolean recursive, Select inner, int position) {
    List<OrderItem> order = tokens.is("order") ? windows.orderBy() : List.of();
    boolean ordered = !order.isEmpty() || !inner.orderBy().isEmpty();
    LimitParser limits = new LimitParser(tokens, grammar, ordered);
    limits.parse();
    boolean nothing =
        with.isEmpty()
            && order.isEmpty()
            && limits.limitCount() == null
            && limits.offsetCount() == null
            && limits.lock() == Select.RowLock.NONE;
    if (nothing) {
      return inner;
    }
    boolean bare =
        inner.with().isEmpty()
            && inner.orderBy().isEmpty()
            && inner.limit() == null
            && inner.offset() == null;
    Select.Body body = bare ? inner.body() : derived(inner);
    return new Select(
        with,
        recursive,
        body,
        order,
        limits.limitCount(),
        limits.offsetCount(),
        limits.withTies(),
        bare && inner.lock().compareTo(limits.lock()) > 0 ? inner.lock() : limits.lock(),
        limits.of(),
        position);
  }

  /** {@code (SELECT ... LIMIT 1) ORDER BY x} is a query over a query. */
  private static Select.Body derived(Select inner) {
    FromItem source = new FromItem.Derived(inner, false, null, inner.position());
    Select.Item all = new Select.Item(new Expr.Star(List.of(), inner.position()), null);
    return new Select.Core(
        false,
        List.of(),
        List.of(all),
        List.of(source),
        null,
        List.of(),
        List.of(),
        null,
        List.of());
  }

  /** UNION and EXCEPT bind at level 0, INTERSECT at level 1. */
  private Select setOperations(int level) {
    Select left = level == 0 ? setOperations(1) : simple();
    while (level == 0 ? tokens.is("union") || tokens.is("except") : tokens.is("intersect")) {
      int position = tokens.position();
      String operator = tokens.next().text();
      boolean all = tokens.accept("all");
      if (!all) {
        tokens.accept("distinct");
      }
      Select right = level == 0 ? setOperations(1) : simple();
      left = Select.of(new Select.SetOperation(operator, all, left, right, position), position);
    }
    return left;
  }

  private Select simple() {
    int position = tokens.position();
    if (tokens.acceptSymbol("(")) {
      Select inner = parse();
      tokens.expectSymbol(")");
      return inner;
    }
    if (tokens.accept("values")) {
      return Select.of(values(), position);
    }
    if (tokens.accept("table")) {
      return Select.of(table(position), position);
    }
    tokens.expect("select");
    return Select.of(core(), position);
  }

  private Select.Values values() {
    List<List<Expr>> rows = new ArrayList<>();
    do {
      tokens.expectSymbol("(");
      rows.add(grammar.expressions().list());
      tokens.expectSymbol(")");
    } while (tokens.acceptSymbol(","));
    return new Select.Values(rows);
  }

  private Select.Core table(int position) {
    FromItem relation = new FromItem.Relation(tokens.qualifiedName(), null);
    Select.Item all = new Select.Item(new Expr.Star(List.of(), position), null);
    return new Select.Core(
        false,
        List.of(),
        List.of(all),
        List.of(relation),
        null,
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private Select.Core core() {
    boolean distinct = tokens.accept("distinct");
    List<Expr> on = List.of();
    if (distinct && tokens.accept("on")) {
      tokens.expectSymbol("(");
      on = grammar.expressions().list();
      tokens.expectSymbol(")");
    } else if (!distinct) {
      tokens.accept("all");
    }
    List<Select.Item> items = startsClause() ? List.of() : items();
    into.parse();
    List<FromItem> sources = tokens.accept("from") ? from.list() : List.of();
    Expr where = tokens.accept("where") ? grammar.expressions().parse() : null;
    GroupParser groups = new GroupParser(tokens, grammar);
    if (tokens.accept("group", "by")) {
      groups.parse();
    }
    Expr having = tokens.accept("having") ? grammar.expressions().parse() : null;
    return new Select.Core(
        distinct, on, items, sources, where, groups.plain(), groups.sets(), having, namedWindows());
  }

  /** An empty select list is legal. */
  private boolean startsClause() {
    Token token = tokens.current();
    return token.is("from")
        || token.is("where")
        || token.is("union")
        || token.isSymbol(")")
        || token.kind() == Kind.END;
  }

  private List<Select.NamedWindow> namedWindows() {
    List<Select.NamedWindow> named = new ArrayList<>();
    if (tokens.accept("window")) {
      do {
        String name = tokens.name();
        tokens.expect("as");
        named.add(new Select.NamedWindow(name, windows.definition()));
      } while (tokens.acceptSymbol(","));
    }
    return named;
  }

  /** The output columns of SELECT or RETURNING. */
  List<Select.Item> items() {
    List<Select.Item> items = new ArrayList<>();
    do {
      int position = tokens.position();
      if (tokens.acceptOperator("*")) {
        items.add(new Select.Item(new Expr.Star(List.of(), position), null));
      } else {
        Expr value = grammar.expressions().parse();
        items.add(new Select.Item(value, alias()));
      }
    } while (tokens.acceptSymbol(","));
    return items;
  }

  private @Nullable String alias() {
    if (tokens.accept("as")) {
      return tokens.label();
    }
    Token token = tokens.current();
    boolean bare = token.kind() == Kind.WORD && Keywords.isBareLabel(token.text());
    return bare || token.kind() == Kind.QUOTED ? tokens.label() : null;
  }
}
