// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ALTER. */
final class AlterParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final TableParser tables;

  AlterParser(Tokens tokens, Grammar grammar, TableParser tables) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.tables = tables;
  }

  Statement alter() {
    tokens.expect("alter");
    if (tokens.accept("table")) {
      return table();
    }
    return new AlterObjectParser(tokens, grammar, tables).alter(tokens.next());
  }

  private Statement table() {
    boolean ifExists = tokens.accept("if", "exists");
    tokens.accept("only");
    QualifiedName name = tokens.qualifiedName();
    tokens.acceptOperator("*");
    if (tokens.accept("set", "schema")) {
      return new Ddl.Rename("table", name, ifExists, null, tokens.name());
    }
    List<AlterAction> actions = new ArrayList<>();
    do {
      actions.add(action());
    } while (tokens.acceptSymbol(","));
    return new Ddl.AlterTable(name, ifExists, actions);
  }

  private AlterAction action() {
    Token verb = tokens.next();
    return switch (verb.text()) {
      case "add" -> add();
      case "drop" -> drop();
      case "alter" -> alterColumn();
      case "rename" -> renamePart();
      case "owner" -> {
        tokens.expect("to");
        yield new AlterAction.Owner(tokens.label());
      }
      case "set" -> set();
      case "reset" -> {
        new StorageParameters(tokens).names();
        yield new AlterAction.Storage();
      }
      case "validate" -> {
        tokens.expect("constraint");
        yield new AlterAction.Validate(tokens.name());
      }
      case "replica" -> replica();
      case "enable", "disable" -> triggers(verb);
      case "attach", "detach", "inherit", "cluster", "no", "force" ->
          throw tokens.unsupported("ALTER TABLE ... " + verb.text().toUpperCase(Locale.ROOT));
      default -> throw tokens.unexpected(verb);
    };
  }

  private AlterAction set() {
    if (tokens.isSymbol("(")) {
      new StorageParameters(tokens).ofTable();
      return new AlterAction.Storage();
    }
    if (!tokens.accept("logged")
        && !tokens.accept("unlogged")
        && !tokens.accept("without", "cluster")
        && !tokens.accept("without", "oids")) {
      throw tokens.unsupported(
          "ALTER TABLE ... SET " + tokens.current().text().toUpperCase(Locale.ROOT));
    }
    return new AlterAction.Nothing();
  }

  private AlterAction replica() {
    tokens.expect("identity");
    if (!tokens.accept("full") && !tokens.accept("default") && !tokens.accept("nothing")) {
      throw tokens.unsupported("REPLICA IDENTITY USING INDEX");
    }
    return new AlterAction.Nothing();
  }

  private AlterAction triggers(Token verb) {
    if (!tokens.accept("trigger")) {
      throw tokens.unsupported("ALTER TABLE ... " + verb.text().toUpperCase(Locale.ROOT));
    }
    boolean quoted = tokens.current().kind() == Token.Kind.QUOTED;
    String which = tokens.label();
    return new AlterAction.Triggers(verb.is("enable"), quoted ? '"' + which : which);
  }

  private AlterAction add() {
    if (tables.beginsConstraint()) {
      return new AlterAction.AddConstraint(tables.constraint());
    }
    tokens.accept("column");
    boolean unless = tokens.accept("if", "not", "exists");
    return new AlterAction.AddColumn(tables.column(), unless);
  }

  private AlterAction drop() {
    boolean constraint = tokens.accept("constraint");
    if (!constraint) {
      tokens.accept("column");
    }
    boolean ifExists = tokens.accept("if", "exists");
    String name = tokens.name();
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return constraint
        ? new AlterAction.DropConstraint(name, ifExists, cascade)
        : new AlterAction.DropColumn(name, ifExists, cascade);
  }

  private AlterAction renamePart() {
    if (tokens.accept("to")) {
      return new AlterAction.RenameTable(tokens.name());
    }
    boolean constraint = tokens.accept("constraint");
    if (!constraint) {
      tokens.accept("column");
    }
    String from = tokens.name();
    tokens.expect("to");
    String to = tokens.name();
    return constraint
        ? new AlterAction.RenameConstraint(from, to)
        : new AlterAction.RenameColumn(from, to);
  }

  private AlterAction alterColumn() {
    if (tokens.is("constraint")) {
      throw tokens.unsupported("ALTER CONSTRAINT");
    }
    tokens.accept("column");
    String column = tokens.name();
    if (tokens.accept("set", "default")) {
      return new AlterAction.SetDefault(column, grammar.expressions().parse());
    }
    if (tokens.accept("drop", "default")) {
      return new AlterAction.SetDefault(column, null);
    }
    if (tokens.accept("set", "not", "null")) {
      return new AlterAction.SetNotNull(column, true);
    }
    if (tokens.accept("drop", "not", "null")) {
      return new AlterAction.SetNotNull(column, false);
    }
    if (tokens.accept("set", "data", "type") || tokens.accept("type")) {
      return type(column);
    }
    return identity(column);
  }

  private AlterAction type(String column) {
    TypeName type = grammar.types().parse();
    if (tokens.is("collate")) {
      throw tokens.unsupported("ALTER COLUMN ... COLLATE");
    }
    @Nullable Expr using = tokens.accept("using") ? grammar.expressions().parse() : null;
    return new AlterAction.SetType(column, type, using);
  }

  private AlterAction identity(String column) {
    if (tokens.accept("add", "generated")) {
      boolean always = tokens.accept("always");
      if (!always) {
        tokens.expect("by", "default");
      }
      tokens.expect("as", "identity");
      return new AlterAction.AddIdentity(column, tables.identity(always));
    }
    if (tokens.accept("drop", "identity")) {
      return new AlterAction.DropIdentity(column, tokens.accept("if", "exists"));
    }
    if (tokens.accept("drop", "expression")) {
      return new AlterAction.DropExpression(column, tokens.accept("if", "exists"));
    }
    boolean option =
        List.of("generated", "start", "increment", "minvalue", "maxvalue", "cycle", "cache", "no")
            .contains(tokens.ahead(1).text());
    if (tokens.is("restart") || (tokens.is("set") && option)) {
      SequenceParser sequence = new SequenceParser(tokens);
      Boolean always = sequence.changes();
      return new AlterAction.AlterIdentity(column, always, sequence.options());
    }
    if (tokens.is("set") && (tokens.ahead(1).is("storage") || tokens.ahead(1).is("statistics"))) {
      tokens.next();
      tokens.next();
      tokens.next();
      return new AlterAction.Nothing();
    }
    throw tokens.unsupported("this form of ALTER COLUMN");
  }
}
