// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** DROP and TRUNCATE. */
final class DropParser {

  private static final Set<String> DROPPED =
      Set.of("table", "view", "index", "sequence", "schema", "type", "extension", "domain");

  private static final Set<String> ROUTINES =
      Set.of("function", "procedure", "routine", "aggregate");

  private static final Set<String> OF_TABLES = Set.of("policy", "rule");

  private final Tokens tokens;

  DropParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement drop() {
    tokens.expect("drop");
    Token kind = tokens.next();
    if (kind.is("materialized")) {
      tokens.expect("view");
      return drop("materialized view");
    }
    if (kind.is("trigger")) {
      return new RoutineDrops(tokens).trigger();
    }
    if (kind.kind() == Token.Kind.WORD && ROUTINES.contains(kind.text())) {
      return new RoutineDrops(tokens).routines(kind.text());
    }
    if (RoleParser.KINDS.contains(kind.text())) {
      return new RoleParser(tokens).drop();
    }
    if (OF_TABLES.contains(kind.text())) {
      return missing(kind.text());
    }
    if (!DROPPED.contains(kind.text())) {
      if (tokens.isName()) {
        throw tokens.unsupported("DROP " + kind.text().toUpperCase(Locale.ROOT));
      }
      throw tokens.unexpected(kind);
    }
    return drop(kind.text());
  }

  private Statement missing(String kind) {
    boolean ifExists = tokens.accept("if", "exists");
    QualifiedName name = tokens.qualifiedName();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    if (tokens.isSymbol(",")) {
      throw tokens.unsupported("DROP of several at once of the kind " + kind);
    }
    if (!tokens.accept("cascade")) {
      tokens.accept("restrict");
    }
    return new Command.DropMissing(kind, name, table, ifExists);
  }

  private Statement drop(String kind) {
    tokens.accept("concurrently");
    boolean ifExists = tokens.accept("if", "exists");
    List<QualifiedName> names = names();
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return new Ddl.Drop(kind, names, ifExists, cascade);
  }

  private List<QualifiedName> names() {
    List<QualifiedName> names = new ArrayList<>();
    do {
      names.add(tokens.qualifiedName());
    } while (tokens.acceptSymbol(","));
    return names;
  }

  Statement truncate() {
    tokens.expect("truncate");
    tokens.accept("table");
    tokens.accept("only");
    List<QualifiedName> tables = new ArrayList<>();
    do {
      tables.add(tokens.qualifiedName());
      tokens.acceptOperator("*");
    } while (tokens.acceptSymbol(","));
    boolean restart = tokens.accept("restart", "identity");
    if (!restart) {
      tokens.accept("continue", "identity");
    }
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return new Ddl.Truncate(tables, restart, cascade);
  }
}
