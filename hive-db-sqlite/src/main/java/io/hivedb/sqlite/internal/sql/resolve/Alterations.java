// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE. */
final class Alterations {

  private final Definitions definitions;
  private final SqliteSchema schema;
  private final ColumnChanges columns;
  private final ConstraintChanges constraints;

  Alterations(Definitions definitions) {
    this.definitions = definitions;
    this.schema = new SqliteSchema(definitions);
    this.columns = new ColumnChanges(definitions, schema);
    this.constraints = new ConstraintChanges(definitions);
  }

  void alter(Ddl.AlterTable alter) {
    Relation found =
        definitions
            .catalog()
            .find(
                alter.name().schema(),
                alter.name().name(),
                definitions.resolver().context().path());
    if (found == null && alter.ifExists()) {
      definitions.skip(Notice.SUCCESS, "relation \"" + alter.name().name() + "\" does not exist");
      return;
    }
    if (found instanceof Relation.View view
        && alter.actions().size() == 1
        && alter.actions().get(0) instanceof AlterAction.RenameColumn rename) {
      new ViewColumns(definitions, view).rename(rename);
      return;
    }
    Table table = new Modifications(definitions.resolver()).table(alter.name());
    boolean renames = alter.actions().stream().allMatch(AlterAction.RenameTable.class::isInstance);
    if (table.materialized() != null && !renames) {
      throw PgException.unsupported("ALTER TABLE of a materialized view");
    }
    for (AlterAction action : Passes.ordered(alter.actions())) {
      String key = apply(table, action);
      table = Objects.requireNonNull(definitions.catalog().table(key));
    }
  }

  /** Applies an action and returns the table's key afterwards. */
  private String apply(Table table, AlterAction action) {
    if (action instanceof AlterAction.RenameTable rename) {
      return new Relocations(definitions).table(table, table.schema(), rename.to());
    }
    if (action instanceof AlterAction.AddColumn add) {
      columns.add(table, add);
    } else if (action instanceof AlterAction.DropColumn drop) {
      refuseOfTriggers(table, drop.column());
      columns.drop(table, drop);
    } else if (action instanceof AlterAction.RenameColumn rename) {
      refuseOfTriggers(table, rename.column());
      new ColumnRenames(definitions, table, rename).rename();
    } else if (action instanceof AlterAction.SetType type) {
      refuseOfTriggers(table, type.column());
      new ColumnTypes(definitions, schema).change(table, type);
    } else if (action instanceof AlterAction.AddConstraint add) {
      constraints.add(table, add.constraint());
    } else if (action instanceof AlterAction.DropConstraint drop && notNull(table, drop) != null) {
      dropNotNull(table, Objects.requireNonNull(notNull(table, drop)));
    } else if (action instanceof AlterAction.DropConstraint drop) {
      constraints.drop(table, drop);
    } else if (action instanceof AlterAction.RenameConstraint rename) {
      constraints.rename(table, rename);
    } else if (action instanceof AlterAction.SetDefault change) {
      setDefault(table, change);
    } else if (action instanceof AlterAction.Triggers triggers) {
      triggers(table, triggers);
    } else if (action instanceof AlterAction.SetNotNull change) {
      setNotNull(table, change.column(), change.notNull());
    } else if (action instanceof AlterAction.Storage) {
      definitions.become(definitions.catalog().tuned(table));
    } else if (action instanceof AlterAction.Owner owner) {
      Privileges.own(owner.role(), kind(table), table.schema(), definitions);
    } else if (action instanceof AlterAction.Validate validate) {
      constraints.validate(table, validate.constraint());
    } else if (action instanceof AlterAction.DropExpression drop) {
      new GeneratedChanges(definitions, schema).drop(table, drop);
    } else {
      new Identities(definitions).change(table, action);
    }
    return table.key();
  }

  private static String kind(Table table) {
    return table.materialized() == null ? "table" : "materialized view";
  }

  private void refuseOfTriggers(Table table, String column) {
    TriggerDefinitions.refuseColumn(definitions.catalog(), table, column);
  }

  /** All triggers are those of users and those of foreign keys. */
  private void triggers(Table table, AlterAction.Triggers change) {
    boolean all = change.which().equals("user") || change.which().equals("all");
    String name = change.which().replaceFirst("^\"", "");
    new TriggerDefinitions(definitions).enable(table, name, all, change.enable());
    if (!change.which().equals("all")) {
      return;
    }
    Table.Traits old = table.traits();
    boolean unchecked = !change.enable();
    if (old.unchecked() == unchecked) {
      return;
    }
    Table changed =
        table.with(
            new Table.Traits(old.temporary(), old.onCommit(), old.materialized(), unchecked));
    definitions.become(definitions.catalog().with(changed));
    for (Table other : definitions.catalog().tables()) {
      boolean refers =
          other.constraints().stream()
              .anyMatch(
                  c ->
                      c.kind() == Constraint.Kind.FOREIGN
                          && (other.key().equals(table.key())
                              || table.key().equals(c.referenced())));
      if (refers) {
        schema.redefine(other);
      }
    }
  }

  static Column require(Table table, String name) {
    Column column = table.column(name);
    if (column == null) {
      throw new PgException(
          "42703", "column \"" + name + "\" of relation \"" + table.name() + "\" does not exist");
    }
    return column;
  }

  private void setDefault(Table table, AlterAction.SetDefault change) {
    Column column = require(table, change.column());
    if (!column.identity().isEmpty()) {
      throw new PgException(
          "42601",
          "column \""
              + column.name()
              + "\" of relation \""
              + table.name()
              + "\" is an identity column");
    }
    if (column.generated() != null) {
      throw new PgException(
              "42601",
              "column \""
                  + column.name()
                  + "\" of relation \""
                  + table.name()
                  + "\" is a generated column")
          .hint("Use ALTER TABLE ... ALTER COLUMN ... SET EXPRESSION instead.");
    }
    if (change.value() != null) {
      Subqueries.refuse(change.value(), "DEFAULT expression");
    }
    Column changed = column.withDefault(change.value()).identity("", null);
    new Modifications(definitions.resolver()).defaultValue(changed);
    Table after = table.with(changed);
    definitions.become(definitions.catalog().with(after));
    if (SqliteSchema.isSetToDefault(after, changed)) {
      schema.redefine(after);
    }
  }

  /** The column whose NOT NULL a constraint is. */
  private static @Nullable String notNull(Table table, AlterAction.DropConstraint drop) {
    for (Column column : table.columns()) {
      if (column.notNull() && table.notNullName(column).equals(drop.constraint())) {
        return column.name();
      }
    }
    return null;
  }

  private void dropNotNull(Table table, String name) {
    if (!require(table, name).identity().isEmpty()) {
      throw new PgException(
          "55000",
          "column \"" + name + "\" of relation \"" + table.name() + "\" is an identity column");
    }
    setNotNull(table, name, false);
  }

  private void setNotNull(Table table, String name, boolean notNull) {
    Column column = require(table, name);
    if (!notNull && !column.identity().isEmpty()) {
      throw new PgException(
          "42601",
          "column \"" + name + "\" of relation \"" + table.name() + "\" is an identity column");
    }
    Constraint key = table.primaryKey();
    if (!notNull && key != null && key.columns().contains(name)) {
      throw new PgException("42P16", "column \"" + name + "\" is in a primary key");
    }
    Table changed = table.with(column.notNull(notNull));
    definitions.become(definitions.catalog().with(changed));
    if (notNull) {
      constraints.refuseNulls(changed, name);
    }
    schema.redefine(changed);
  }
}
