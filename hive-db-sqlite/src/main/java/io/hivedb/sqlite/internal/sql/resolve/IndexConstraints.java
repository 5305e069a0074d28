// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.List;
import java.util.Objects;

/** ADD CONSTRAINT ... USING INDEX: an index that is there becomes a key. */
final class IndexConstraints {

  private final Definitions definitions;

  IndexConstraints(Definitions definitions) {
    this.definitions = definitions;
  }

  void add(Table table, Ddl.TableConstraint definition) {
    boolean primary = definition.kind().equals("primary");
    Relation.Index index = find(table, definition);
    check(table, index, definition.position());
    if (primary && table.primaryKey() != null) {
      throw new PgException(
          "42P16", "multiple primary keys for table \"" + table.name() + "\" are not allowed");
    }
    String name = definition.name() == null ? index.name() : definition.name();
    if (!name.equals(index.name())) {
      rename(index, name);
    }
    Constraint.Kind kind = primary ? Constraint.Kind.PRIMARY : Constraint.Kind.UNIQUE;
    Table changed =
        TableDefinitions.with(
            table, new Constraint(name, kind, index.columns(), null, null, List.of(), ""));
    for (String column : primary ? index.columns() : List.<String>of()) {
      changed = changed.with(Objects.requireNonNull(changed.column(column)).notNull(true));
    }
    definitions.become(definitions.catalog().with(changed));
    if (primary) {
      for (Column column : changed.columns()) {
        if (index.columns().contains(column.name())) {
          new ConstraintChanges(definitions).refuseNulls(changed, column.name());
        }
      }
      new SqliteSchema(definitions).redefine(changed);
    }
  }

  private void rename(Relation.Index index, String name) {
    definitions.tell(
        Notice.of(
            Notice.SUCCESS,
            "ALTER TABLE / ADD CONSTRAINT USING INDEX will rename index \"%s\" to \"%s\""
                .formatted(index.name(), name)));
    QualifiedName old = new QualifiedName(index.schema(), index.name(), 0);
    new Relocations(definitions).rename(new Ddl.Rename("index", old, false, name, null));
  }

  private Relation.Index find(Table table, Ddl.TableConstraint definition) {
    String name = Objects.requireNonNull(definition.key().using());
    return definitions.catalog().indexes(table.key()).stream()
        .filter(index -> index.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new PgException("42704", "index \"" + name + "\" does not exist")
                    .at(definition.position()));
  }

  private static void check(Table table, Relation.Index index, int position) {
    if (table.constraint(index.name()) != null) {
      throw new PgException(
              "55000", "index \"" + index.name() + "\" is already associated with a constraint")
          .at(position);
    }
    String problem = null;
    if (!index.unique()) {
      problem = "\"" + index.name() + "\" is not a unique index";
    } else if (!index.keys().isEmpty()) {
      problem = "index \"" + index.name() + "\" contains expressions";
    } else if (index.where() != null) {
      problem = "\"" + index.name() + "\" is a partial index";
    } else if (index.suffixes().stream().anyMatch(suffix -> !suffix.isEmpty())) {
      throw PgException.unsupported("a constraint USING an index with an order of its own");
    }
    if (problem != null) {
      throw new PgException("42809", problem)
          .detail("Cannot create a primary key or unique constraint using such an index.")
          .at(position);
    }
  }
}
