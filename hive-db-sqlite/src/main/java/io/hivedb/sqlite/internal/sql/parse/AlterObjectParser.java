// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ALTER of anything but a table. */
final class AlterObjectParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final TableParser tables;

  AlterObjectParser(Tokens tokens, Grammar grammar, TableParser tables) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.tables = tables;
  }

  Statement alter(Token kind) {
    return switch (kind.text()) {
      case "sequence" -> sequence();
      case "type" -> type();
      case "domain" -> domain();
      case "index", "view" -> relation(kind.text());
      case "materialized" -> {
        tokens.expect("view");
        yield relation("materialized view");
      }
      case "schema" -> schema();
      case "default" -> new GrantParser(tokens).defaults();
      case "trigger" -> trigger();
      case "function", "procedure", "routine" -> new AlterRoutineParser(tokens).parse(kind.text());
      case "role", "user", "group" -> new RoleParser(tokens).alter();
      case "database",
          "extension",
          "system",
          "policy",
          "aggregate",
          "operator",
          "language",
          "publication",
          "statistics",
          "tablespace",
          "collation" ->
          throw tokens.unsupported("ALTER " + kind.text().toUpperCase(Locale.ROOT));
      default -> throw tokens.unexpected(kind);
    };
  }

  private Statement trigger() {
    String name = tokens.name();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    if (!tokens.accept("rename", "to")) {
      throw tokens.unsupported("this form of ALTER TRIGGER");
    }
    return new Ddl.RenameTrigger(name, table, tokens.name());
  }

  private Statement schema() {
    QualifiedName name = tokens.qualifiedName();
    if (tokens.accept("owner", "to")) {
      return new Ddl.Unchanged("schema", name, false, tokens.label());
    }
    throw tokens.unsupported("ALTER SCHEMA ... RENAME");
  }

  private Statement relation(String kind) {
    boolean ifExists = tokens.accept("if", "exists");
    QualifiedName name = tokens.qualifiedName();
    Statement common = common(kind, name, ifExists);
    if (common != null) {
      return common;
    }
    if (kind.equals("view") && tokens.accept("rename")) {
      tokens.accept("column");
      String from = tokens.name();
      tokens.expect("to");
      AlterAction rename = new AlterAction.RenameColumn(from, tokens.name());
      return new Ddl.AlterTable(name, ifExists, List.of(rename));
    }
    boolean sets = tokens.is("set");
    if (!kind.equals("index") && tokens.ahead(1).isSymbol("(") && (sets || tokens.is("reset"))) {
      tokens.next();
      parameters(kind, sets);
      return new Ddl.Unchanged(kind, name, ifExists, null);
    }
    throw tokens.unsupported("this form of ALTER " + kind.toUpperCase(Locale.ROOT));
  }

  private void parameters(String kind, boolean sets) {
    if (!sets) {
      new StorageParameters(tokens).names();
    } else if (kind.equals("view")) {
      new StorageParameters(tokens).ofView();
    } else {
      new StorageParameters(tokens).ofTable();
    }
  }

  /** RENAME TO, SET SCHEMA and OWNER TO. */
  private @Nullable Statement common(String kind, QualifiedName name, boolean ifExists) {
    if (tokens.accept("rename", "to")) {
      return new Ddl.Rename(kind, name, ifExists, tokens.name(), null);
    }
    if (tokens.accept("set", "schema")) {
      return new Ddl.Rename(kind, name, ifExists, null, tokens.name());
    }
    if (tokens.accept("owner", "to")) {
      return new Ddl.Unchanged(kind, name, ifExists, tokens.label());
    }
    return null;
  }

  private Statement sequence() {
    boolean ifExists = tokens.accept("if", "exists");
    QualifiedName name = tokens.qualifiedName();
    Statement common = common("sequence", name, ifExists);
    return common != null
        ? common
        : new Ddl.AlterSequence(name, ifExists, tables.sequenceOptions());
  }

  private Statement type() {
    QualifiedName name = tokens.qualifiedName();
    Statement common = common("type", name, false);
    if (common != null) {
      return common;
    }
    if (tokens.accept("rename", "value")) {
      String from = tokens.string();
      tokens.expect("to");
      return new Ddl.RenameEnumValue(name, from, tokens.string());
    }
    if (!tokens.accept("add", "value")) {
      throw tokens.unsupported("this form of ALTER TYPE");
    }
    boolean unless = tokens.accept("if", "not", "exists");
    String label = tokens.string();
    boolean before = tokens.accept("before");
    String neighbour = before || tokens.accept("after") ? tokens.string() : null;
    return new Ddl.AddEnumValue(name, label, unless, neighbour, before);
  }

  private Statement domain() {
    QualifiedName name = tokens.qualifiedName();
    if (tokens.accept("owner", "to")) {
      return new Ddl.Unchanged("domain", name, false, tokens.label());
    }
    return new Ddl.AlterDomain(name, domainAction());
  }

  private Ddl.DomainAction domainAction() {
    if (tokens.accept("set", "default")) {
      Expr value = grammar.expressions().parse();
      return new Ddl.DomainAction("default", value, null, null, false, true);
    }
    for (List<String> words :
        List.of(
            List.of("drop", "default"),
            List.of("set", "not", "null"),
            List.of("drop", "not", "null"))) {
      if (tokens.accept(words.toArray(String[]::new))) {
        String verb = words.get(1).equals("default") ? "default" : words.get(0) + " not null";
        return new Ddl.DomainAction(verb, null, null, null, false, true);
      }
    }
    if (tokens.accept("drop", "constraint")) {
      boolean ifExists = tokens.accept("if", "exists");
      String name = tokens.name();
      if (!tokens.accept("cascade")) {
        tokens.accept("restrict");
      }
      return new Ddl.DomainAction("drop", null, null, name, ifExists, true);
    }
    if (tokens.accept("add")) {
      String name = tokens.accept("constraint") ? tokens.name() : null;
      tokens.expect("check");
      tokens.expectSymbol("(");
      Ddl.DomainCheck check = new Ddl.DomainCheck(name, grammar.expressions().parse());
      tokens.expectSymbol(")");
      boolean validated = !tokens.accept("not", "valid");
      return new Ddl.DomainAction("add", null, check, name, false, validated);
    }
    throw tokens.unsupported("this form of ALTER DOMAIN");
  }
}
