// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import java.util.ArrayList;
import java.util.List;
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
      return;
    }
    Table table = new Modifications(definitions.resolver()).table(alter.name());
    if (table.materialized() != null) {
      throw PgException.unsupported("ALTER TABLE of a materialized view");
    }
    for (AlterAction action : alter.actions()) {
      String key = apply(table, action);
      table = Objects.requireNonNull(definitions.catalog().table(key));
    }
  }

  /** Applies an action and returns the table's key afterwards. */
  private String apply(Table table, AlterAction action) {
    if (action instanceof AlterAction.RenameTable rename) {
      return renameTable(table, rename.to());
    }
    if (action instanceof AlterAction.AddColumn add) {
      columns.add(table, add);
    } else if (action instanceof AlterAction.DropColumn drop) {
      columns.drop(table, drop);
    } else if (action instanceof AlterAction.RenameColumn rename) {
      columns.rename(table, rename);
    } else if (action instanceof AlterAction.SetType type) {
      columns.type(table, type);
    } else if (action instanceof AlterAction.AddConstraint add) {
      constraints.add(table, add.constraint());
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
    } else {
      identity(table, action);
    }
    return table.key();
  }

  /** There are no triggers but those of foreign keys. */
  private void triggers(Table table, AlterAction.Triggers change) {
    if (change.which().equals("user")) {
      return;
    }
    if (!change.which().equals("all")) {
      String name = change.which().replaceFirst("^\"", "");
      throw new PgException(
          "42704", "trigger \"" + name + "\" for table \"" + table.name() + "\" does not exist");
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

  private String renameTable(Table table, String to) {
    definitions.isFree(table.schema(), to, false);
    ColumnChanges.refuseViews(definitions, table);
    Table renamed = table.named(to);
    var catalog = definitions.catalog().without(table.key()).with(renamed);
    for (Relation relation : definitions.catalog().relations()) {
      if (relation instanceof Relation.Index i && i.table().equals(table.key())) {
        catalog = catalog.with(i.on(renamed.key()));
      } else if (relation instanceof Relation.Sequence s && table.key().equals(s.ownerTable())) {
        catalog =
            catalog.with(
                new Relation.Sequence(
                    s.schema(),
                    s.name(),
                    s.oid(),
                    s.start(),
                    s.increment(),
                    s.minimum(),
                    s.maximum(),
                    s.cycle(),
                    renamed.key(),
                    s.ownerColumn()));
      } else if (relation instanceof Table other) {
        catalog =
            catalog.with(
                redirected(
                    other.key().equals(table.key()) ? renamed : other, table.key(), renamed.key()));
      }
    }
    definitions.become(catalog.without(table.key()));
    definitions.run("ALTER TABLE " + table.sqlite() + " RENAME TO " + renamed.sqlite());
    return renamed.key();
  }

  private static Table redirected(Table table, String from, String to) {
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint c : table.constraints()) {
      constraints.add(
          from.equals(c.referenced())
              ? new Constraint(
                  c.name(),
                  c.kind(),
                  c.columns(),
                  c.check(),
                  to,
                  c.referencedColumns(),
                  c.actions())
              : c);
    }
    return table.withConstraints(constraints);
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
    Column changed = column.withDefault(change.value()).identity("", null);
    new Modifications(definitions.resolver()).defaultValue(changed);
    definitions.become(definitions.catalog().with(table.with(changed)));
  }

  private void setNotNull(Table table, String name, boolean notNull) {
    Column column = require(table, name);
    Constraint key = table.primaryKey();
    if (!notNull && key != null && key.columns().contains(name)) {
      throw new PgException("42P16", "column \"" + name + "\" is in a primary key");
    }
    if (!notNull && !column.identity().isEmpty()) {
      throw new PgException(
          "42601",
          "column \"" + name + "\" of relation \"" + table.name() + "\" is an identity column");
    }
    Table changed = table.with(column.notNull(notNull));
    definitions.become(definitions.catalog().with(changed));
    if (notNull) {
      constraints.refuseNulls(changed, name);
    }
    schema.redefine(changed);
  }

  private void identity(Table table, AlterAction action) {
    if (action instanceof AlterAction.AlterIdentity change) {
      Column column = require(table, change.column());
      if (column.identity().isEmpty()) {
        throw notIdentity(table, column);
      }
      new SequenceDefinitions(definitions).change(sequence(column), change.options());
    } else if (action instanceof AlterAction.AddIdentity add) {
      Column column = require(table, add.column());
      if (!column.notNull()) {
        throw new PgException(
            "55000",
            "column \""
                + column.name()
                + "\" of relation \""
                + table.name()
                + "\" must be declared NOT NULL before identity can be added");
      }
      String name =
          SequenceDefinitions.freeName(
              definitions, table.schema(), table.name() + "_" + column.name() + "_seq");
      String key =
          new SequenceDefinitions(definitions)
              .add(
                  table.schema(),
                  name,
                  add.identity().options(),
                  column.type(),
                  table.key(),
                  column.name());
      definitions.become(
          definitions
              .catalog()
              .with(
                  table.with(
                      column.identity(add.identity().always() ? "always" : "default", key))));
    } else if (action instanceof AlterAction.DropIdentity drop) {
      Column column = require(table, drop.column());
      if (column.identity().isEmpty()) {
        if (drop.ifExists()) {
          return;
        }
        throw notIdentity(table, column);
      }
      String key = sequence(column).key();
      definitions.become(
          definitions.catalog().with(table.with(column.identity("", null))).without(key));
    }
  }

  private static PgException notIdentity(Table table, Column column) {
    return new PgException(
        "55000",
        "column \""
            + column.name()
            + "\" of relation \""
            + table.name()
            + "\" is not an identity column");
  }

  private Relation.Sequence sequence(Column column) {
    @Nullable String key = column.sequence();
    return (Relation.Sequence)
        Objects.requireNonNull(definitions.catalog().relation(Objects.requireNonNull(key)));
  }
}
