// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** DROP, TRUNCATE, COMMENT. */
final class DropParser {

  private static final List<String> COMMENTED =
      List.of("table", "column", "view", "index", "sequence", "schema", "materialized view");

  private static final Set<String> DROPPED =
      Set.of("table", "view", "index", "sequence", "schema", "type", "extension", "domain");

  private static final Set<String> OF_TABLES = Set.of("policy", "rule");

  private static final Set<String> OTHERS = Set.of("aggregate", "role", "user", "group");

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
    if (kind.is("function") || kind.is("procedure") || kind.is("routine")) {
      return new RoutineDrops(tokens).routines(kind.text());
    }
    if (OF_TABLES.contains(kind.text()) || OTHERS.contains(kind.text())) {
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
    QualifiedName table = null;
    if (OF_TABLES.contains(kind)) {
      tokens.expect("on");
      table = tokens.qualifiedName();
    }
    String arguments = tokens.isSymbol("(") ? arguments() : null;
    if (tokens.isSymbol(",")) {
      throw tokens.unsupported("DROP of several at once of the kind " + kind);
    }
    if (!tokens.accept("cascade")) {
      tokens.accept("restrict");
    }
    return new Command.DropMissing(kind, name, table, arguments, ifExists);
  }

  private String arguments() {
    Token first = tokens.current();
    while (!tokens.acceptSymbol(")")) {
      if (tokens.next().kind() == Token.Kind.END) {
        throw tokens.unexpected();
      }
    }
    return tokens.textFrom(first);
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

  Statement comment() {
    tokens.expect("comment", "on");
    String kind = tokens.next().text();
    if (kind.equals("materialized") && tokens.accept("view")) {
      kind = "materialized view";
    }
    if (kind.equals("constraint") || kind.equals("type") || kind.equals("domain")) {
      return checkedComment(kind);
    }
    if (!COMMENTED.contains(kind)) {
      return skippedComment();
    }
    int position = tokens.position();
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.label());
    } while (tokens.acceptSymbol("."));
    tokens.expect("is");
    String text = tokens.accept("null") ? null : tokens.string();
    return new Ddl.Comment(kind, names, text, position);
  }

  /** A comment that is not kept, of something that must be there. */
  private Statement checkedComment(String kind) {
    int position = tokens.position();
    String constraint = kind.equals("constraint") ? tokens.name() : null;
    if (constraint != null) {
      tokens.expect("on");
      if (tokens.accept("domain")) {
        return skippedComment();
      }
    }
    QualifiedName name = tokens.qualifiedName();
    tokens.expect("is");
    if (!tokens.accept("null")) {
      tokens.string();
    }
    List<String> names = new ArrayList<>();
    if (name.schema() != null) {
      names.add(name.schema());
    }
    names.add(name.name());
    if (constraint != null) {
      names.add(constraint);
    }
    return new Ddl.Comment(kind, names, null, position);
  }

  private Statement skippedComment() {
    while (!tokens.is("is")) {
      if (tokens.next().kind() == Token.Kind.END) {
        throw tokens.unexpected();
      }
    }
    tokens.next();
    tokens.next();
    return new Command.Nothing("COMMENT", List.of());
  }
}
