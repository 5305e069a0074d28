// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Domains, materialized views, and the LIKE of CREATE TABLE. */
final class DerivedParser {

  private static final Set<String> OPTIONS =
      Set.of(
          "comments",
          "compression",
          "constraints",
          "defaults",
          "generated",
          "identity",
          "indexes",
          "statistics",
          "storage");

  private final Tokens tokens;
  private final Grammar grammar;

  DerivedParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  /** LIKE source INCLUDING ... EXCLUDING ..., after so many columns. */
  Ddl.Like like(int columns) {
    tokens.expect("like");
    QualifiedName source = tokens.qualifiedName();
    Set<String> options = new TreeSet<>();
    while (tokens.is("including") || tokens.is("excluding")) {
      boolean including = tokens.next().is("including");
      Set<String> named = tokens.is("all") ? OPTIONS : Set.of(tokens.current().text());
      if (!tokens.is("all") && !OPTIONS.contains(tokens.current().text())) {
        throw tokens.unexpected();
      }
      tokens.next();
      if (including) {
        options.addAll(named);
      } else {
        options.removeAll(named);
      }
    }
    return new Ddl.Like(source, options, columns);
  }

  /** What follows CREATE DOMAIN. */
  Statement domain() {
    QualifiedName name = tokens.qualifiedName();
    tokens.accept("as");
    TypeName type = grammar.types().parse();
    if (tokens.is("collate")) {
      throw tokens.unsupported("a domain with COLLATE");
    }
    boolean notNull = false;
    @Nullable Expr value = null;
    List<Ddl.DomainCheck> checks = new ArrayList<>();
    while (true) {
      String constraint = tokens.accept("constraint") ? tokens.name() : null;
      if (tokens.accept("not", "null")) {
        notNull = true;
      } else if (tokens.accept("check")) {
        tokens.expectSymbol("(");
        checks.add(new Ddl.DomainCheck(constraint, grammar.expressions().parse()));
        tokens.expectSymbol(")");
      } else if (constraint != null) {
        throw tokens.unexpected();
      } else if (tokens.accept("default")) {
        value = grammar.expressions().restricted();
      } else if (!tokens.accept("null")) {
        return new Ddl.CreateDomain(name, type, notNull, value, checks);
      }
    }
  }

  /** What follows CREATE MATERIALIZED. */
  Statement materializedView() {
    tokens.expect("view");
    boolean unless = tokens.accept("if", "not", "exists");
    QualifiedName name = tokens.qualifiedName();
    List<String> columns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
    if (tokens.is("using")) {
      throw tokens.unsupported("a table access method");
    }
    boolean tuned = tokens.accept("with");
    if (tuned) {
      new StorageParameters(tokens).ofTable();
    }
    tokens.expect("as");
    Select query = grammar.queries().parse();
    return new Ddl.CreateMaterializedView(name, unless, columns, query, withData(), tuned);
  }

  /** REFRESH. */
  Statement refresh() {
    tokens.expect("refresh", "materialized", "view");
    boolean concurrently = tokens.accept("concurrently");
    QualifiedName name = tokens.qualifiedName();
    return new Ddl.RefreshMaterializedView(name, concurrently, withData());
  }

  boolean withData() {
    if (tokens.accept("with", "no", "data")) {
      return false;
    }
    tokens.accept("with", "data");
    return true;
  }

  /** What follows CREATE VIEW. */
  Statement view(boolean replace, boolean temporary) {
    QualifiedName name = tokens.qualifiedName();
    List<String> columns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
    boolean parameters = tokens.accept("with");
    if (parameters) {
      new StorageParameters(tokens).ofView();
    }
    tokens.expect("as");
    Select query = grammar.queries().parse();
    return new Ddl.CreateView(name, replace, columns, query, temporary, checkOption(), parameters);
  }

  private String checkOption() {
    if (!tokens.accept("with")) {
      return "";
    }
    boolean local = tokens.accept("local");
    if (!local) {
      tokens.accept("cascaded");
    }
    tokens.expect("check", "option");
    return local ? "LOCAL" : "CASCADED";
  }
}
