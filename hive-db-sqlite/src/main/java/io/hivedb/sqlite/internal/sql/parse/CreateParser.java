// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CREATE, DROP, TRUNCATE, COMMENT. */
final class CreateParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final TableParser tables;
  private final DerivedParser derived;

  /** Whether the table has parameters of storage. */
  private boolean tuned;

  CreateParser(Tokens tokens, Grammar grammar, TableParser tables) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.tables = tables;
    this.derived = new DerivedParser(tokens, grammar);
  }

  Statement create() {
    tokens.expect("create");
    boolean replace = tokens.accept("or", "replace");
    boolean local = tokens.accept("local");
    boolean temporary = tokens.accept("temporary") || tokens.accept("temp");
    if (local && !temporary) {
      throw tokens.unexpected();
    }
    if (!temporary) {
      tokens.accept("unlogged");
    }
    Token kind = tokens.current();
    switch (kind.text()) {
      case "table" -> {
        tokens.next();
        return table(temporary);
      }
      case "view" -> {
        tokens.next();
        return derived.view(replace, temporary);
      }
      case "sequence" -> {
        tokens.next();
        boolean unless = ifNotExists();
        return new Ddl.CreateSequence(
            tokens.qualifiedName(), unless, tables.sequenceOptions(), temporary);
      }
      case "unique", "index" -> {
        return new IndexParser(tokens, grammar, tables).index();
      }
      case "schema" -> {
        tokens.next();
        return schema();
      }
      case "type" -> {
        tokens.next();
        return type();
      }
      case "domain" -> {
        tokens.next();
        return derived.domain();
      }
      case "materialized" -> {
        tokens.next();
        return derived.materializedView();
      }
      case "extension" -> {
        tokens.next();
        return extension();
      }
      case "function", "procedure" -> {
        return new Ddl.CreateRoutine(replace, new RoutineParser(tokens, grammar).create());
      }
      case "trigger" -> {
        return new Ddl.CreateTrigger(replace, new TriggerParser(tokens, grammar).create());
      }
      case "role", "user", "group" -> {
        return new RoleParser(tokens).create();
      }
      default -> throw refused(kind);
    }
  }

  private RuntimeException refused(Token kind) {
    return switch (kind.text()) {
      case "aggregate",
          "operator",
          "cast",
          "rule",
          "database",
          "collation",
          "statistics",
          "policy",
          "publication",
          "server",
          "event",
          "constraint",
          "language",
          "tablespace",
          "foreign",
          "recursive",
          "text",
          "access",
          "transform",
          "subscription",
          "conversion",
          "global" ->
          tokens.unsupported("CREATE " + kind.text().toUpperCase(Locale.ROOT));
      default -> tokens.unexpected();
    };
  }

  private boolean ifNotExists() {
    return tokens.accept("if", "not", "exists");
  }

  private Statement table(boolean temporary) {
    boolean unless = ifNotExists();
    QualifiedName name = tokens.qualifiedName();
    if (tokens.is("of") || tokens.is("partition")) {
      throw tokens.unsupported("CREATE TABLE " + tokens.next().text().toUpperCase(Locale.ROOT));
    }
    if (tokens.is("as")
        || tokens.is("on")
        || tokens.is("with")
        || tokens.is("without")
        || (tokens.isSymbol("(") && isNameList())) {
      return tableAs(name, temporary, unless);
    }
    List<Ddl.ColumnDefinition> columns = new ArrayList<>();
    List<Ddl.TableConstraint> constraints = new ArrayList<>();
    List<Ddl.Like> like = new ArrayList<>();
    tokens.expectSymbol("(");
    while (!tokens.isSymbol(")")) {
      if (tokens.is("like")) {
        like.add(derived.like(columns.size()));
      } else if (tables.beginsConstraint()) {
        constraints.add(tables.constraint());
      } else {
        columns.add(tables.column());
      }
      if (!tokens.acceptSymbol(",")) {
        break;
      }
    }
    tokens.expectSymbol(")");
    String onCommit = tableOptions(temporary);
    return new Ddl.CreateTable(
        name,
        temporary,
        unless,
        columns,
        constraints,
        like,
        onCommit,
        null,
        List.of(),
        true,
        tuned);
  }

  private boolean isNameList() {
    int i = 1;
    while (tokens.ahead(i).kind() == Token.Kind.WORD && tokens.ahead(i + 1).isSymbol(",")) {
      i += 2;
    }
    return tokens.ahead(i + 1).isSymbol(")")
        && (tokens.ahead(i + 2).is("as")
            || tokens.ahead(i + 2).is("on")
            || tokens.ahead(i + 2).is("with"));
  }

  private Statement tableAs(QualifiedName name, boolean temporary, boolean unless) {
    List<String> columns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
    String onCommit = tableOptions(temporary);
    tokens.expect("as");
    Select source = grammar.queries().parse();
    boolean data = derived.withData();
    return new Ddl.CreateTable(
        name, temporary, unless, List.of(), List.of(), List.of(), onCommit, source, columns, data,
        tuned);
  }

  /** The options; what a commit does with the rows is returned. */
  private String tableOptions(boolean temporary) {
    if (tokens.is("partition")) {
      throw tokens.unsupported("PARTITION BY");
    }
    if (tokens.is("inherits")) {
      throw tokens.unsupported("INHERITS");
    }
    tuned = tokens.accept("with");
    if (tuned) {
      new StorageParameters(tokens).ofTable();
    } else {
      tokens.accept("without", "oids");
    }
    String onCommit = tokens.accept("on", "commit") ? onCommit(temporary) : "";
    if (tokens.accept("tablespace")) {
      tokens.name();
    }
    return onCommit;
  }

  private String onCommit(boolean temporary) {
    if (!temporary) {
      throw new PgException("42P16", "ON COMMIT can only be used on temporary tables");
    }
    if (tokens.accept("drop")) {
      return "drop";
    }
    boolean delete = tokens.accept("delete");
    if (!delete) {
      tokens.expect("preserve");
    }
    tokens.expect("rows");
    return delete ? "delete" : "";
  }

  private Statement schema() {
    boolean unless = ifNotExists();
    String name = tokens.is("authorization") ? "" : tokens.name();
    String owner = tokens.accept("authorization") ? tokens.label() : null;
    return new Ddl.CreateSchema(name, owner, unless);
  }

  private Statement type() {
    QualifiedName name = tokens.qualifiedName();
    tokens.expect("as");
    if (!tokens.accept("enum")) {
      throw tokens.unsupported("CREATE TYPE that is not an enum");
    }
    List<String> labels = new ArrayList<>();
    tokens.expectSymbol("(");
    if (!tokens.isSymbol(")")) {
      do {
        labels.add(tokens.string());
      } while (tokens.acceptSymbol(","));
    }
    tokens.expectSymbol(")");
    return new Ddl.CreateEnum(name, labels);
  }

  private Statement extension() {
    boolean unless = ifNotExists();
    int position = tokens.position();
    String name = tokens.name();
    tokens.accept("with");
    while (tokens.is("schema") || tokens.is("version") || tokens.is("cascade")) {
      if (!tokens.next().is("cascade")) {
        tokens.next();
      }
    }
    return new Ddl.CreateExtension(name, unless, position);
  }

  Statement refresh() {
    return derived.refresh();
  }

  Statement drop() {
    return new DropParser(tokens).drop();
  }

  Statement truncate() {
    return new DropParser(tokens).truncate();
  }

  Statement comment() {
    return new CommentParser(tokens).comment();
  }
}
