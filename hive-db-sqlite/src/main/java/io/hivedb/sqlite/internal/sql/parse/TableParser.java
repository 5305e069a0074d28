// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Column definitions, constraints and options of sequences. */
final class TableParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final ForeignKeyParser foreignKeys;

  TableParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.foreignKeys = new ForeignKeyParser(tokens);
  }

  boolean beginsConstraint() {
    return tokens.is("constraint")
        || tokens.is("primary")
        || tokens.is("unique")
        || tokens.is("check")
        || tokens.is("foreign")
        || tokens.are("not", "null")
        || tokens.is("exclude");
  }

  /** What is gathered while a column's constraints are read. */
  private static final class Gathered {
    private boolean notNull;
    private @Nullable String notNullName;
    private @Nullable Expr defaultValue;
    private boolean nullable;
    private @Nullable Expr generated;
    private boolean virtual;
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
    Ddl.Collation collation = tokens.is("collate") ? collation() : null;
    while (columnConstraint(name, gathered)) {}

    return new Ddl.ColumnDefinition(
        name,
        type,
        gathered.notNull,
        gathered.defaultValue,
        gathered.generated,
        gathered.virtual,
        gathered.identity,
        gathered.constraints,
        gathered.notNullName,
        collation,
        position);
  }

  private Ddl.Collation collation() {
    int position = tokens.position();
    tokens.expect("collate");
    String name = tokens.qualifiedName().name();
    if (!name.equals("C")
        && !name.equals("POSIX")
        && !name.equals("default")
        && !name.equals("ucs_basic")) {
      throw tokens.unsupported("collation \"" + name + "\"");
    }
    return new Ddl.Collation(name, position);
  }

  private boolean columnConstraint(String column, Gathered gathered) {
    int position = tokens.position();
    String name = tokens.accept("constraint") ? tokens.name() : null;
    if (tokens.accept("not", "null")) {
      refuse(gathered.nullable, "NOT NULL and NULL of one column");
      gathered.notNull = true;
      gathered.notNullName = name == null ? gathered.notNullName : name;
    } else if (tokens.accept("null")) {
      refuse(gathered.notNull, "NOT NULL and NULL of one column");
      gathered.nullable = true;
    } else if (tokens.accept("default")) {
      refuse(gathered.defaultValue != null, "several defaults of one column");
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
      gathered.constraints.add(foreignKeys.references(name, List.of(column), position));
    } else if (name != null) {
      throw tokens.unexpected();
    } else {
      return false;
    }
    return true;
  }

  /** PostgreSQL's errors name the table, which is not known here. */
  private void refuse(boolean wrong, String what) {
    if (wrong) {
      throw tokens.unsupported(what);
    }
  }

  private void generated(Gathered gathered) {
    boolean always = tokens.accept("always");
    if (!always) {
      tokens.expect("by", "default");
    }
    tokens.expect("as");
    if (tokens.accept("identity")) {
      gathered.identity = identity(always);
      gathered.notNull = true;
      return;
    }
    tokens.expectSymbol("(");
    gathered.generated = grammar.expressions().parse();
    tokens.expectSymbol(")");
    gathered.virtual = !tokens.accept("stored");
    if (gathered.virtual) {
      tokens.accept("virtual");
    }
  }

  /** The options of an identity; pg_dump names its sequence before the others. */
  Ddl.Identity identity(boolean always) {
    if (!tokens.acceptSymbol("(")) {
      return new Ddl.Identity(always, null, Ddl.SequenceOptions.NONE);
    }
    QualifiedName sequence = tokens.accept("sequence", "name") ? tokens.qualifiedName() : null;
    Ddl.SequenceOptions options = sequenceOptions();
    tokens.expectSymbol(")");
    return new Ddl.Identity(always, sequence, options);
  }

  Ddl.TableConstraint constraint() {
    int position = tokens.position();
    String name = tokens.accept("constraint") ? tokens.name() : null;
    if (tokens.accept("check")) {
      return check(name, position);
    }
    if (tokens.accept("not", "null")) {
      return notNull(name, position);
    }
    if (tokens.accept("foreign", "key")) {
      return foreignKeys.references(name, tokens.nameList(), position);
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
    String using = columns == null && tokens.accept("using", "index") ? tokens.name() : null;
    List<String> own = using == null && columns == null ? tokens.nameList() : List.of();
    List<String> names = columns == null ? own : columns;
    List<String> include = tokens.accept("include") ? tokens.nameList() : List.of();
    if (tokens.is("with") && tokens.ahead(1).isSymbol("(")) {
      throw tokens.unsupported("WITH of a key");
    }
    boolean[] deferral = foreignKeys.deferral();
    if (deferral[0]) {
      throw tokens.unsupported("a DEFERRABLE unique constraint");
    }
    Ddl.KeyParts parts = new Ddl.KeyParts(notDistinct, include, using);
    return Ddl.TableConstraint.own(name, kind, names, null, parts, true, position);
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

  private Ddl.TableConstraint notNull(@Nullable String name, int position) {
    List<String> column = List.of(tokens.name());
    tokens.accept("no", "inherit");
    if (tokens.is("not")) {
      throw tokens.unsupported("NOT NULL that is NOT VALID");
    }
    return Ddl.TableConstraint.own(
        name, "not null", column, null, Ddl.KeyParts.NONE, true, position);
  }

  private Ddl.TableConstraint check(@Nullable String name, int position) {
    tokens.expectSymbol("(");
    Expr check = grammar.expressions().parse();
    tokens.expectSymbol(")");
    tokens.accept("no", "inherit");
    boolean validated = !tokens.accept("not", "valid");
    return Ddl.TableConstraint.own(
        name, "check", List.of(), check, Ddl.KeyParts.NONE, validated, position);
  }

  Ddl.SequenceOptions sequenceOptions() {
    return new SequenceParser(tokens).parse();
  }
}
