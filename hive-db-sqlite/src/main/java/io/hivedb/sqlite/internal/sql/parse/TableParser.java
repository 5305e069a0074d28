// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Column definitions, constraints and options of sequences. */
final class TableParser {

  private final Tokens tokens;
  private final Grammar grammar;

  TableParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  boolean beginsConstraint() {
    return tokens.is("constraint")
        || tokens.is("primary")
        || tokens.is("unique")
        || tokens.is("check")
        || tokens.is("foreign")
        || tokens.is("exclude");
  }

  /** What is gathered while a column's constraints are read. */
  private static final class Gathered {
    private boolean notNull;
    private @Nullable String notNullName;
    private @Nullable Expr defaultValue;
    private @Nullable Expr generated;
    private Ddl.@Nullable Identity identity;
    private final List<Ddl.TableConstraint> constraints = new ArrayList<>();
  }

  Ddl.ColumnDefinition column() {
    int position = tokens.position();
    String name = tokens.name();
    TypeName type = grammar.types().parse();
    Gathered gathered = new Gathered();
    if (tokens.is("storage") || tokens.is("compression")) {
      tokens.next();
      tokens.next();
    }
    if (tokens.accept("collate")) {
      collation(tokens.qualifiedName().name());
    }
    while (columnConstraint(name, gathered)) {}

    return new Ddl.ColumnDefinition(
        name,
        type,
        gathered.notNull,
        gathered.defaultValue,
        gathered.generated,
        gathered.identity,
        gathered.constraints,
        gathered.notNullName,
        position);
  }

  private void collation(String name) {
    if (!name.equals("C")
        && !name.equals("POSIX")
        && !name.equals("default")
        && !name.equals("ucs_basic")) {
      throw tokens.unsupported("collation \"" + name + "\"");
    }
  }

  private boolean columnConstraint(String column, Gathered gathered) {
    int position = tokens.position();
    String name = tokens.accept("constraint") ? tokens.name() : null;
    if (tokens.accept("not", "null")) {
      gathered.notNull = true;
      gathered.notNullName = name == null ? gathered.notNullName : name;
    } else if (tokens.accept("null")) {
      return true;
    } else if (tokens.accept("default")) {
      gathered.defaultValue = grammar.expressions().restricted();
    } else if (tokens.accept("generated")) {
      generated(gathered);
    } else if (tokens.accept("primary", "key")) {
      gathered.constraints.add(keyed(name, "primary", List.of(column), position));
    } else if (tokens.accept("unique")) {
      gathered.constraints.add(keyed(name, "unique", List.of(column), position));
    } else if (tokens.accept("check")) {
      gathered.constraints.add(check(name, position));
    } else if (tokens.is("references")) {
      gathered.constraints.add(references(name, List.of(column), position));
    } else if (name != null) {
      throw tokens.unexpected();
    } else {
      return false;
    }
    return true;
  }

  private void generated(Gathered gathered) {
    boolean always = tokens.accept("always");
    if (!always) {
      tokens.expect("by", "default");
    }
    tokens.expect("as");
    if (tokens.accept("identity")) {
      gathered.identity = new Ddl.Identity(always, optionsInBrackets());
      gathered.notNull = true;
      return;
    }
    tokens.expectSymbol("(");
    gathered.generated = grammar.expressions().parse();
    tokens.expectSymbol(")");
    if (!tokens.accept("stored")) {
      throw tokens.unsupported("a virtual generated column");
    }
  }

  Ddl.SequenceOptions optionsInBrackets() {
    if (!tokens.acceptSymbol("(")) {
      return Ddl.SequenceOptions.NONE;
    }
    Ddl.SequenceOptions options = sequenceOptions();
    tokens.expectSymbol(")");
    return options;
  }

  Ddl.TableConstraint constraint() {
    int position = tokens.position();
    String name = tokens.accept("constraint") ? tokens.name() : null;
    if (tokens.accept("check")) {
      return check(name, position);
    }
    if (tokens.are("not", "null")) {
      throw tokens.unsupported("NOT NULL as a constraint of a table");
    }
    if (tokens.accept("foreign", "key")) {
      return references(name, tokens.nameList(), position);
    }
    if (tokens.is("exclude")) {
      throw tokens.unsupported("EXCLUDE constraint");
    }
    boolean primary = tokens.accept("primary", "key");
    if (!primary) {
      tokens.expect("unique");
    }
    return keyed(name, primary ? "primary" : "unique", null, position);
  }

  private Ddl.TableConstraint keyed(
      @Nullable String name, String kind, @Nullable List<String> columns, int position) {
    boolean notDistinct = tokens.accept("nulls", "not", "distinct");
    if (!notDistinct) {
      tokens.accept("nulls", "distinct");
    }
    if (columns == null && tokens.is("using")) {
      throw tokens.unsupported("a constraint USING an index");
    }
    List<String> names = columns == null ? tokens.nameList() : columns;
    if (tokens.accept("include")) {
      tokens.nameList();
    }
    if (tokens.is("with") && tokens.ahead(1).isSymbol("(")) {
      tokens.next();
      parameters();
    }
    boolean[] deferral = deferral();
    if (deferral[0]) {
      throw tokens.unsupported("a DEFERRABLE unique constraint");
    }
    return new Ddl.TableConstraint(
        name,
        kind,
        names,
        null,
        null,
        List.of(),
        "",
        "",
        false,
        false,
        notDistinct,
        true,
        position);
  }

  /** {@code (name = value, ...)}; the values are returned by the caller that needs them. */
  void parameters() {
    tokens.expectSymbol("(");
    while (!tokens.acceptSymbol(")")) {
      if (tokens.next().kind() == Token.Kind.END) {
        throw tokens.unexpected();
      }
    }
  }

  private Ddl.TableConstraint check(@Nullable String name, int position) {
    tokens.expectSymbol("(");
    Expr check = grammar.expressions().parse();
    tokens.expectSymbol(")");
    tokens.accept("no", "inherit");
    boolean validated = !tokens.accept("not", "valid");
    return new Ddl.TableConstraint(
        name, "check", List.of(), check, null, List.of(), "", "", false, false, false, validated,
        position);
  }

  private Ddl.TableConstraint references(
      @Nullable String name, List<String> columns, int position) {
    tokens.expect("references");
    QualifiedName target = tokens.qualifiedName();
    List<String> targetColumns = tokens.isSymbol("(") ? tokens.nameList() : List.of();
    String onDelete = "";
    String onUpdate = "";
    while (true) {
      if (tokens.accept("match")) {
        if (!tokens.accept("simple")) {
          throw tokens.unsupported("MATCH FULL");
        }
      } else if (tokens.accept("on", "delete")) {
        onDelete = action();
      } else if (tokens.accept("on", "update")) {
        onUpdate = action();
      } else {
        break;
      }
    }
    boolean[] deferral = deferral();
    boolean validated = !tokens.accept("not", "valid");
    return new Ddl.TableConstraint(
        name,
        "foreign",
        columns,
        null,
        target,
        targetColumns,
        onDelete,
        onUpdate,
        deferral[0],
        deferral[1],
        false,
        validated,
        position);
  }

  private String action() {
    for (String[] words :
        new String[][] {
          {"no", "action"}, {"restrict"}, {"cascade"}, {"set", "null"}, {"set", "default"}
        }) {
      if (tokens.accept(words)) {
        if (tokens.isSymbol("(")) {
          throw tokens.unsupported("SET NULL with columns");
        }
        return String.join(" ", words).toUpperCase(Locale.ROOT);
      }
    }
    throw tokens.unexpected();
  }

  /** Deferrable, and initially deferred. */
  private boolean[] deferral() {
    boolean deferrable = false;
    boolean deferred = false;
    while (true) {
      if (tokens.accept("deferrable")) {
        deferrable = true;
      } else if (tokens.accept("initially", "deferred")) {
        deferrable = true;
        deferred = true;
      } else if (!tokens.accept("not", "deferrable") && !tokens.accept("initially", "immediate")) {
        return new boolean[] {deferrable, deferred};
      }
    }
  }

  Ddl.SequenceOptions sequenceOptions() {
    return new SequenceParser(tokens).parse();
  }
}
