// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CREATE, DROP, TRUNCATE, COMMENT. */
final class CreateParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final TableParser tables;

  CreateParser(Tokens tokens, Grammar grammar, TableParser tables) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.tables = tables;
  }

  Statement create() {
    tokens.expect("create");
    boolean replace = tokens.accept("or", "replace");
    boolean temporary = tokens.accept("temporary") || tokens.accept("temp");
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
        return view(replace, temporary);
      }
      case "sequence" -> {
        tokens.next();
        boolean unless = ifNotExists();
        return new Ddl.CreateSequence(tokens.qualifiedName(), unless, tables.sequenceOptions());
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
      case "extension" -> {
        tokens.next();
        return extension();
      }
      default -> throw refused(kind);
    }
  }

  private RuntimeException refused(Token kind) {
    return switch (kind.text()) {
      case "materialized" -> tokens.unsupported("CREATE MATERIALIZED VIEW");
      case "function",
          "procedure",
          "trigger",
          "domain",
          "aggregate",
          "operator",
          "cast",
          "rule",
          "role",
          "user",
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
          "global",
          "local" ->
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
    if (tokens.is("as") || (tokens.isSymbol("(") && isNameList())) {
      return tableAs(name, temporary, unless);
    }
    List<Ddl.ColumnDefinition> columns = new ArrayList<>();
    List<Ddl.TableConstraint> constraints = new ArrayList<>();
    List<QualifiedName> like = new ArrayList<>();
    tokens.expectSymbol("(");
    while (!tokens.isSymbol(")")) {
      if (tokens.is("like")) {
        throw tokens.unsupported("CREATE TABLE ... LIKE");
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
    tableOptions(temporary);
    return new Ddl.CreateTable(
        name, temporary, unless, columns, constraints, like, null, List.of(), true);
  }

  private boolean isNameList() {
    int i = 1;
    while (tokens.ahead(i).kind() == Token.Kind.WORD && tokens.ahead(i + 1).isSymbol(",")) {
      i += 2;
    }
    return tokens.ahead(i + 1).isSymbol(")") && tokens.ahead(i + 2).is("as");
  }

  private Statement tableAs(QualifiedName name, boolean temporary, boolean unless) {
    List<String> columns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
    tokens.expect("as");
    Select source = grammar.queries().parse();
    boolean data = true;
    if (tokens.accept("with", "no", "data")) {
      data = false;
    } else {
      tokens.accept("with", "data");
    }
    return new Ddl.CreateTable(
        name, temporary, unless, List.of(), List.of(), List.of(), source, columns, data);
  }

  private void tableOptions(boolean temporary) {
    if (tokens.is("partition")) {
      throw tokens.unsupported("PARTITION BY");
    }
    if (tokens.is("inherits")) {
      throw tokens.unsupported("INHERITS");
    }
    if (tokens.accept("with")) {
      tables.parameters();
    } else {
      tokens.accept("without", "oids");
    }
    if (temporary && tokens.accept("on", "commit")) {
      if (!tokens.accept("preserve", "rows")) {
        throw tokens.unsupported("ON COMMIT " + tokens.current().text().toUpperCase(Locale.ROOT));
      }
    }
    if (tokens.accept("tablespace")) {
      tokens.name();
    }
  }

  private Statement view(boolean replace, boolean temporary) {
    QualifiedName name = tokens.qualifiedName();
    List<String> columns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
    if (tokens.accept("with")) {
      tables.parameters();
    }
    tokens.expect("as");
    Select query = grammar.queries().parse();
    if (tokens.is("with")) {
      throw tokens.unsupported("WITH CHECK OPTION");
    }
    return new Ddl.CreateView(name, replace, columns, query, temporary);
  }

  private Statement schema() {
    boolean unless = ifNotExists();
    String name = tokens.is("authorization") ? "" : tokens.name();
    if (tokens.accept("authorization")) {
      String role = tokens.label();
      name = name.isEmpty() ? role : name;
    }
    return new Ddl.CreateSchema(name, unless);
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

  Statement drop() {
    return new DropParser(tokens).drop();
  }

  Statement truncate() {
    return new DropParser(tokens).truncate();
  }

  Statement comment() {
    return new DropParser(tokens).comment();
  }
}
