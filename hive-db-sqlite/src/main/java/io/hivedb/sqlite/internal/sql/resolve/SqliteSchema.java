// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * The tables of the catalogue in SQLite's DDL. Keys are indexes of their own, so that they can come
 * and go; defaults are written out by INSERT and never reach SQLite.
 */
final class SqliteSchema {

  private final Definitions definitions;

  SqliteSchema(Definitions definitions) {
    this.definitions = definitions;
  }

  /** CREATE TABLE. */
  String table(Table table) {
    StringBuilder sql =
        new StringBuilder(table.temporary() ? "CREATE TEMP TABLE " : "CREATE TABLE ")
            .append(table.sqlite())
            .append(" (");
    String separator = "";
    for (Column column : table.columns()) {
      sql.append(separator).append(column(table, column));
      separator = ", ";
    }
    if (table.columns().isEmpty()) {
      throw PgException.unsupported("a table without columns");
    }
    for (Column column : table.columns()) {
      Domain domain = definitions.catalog().domain(column.domain());
      if (domain != null) {
        sql.append(
            new Domains(definitions.resolver()).constraints(domain, Names.column(column.name())));
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (constraint.check() != null) {
        sql.append(", CONSTRAINT ")
            .append(Names.quote(constraint.name()))
            .append(" CHECK (")
            .append(condition(table, constraint.check()))
            .append(')');
      } else if (constraint.kind() == Constraint.Kind.FOREIGN
          && ForeignKeys.isKept(table, constraint, definitions.catalog())) {
        sql.append(", ").append(foreignKey(constraint));
      }
    }
    return sql.append(')').toString();
  }

  private String column(Table table, Column column) {
    StringBuilder sql = new StringBuilder(declaration(column));
    if (column.generated() != null) {
      Typed value = expression(table, column.generated(), "column generation expression");
      sql.append(" GENERATED ALWAYS AS (")
          .append(planned(definitions.resolver().casts().assign(value, column).sql()))
          .append(column.virtual() ? ") VIRTUAL" : ") STORED");
    }
    if (isSetToDefault(table, column)) {
      String value = new Modifications(definitions.resolver()).defaultValue(column);
      sql.append(" DEFAULT (").append(value).append(')');
    }
    return sql.append(column.notNull() ? " NOT NULL" : "").toString();
  }

  /** Whether a foreign key sets a column to its default, which SQLite must know then. */
  static boolean isSetToDefault(Table table, Column column) {
    return table.constraints().stream()
        .anyMatch(c -> c.columns().contains(column.name()) && c.actions().contains("SET DEFAULT"));
  }

  /** A column's name, affinity and collation. */
  static String declaration(Column column) {
    String collation = column.type().collation();
    return Names.column(column.name())
        + " "
        + column.type().storage().declaration()
        + (collation == null ? "" : " COLLATE " + collation);
  }

  private String foreignKey(Constraint constraint) {
    Table parent = definitions.catalog().table(Objects.requireNonNull(constraint.referenced()));
    String target = parent == null ? Names.quote(constraint.referenced()) : parent.sqlite();
    return "CONSTRAINT "
        + Names.quote(constraint.name())
        + " FOREIGN KEY ("
        + columns(constraint.columns())
        + ") REFERENCES "
        + target
        + " ("
        + columns(constraint.referencedColumns())
        + ")"
        + constraint.validated().actions();
  }

  static String columns(List<String> names) {
    return String.join(", ", names.stream().map(Names::column).toList());
  }

  private static Scope scope(Table table) {
    Scope scope = new Scope(null);
    List<Scope.Item> items = new ArrayList<>();
    for (Column column : table.columns()) {
      items.add(
          new Scope.Item(
              column.name(), column.type(), column.typmod(), Names.column(column.name()), null));
    }
    scope.add(new Scope.Source(table.name(), table.schema(), items, table, new HashSet<>()));
    return scope;
  }

  /** A CHECK or partial index condition. */
  String condition(Table table, Expr expr) {
    Scope scope = scope(table);
    scope.aggregates().forbid("check constraints");
    return definitions
        .resolver()
        .predicates()
        .condition(SpelledArrays.of(expr), scope, "CHECK")
        .sql();
  }

  /** The condition of a partial index. */
  String indexed(Table table, Expr expr) {
    Context context = definitions.resolver().context();
    context.takeStable();
    String sql = condition(table, expr);
    conjuncts(table, expr);
    if (context.takeStable()) {
      throw notImmutable("functions in index predicate must be marked IMMUTABLE");
    }
    return sql;
  }

  /** PostgreSQL looks at what AND joins one by one. */
  private void conjuncts(Table table, Expr expr) {
    if (expr instanceof Expr.Logical logical && logical.and()) {
      conjuncts(table, logical.left());
      conjuncts(table, logical.right());
    } else {
      planned(condition(table, expr));
    }
  }

  private String planned(String sql) {
    return definitions.resolver().context().constants().planned(sql);
  }

  /** A condition that is checked at once for the rows that are there. */
  String checked(Table table, Expr expr) {
    return planned(condition(table, expr));
  }

  private static PgException notImmutable(String text) {
    return new PgException("42P17", text);
  }

  /** An expression over one row. */
  Typed expression(Table table, Expr expr, String what) {
    Scope scope = scope(table);
    scope.aggregates().forbid(what + "s");
    Context context = definitions.resolver().context();
    context.takeStable();
    Typed value = definitions.resolver().resolve(SpelledArrays.of(expr), scope);
    if (context.takeStable()) {
      if (what.startsWith("index")) {
        throw notImmutable("functions in index expression must be marked IMMUTABLE");
      }
      if (what.startsWith("column")) {
        throw notImmutable("generation expression is not immutable");
      }
    }
    if (what.startsWith("index")) {
      planned(value.sql());
    }
    return value;
  }

  /** The indexes of tables. */
  SqliteIndexes indexes() {
    return new SqliteIndexes(definitions, this);
  }

  /**
   * Gives a table that has data another definition with the same columns in the same order.
   * SQLite's manual describes this way; a rebuild would fire the actions of foreign keys.
   */
  void redefine(Table table) {
    definitions.run("PRAGMA writable_schema = ON");
    String name = table.sqlite().substring(1, table.sqlite().length() - 1).replace("``", "`");
    definitions.run(
        "UPDATE "
            + (table.temporary() ? "sqlite_temp_schema" : "sqlite_schema")
            + " SET sql = "
            + Names.literal(table(table).replaceFirst("^CREATE TEMP ", "CREATE "))
            + " WHERE type = 'table' AND name = "
            + Names.literal(name));
    definitions.run("PRAGMA writable_schema = RESET");
    // Real DDL, so that a rollback and other connections read the schema again.
    String kind = table.temporary() ? "TEMP " : "";
    definitions.run("CREATE " + kind + "TABLE `hive_bump` (x)");
    definitions.run("DROP TABLE `hive_bump`");
  }

  /** Whether an expression names a column. */
  static boolean mentions(Expr expr, String column) {
    return mentions(expr.toString(), column);
  }

  /** The same for the text of an expression. */
  static boolean mentions(String text, String column) {
    return text.contains("[names=[" + column + "]") || text.contains(", " + column + "], position");
  }
}
