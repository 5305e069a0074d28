// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX. */
final class IndexParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final TableParser tables;

  IndexParser(Tokens tokens, Grammar grammar, TableParser tables) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.tables = tables;
  }

  Statement index() {
    boolean unique = tokens.accept("unique");
    tokens.expect("index");
    tokens.accept("concurrently");
    boolean unless = tokens.accept("if", "not", "exists");
    String name = tokens.is("on") ? null : tokens.name();
    tokens.expect("on");
    tokens.accept("only");
    QualifiedName table = tokens.qualifiedName();
    String method = tokens.accept("using") ? tokens.name() : "btree";
    List<Ddl.IndexKey> keys = keys();
    List<String> include = tokens.accept("include") ? tokens.nameList() : List.of();
    boolean notDistinct = tokens.accept("nulls", "not", "distinct");
    if (!notDistinct) {
      tokens.accept("nulls", "distinct");
    }
    Map<String, String> with = tokens.accept("with") ? options() : Map.of();
    StorageParameters.check(method, with);
    if (tokens.accept("tablespace")) {
      tokens.name();
    }
    Expr where = tokens.accept("where") ? grammar.expressions().parse() : null;
    Ddl.KeyParts parts = new Ddl.KeyParts(notDistinct, include, null);
    return new Ddl.CreateIndex(name, table, unique, unless, method, keys, with, where, parts);
  }

  private List<Ddl.IndexKey> keys() {
    List<Ddl.IndexKey> keys = new ArrayList<>();
    tokens.expectSymbol("(");
    do {
      keys.add(key());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return keys;
  }

  private Ddl.IndexKey key() {
    int position = tokens.position();
    Expr value = grammar.expressions().parse();
    String operatorClass = null;
    if (tokens.isName() && !tokens.is("nulls")) {
      operatorClass = tokens.qualifiedName().name();
      if (tokens.isSymbol("(")) {
        tables.parameters();
      }
    }
    boolean descending = tokens.accept("desc");
    if (!descending) {
      tokens.accept("asc");
    }
    return new Ddl.IndexKey(value, operatorClass, descending, nullsFirst(), position);
  }

  private @Nullable Boolean nullsFirst() {
    if (!tokens.accept("nulls")) {
      return null;
    }
    boolean first = tokens.accept("first");
    if (!first) {
      tokens.expect("last");
    }
    return first;
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    tokens.expectSymbol("(");
    do {
      String name = tokens.label();
      String value = "true";
      if (tokens.acceptOperator("=")) {
        value = tokens.next().text();
      }
      options.put(name, value);
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return options;
  }
}
