// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The actions of ALTER TABLE that change constraints. */
final class ConstraintChanges {

  private final Definitions definitions;
  private final SqliteSchema schema;

  ConstraintChanges(Definitions definitions) {
    this.definitions = definitions;
    this.schema = new SqliteSchema(definitions);
  }

  void add(Table table, Ddl.TableConstraint definition) {
    TableDefinitions tables = new TableDefinitions(definitions);
    Table changed = tables.constraint(table, definition);
    definitions.become(definitions.catalog().with(changed));
    Constraint added = changed.constraints().get(changed.constraints().size() - 1);
    if (added.isKey()) {
      for (String column :
          added.kind() == Constraint.Kind.PRIMARY ? added.columns() : List.<String>of()) {
        refuseNulls(changed, column);
      }
      Relation.Index index =
          (Relation.Index)
              Objects.requireNonNull(
                  definitions.catalog().relation(Names.key(table.schema(), added.name())));
      schema.createIndex(index);
    } else if (added.check() != null) {
      String message =
          "check constraint \""
              + added.name()
              + "\" of relation \""
              + table.name()
              + "\" is violated by some row";
      refuseRows(changed, "NOT " + schema.condition(changed, added.check()), "23514", message);
    } else {
      refuseOrphans(changed, added);
    }
    if (!added.isKey() || added.kind() == Constraint.Kind.PRIMARY) {
      schema.redefine(changed);
    }
  }

  private void refuseOrphans(Table table, Constraint added) {
    Table parent =
        Objects.requireNonNull(
            definitions.catalog().table(Objects.requireNonNull(added.referenced())));
    StringBuilder match = new StringBuilder();
    StringBuilder present = new StringBuilder();
    for (int i = 0; i < added.columns().size(); i++) {
      String mine = table.sqlite() + "." + Names.column(added.columns().get(i));
      match
          .append(i == 0 ? "" : " AND ")
          .append("p.")
          .append(Names.column(added.referencedColumns().get(i)))
          .append(" = ")
          .append(mine);
      present.append(mine).append(" IS NOT NULL AND ");
    }
    String message =
        "insert or update on table \""
            + table.name()
            + "\" violates foreign key constraint \""
            + added.name()
            + "\"";
    refuseRows(
        table,
        present + "NOT EXISTS (SELECT 1 FROM " + parent.sqlite() + " AS p WHERE " + match + ")",
        "23503",
        message);
  }

  void refuseNulls(Table table, String column) {
    String message =
        "column \"" + column + "\" of relation \"" + table.name() + "\" contains null values";
    refuseRows(table, Names.column(column) + " IS NULL", "23502", message);
  }

  /** Fails when there is such a row; an UPDATE, since a SELECT would not be run for its effect. */
  private void refuseRows(Table table, String condition, String state, String message) {
    String column =
        Names.column(
            table.columns().stream()
                .filter(c -> c.generated() == null)
                .findFirst()
                .orElseThrow()
                .name());
    definitions.run(
        "UPDATE "
            + table.sqlite()
            + " SET "
            + column
            + " = pg_fail("
            + Names.literal(state)
            + ", "
            + Names.literal(message)
            + ") WHERE "
            + condition);
  }

  void drop(Table table, AlterAction.DropConstraint drop) {
    Constraint constraint = table.constraint(drop.constraint());
    if (constraint == null) {
      if (drop.ifExists()) {
        return;
      }
      throw new PgException(
          "42704",
          "constraint \""
              + drop.constraint()
              + "\" of relation \""
              + table.name()
              + "\" does not exist");
    }
    if (constraint.isKey()) {
      refuseReferences(table, constraint);
    }
    List<Constraint> others = new ArrayList<>(table.constraints());
    others.remove(constraint);
    Table changed = table.withConstraints(others);
    var catalog = definitions.catalog().with(changed);
    if (constraint.isKey()) {
      Relation index = catalog.relation(Names.key(table.schema(), constraint.name()));
      if (index != null) {
        definitions.run("DROP INDEX " + index.sqlite());
        catalog = catalog.without(index.key());
      }
    }
    definitions.become(catalog);
    if (!constraint.isKey()) {
      schema.redefine(changed);
    }
  }

  private void refuseReferences(Table table, Constraint key) {
    for (Table other : definitions.catalog().tables()) {
      for (Constraint foreign : other.constraints()) {
        if (table.key().equals(foreign.referenced())
            && foreign.referencedColumns().equals(key.columns())) {
          throw new PgException(
              "2BP01",
              "cannot drop constraint "
                  + key.name()
                  + " on table "
                  + table.name()
                  + " because other objects depend on it");
        }
      }
    }
  }

  void rename(Table table, AlterAction.RenameConstraint rename) {
    Constraint constraint = table.constraint(rename.constraint());
    if (constraint == null) {
      throw new PgException(
          "42704",
          "constraint \""
              + rename.constraint()
              + "\" for table \""
              + table.name()
              + "\" does not exist");
    }
    if (constraint.isKey()) {
      throw PgException.unsupported("RENAME CONSTRAINT of a key");
    }
    List<Constraint> others = new ArrayList<>(table.constraints());
    others.set(others.indexOf(constraint), constraint.named(rename.to()));
    Table changed = table.withConstraints(others);
    definitions.become(definitions.catalog().with(changed));
    schema.redefine(changed);
  }
}
