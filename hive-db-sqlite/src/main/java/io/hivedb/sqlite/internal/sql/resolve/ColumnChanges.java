// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The actions of ALTER TABLE that change columns. */
final class ColumnChanges {

  private final Definitions definitions;
  private final SqliteSchema schema;

  ColumnChanges(Definitions definitions, SqliteSchema schema) {
    this.definitions = definitions;
    this.schema = schema;
  }

  /** A view keeps its query as written, so what it names must stay. */
  static void refuseViews(Definitions definitions, Relation table, String column) {
    for (Relation relation : definitions.catalog().relations()) {
      if (ViewReads.reads(relation, table, definitions.catalog())
          && ViewReads.mayRead(relation, column)) {
        throw PgException.unsupported(
            "ALTER TABLE of a table that the view " + relation.name() + " uses");
      }
    }
  }

  void add(Table table, AlterAction.AddColumn add) {
    if (table.column(add.column().name()) != null) {
      String problem =
          "column \""
              + add.column().name()
              + "\" of relation \""
              + table.name()
              + "\" already exists";
      if (add.ifNotExists()) {
        definitions.skip("42701", problem);
        return;
      }
      throw new PgException("42701", problem);
    }
    ViewStars.check(definitions, table);
    TableDefinitions tables = new TableDefinitions(definitions);
    Column column = new ColumnDefinitions(definitions).column(table, add.column());
    Domain domain = definitions.catalog().domain(column.domain());
    if (domain != null && domain.notNull()) {
      throw PgException.unsupported("ADD COLUMN of a domain that is NOT NULL");
    }
    List<Column> all = new ArrayList<>(table.columns());
    all.add(column);
    Table changed = table.withColumns(all);
    definitions.become(definitions.catalog().with(changed));
    definitions.run(
        "ALTER TABLE " + table.sqlite() + " ADD COLUMN " + SqliteSchema.declaration(column));
    boolean generated = column.generated() != null;
    String value =
        generated
            ? new GeneratedChanges(definitions, schema).value(changed, column)
            : new Modifications(definitions.resolver()).defaultValue(column);
    definitions.resolver().context().constants().planned(value);
    if (!value.equals("NULL")) {
      definitions.run(
          "UPDATE " + table.sqlite() + " SET " + Names.column(column.name()) + " = " + value);
    }
    if (column.notNull()) {
      new ConstraintChanges(definitions).refuseNulls(changed, column.name());
    }
    Set<String> before = keys(definitions.catalog());
    Table constrained =
        tables.constraints(changed, add.column().constraints(), List.of(add.column()));
    definitions.become(definitions.catalog().with(constrained));
    constrained.constraints().stream()
        .filter(c -> c.check() != null && changed.constraint(c.name()) == null)
        .forEach(c -> schema.checked(constrained, Objects.requireNonNull(c.check())));
    boolean more =
        constrained.constraints().stream()
            .anyMatch(c -> !c.isKey() && changed.constraint(c.name()) == null);
    if (column.notNull() || column.domain() != null || generated || more) {
      schema.redefine(constrained);
    }
    for (Relation.Index index : definitions.catalog().indexes(table.key())) {
      if (!before.contains(index.key())) {
        schema.indexes().create(index);
      }
    }
  }

  private static Set<String> keys(Catalog catalog) {
    Set<String> keys = new HashSet<>();
    catalog.relations().forEach(relation -> keys.add(relation.key()));
    return keys;
  }

  void drop(Table table, AlterAction.DropColumn drop) {
    if (table.column(drop.column()) == null && drop.ifExists()) {
      definitions.skip(
          Notice.SUCCESS,
          "column \"%s\" of relation \"%s\" does not exist".formatted(drop.column(), table.name()));
      return;
    }
    Column column = Alterations.require(table, drop.column());
    List<Relation> readers = new ColumnReads(definitions.catalog(), table, column.name()).views();
    if (drop.cascade()) {
      new Cascades(definitions).tell(table, column.name(), readers);
      new Drops(definitions).views(readers);
      dropReferences(table, column.name());
      Table now = Objects.requireNonNull(definitions.catalog().table(table.key()));
      drop(dropDependents(now, column), column);
      return;
    }
    if (!readers.isEmpty() || isUsed(table, column.name())) {
      throw new Dependents(definitions, Set.of()).ofColumn(table, column.name(), readers);
    }
    drop(table, column);
  }

  /** Whether a computed column, or a foreign key of another table, is made of a column. */
  private boolean isUsed(Table table, String column) {
    return !Dependents.generated(table, column).isEmpty()
        || definitions.catalog().tables().stream()
            .filter(other -> !other.key().equals(table.key()))
            .flatMap(other -> other.constraints().stream())
            .anyMatch(foreign -> Dependents.refers(foreign, table, column));
  }

  /** Drops the generated columns that are made of one; returns the table without them. */
  private Table dropDependents(Table table, Column column) {
    Table now = table;
    for (Column other : Dependents.generated(table, column.name())) {
      drop(now, other);
      now = Objects.requireNonNull(definitions.catalog().table(table.key()));
    }
    return now;
  }

  private void drop(Table table, Column column) {
    if (table.columns().size() == 1) {
      throw PgException.unsupported("a table without columns");
    }
    Catalog catalog = definitions.catalog();
    for (Relation.Index index : catalog.indexes(table.key())) {
      boolean uses =
          index.columns().contains(column.name())
              || index.include().contains(column.name())
              || index.keys().stream().anyMatch(k -> SqliteSchema.mentions(k, column.name()))
              || (index.where() != null && SqliteSchema.mentions(index.where(), column.name()));
      if (uses) {
        catalog = catalog.without(index.key());
        if (index.real()) {
          definitions.run("DROP INDEX " + index.sqlite());
        }
      }
    }
    List<Constraint> kept =
        table.constraints().stream().filter(c -> !c.columns().contains(column.name())).toList();
    boolean redefine =
        table.constraints().stream()
            .anyMatch(c -> c.columns().contains(column.name()) && !c.isKey());
    Table without = table.withConstraints(kept);
    if (redefine) {
      schema.redefine(without);
    }
    definitions.run(
        "ALTER TABLE " + table.sqlite() + " DROP COLUMN " + Names.column(column.name()));
    List<Column> others = table.columns().stream().filter(c -> !c.equals(column)).toList();
    catalog = catalog.with(without.withColumns(others));
    Relation.Sequence owned = Table.owned(catalog, table, column);
    definitions.become(owned == null ? catalog : catalog.without(owned.key()));
  }

  /** Drops the foreign keys of other tables to a column. */
  private void dropReferences(Table table, String column) {
    for (Table other : definitions.catalog().tables()) {
      List<Constraint> kept = new ArrayList<>(other.constraints());
      kept.removeIf(c -> Dependents.refers(c, table, column));
      if (kept.size() == other.constraints().size()) {
        continue;
      }
      Table without = other.withConstraints(kept);
      definitions.become(definitions.catalog().with(without));
      schema.redefine(without);
    }
  }
}
