// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.List;
import java.util.Objects;

/** The actions of ALTER COLUMN that change an identity. */
final class Identities {

  private final Definitions definitions;

  Identities(Definitions definitions) {
    this.definitions = definitions;
  }

  void change(Table table, AlterAction action) {
    if (action instanceof AlterAction.AlterIdentity change) {
      alter(table, change);
    } else if (action instanceof AlterAction.AddIdentity add) {
      add(table, add);
    } else if (action instanceof AlterAction.DropIdentity drop) {
      drop(table, drop);
    }
  }

  private void alter(Table table, AlterAction.AlterIdentity change) {
    Column column = Alterations.require(table, change.column());
    if (column.identity().isEmpty()) {
      throw problem(table, column, "is not an identity column");
    }
    Boolean always = change.always();
    if (always != null) {
      become(table, column.identity(always ? "always" : "default", column.sequence()));
    }
    new SequenceDefinitions(definitions).change(sequence(column), change.options());
  }

  private void add(Table table, AlterAction.AddIdentity add) {
    Column column = Alterations.require(table, add.column());
    if (!column.notNull()) {
      throw problem(table, column, "must be declared NOT NULL before identity can be added");
    }
    if (!column.identity().isEmpty()) {
      throw problem(table, column, "is already an identity column");
    }
    if (column.defaultValue() != null || column.sequence() != null) {
      throw problem(table, column, "already has a default value");
    }
    ColumnDefinitions.checkIdentity(column.type());
    String name = name(definitions, table, column.name(), add.identity());
    String key =
        new SequenceDefinitions(definitions)
            .add(
                table.schema(),
                name,
                add.identity().options(),
                column.type(),
                table.key(),
                column.name());
    become(table, column.identity(add.identity().always() ? "always" : "default", key));
  }

  /** The name of an identity's sequence: the one that is given, or the one PostgreSQL chooses. */
  static String name(Definitions definitions, Table table, String column, Ddl.Identity identity) {
    QualifiedName given = identity.sequence();
    if (given == null) {
      return SequenceDefinitions.freeName(definitions, table, List.of(column), "seq");
    }
    if (given.schema() != null && !given.schema().equals(table.schema())) {
      throw PgException.unsupported("an identity whose sequence is in another schema");
    }
    definitions.isFree(table.schema(), given.name(), false);
    return given.name();
  }

  private void drop(Table table, AlterAction.DropIdentity drop) {
    Column column = Alterations.require(table, drop.column());
    if (column.identity().isEmpty()) {
      if (drop.ifExists()) {
        PgException problem = problem(table, column, "is not an identity column");
        definitions.skip(Notice.SUCCESS, problem.text());
        return;
      }
      throw problem(table, column, "is not an identity column");
    }
    String key = sequence(column).key();
    become(table, column.identity("", null));
    definitions.become(definitions.catalog().without(key));
  }

  private void become(Table table, Column column) {
    definitions.become(definitions.catalog().with(table.with(column)));
  }

  private static PgException problem(Table table, Column column, String what) {
    return new PgException(
        "55000", "column \"" + column.name() + "\" of relation \"" + table.name() + "\" " + what);
  }

  private Relation.Sequence sequence(Column column) {
    String key = Objects.requireNonNull(column.sequence());
    return (Relation.Sequence) Objects.requireNonNull(definitions.catalog().relation(key));
  }
}
