// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;

/** JSON_TABLE. */
final class JsonTableParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final FromParser from;
  private final SqlJsonParser json;

  JsonTableParser(Tokens tokens, Grammar grammar, FromParser from) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.from = from;
    this.json = new SqlJsonParser(tokens, grammar, new WindowParser(tokens, grammar));
  }

  FromItem parse(boolean lateral, int position) {
    tokens.next();
    tokens.expectSymbol("(");
    Expr context = grammar.expressions().parse();
    tokens.expectSymbol(",");
    String path = tokens.string();
    if (tokens.is("as")) {
      throw tokens.unsupported("a name of a path of JSON_TABLE");
    }
    List<Expr.Named> passing = json.passing();
    tokens.expect("columns");
    tokens.expectSymbol("(");
    List<JsonColumn> columns = new ArrayList<>();
    do {
      columns.add(column());
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    if (!tokens.isSymbol(")")) {
      throw tokens.unsupported("ON ERROR of JSON_TABLE");
    }
    tokens.expectSymbol(")");
    return new FromItem.JsonTable(context, path, passing, columns, lateral, from.alias(), position);
  }

  private JsonColumn column() {
    if (tokens.is("nested")) {
      throw tokens.unsupported("NESTED of JSON_TABLE");
    }
    String name = tokens.name();
    if (tokens.accept("for", "ordinality")) {
      return json.behaviour(name, null, "ordinality", null);
    }
    TypeName type = grammar.types().parse();
    if (tokens.is("format")) {
      throw tokens.unsupported("FORMAT JSON");
    }
    boolean exists = tokens.accept("exists");
    String path = tokens.accept("path") ? tokens.string() : null;
    return json.behaviour(name, type, exists ? "exists" : "value", path);
  }
}
