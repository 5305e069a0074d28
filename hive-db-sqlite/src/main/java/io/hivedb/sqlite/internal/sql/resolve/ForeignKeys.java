// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Foreign keys. */
final class ForeignKeys {

  private final Definitions definitions;

  ForeignKeys(Definitions definitions) {
    this.definitions = definitions;
  }

  Table add(Table table, Ddl.TableConstraint definition, String name) {
    var reference = Objects.requireNonNull(definition.references());
    Relation found =
        definitions
            .catalog()
            .find(reference.schema(), reference.name(), definitions.resolver().context().path());
    if (found == null) {
      throw new PgException("42P01", "relation \"" + reference + "\" does not exist");
    }
    if (!(found instanceof Table target)) {
      throw new PgException("42809", "referenced relation \"" + reference + "\" is not a table");
    }
    Table parent = target.key().equals(table.key()) ? table : target;
    if (parent.materialized() != null) {
      throw new PgException("42809", "referenced relation \"" + reference + "\" is not a table");
    }
    if (parent.temporary() != table.temporary()) {
      throw new PgException(
          "42P16",
          table.temporary()
              ? "constraints on temporary tables may reference only temporary tables"
              : "constraints on permanent tables may reference only permanent tables");
    }
    List<String> columns = definition.referencedColumns();
    if (columns.isEmpty()) {
      Constraint key = parent.primaryKey();
      if (key == null) {
        throw new PgException(
            "42704", "there is no primary key for referenced table \"" + parent.name() + "\"");
      }
      columns = key.columns();
    }
    check(table, parent, definition, columns, name);
    String actions =
        (definition.onDelete().isEmpty() ? "" : " ON DELETE " + definition.onDelete())
            + (definition.onUpdate().isEmpty() ? "" : " ON UPDATE " + definition.onUpdate())
            + (definition.initiallyDeferred()
                ? " DEFERRABLE INITIALLY DEFERRED"
                : definition.deferrable() ? " DEFERRABLE" : "");
    Constraint constraint =
        new Constraint(
            name,
            Constraint.Kind.FOREIGN,
            definition.columns(),
            null,
            parent.key(),
            columns,
            actions);
    return TableDefinitions.with(
        table, definition.validated() ? constraint : constraint.notValid());
  }

  /** Whether SQLite keeps a foreign key: not while the triggers of a side are disabled. */
  static boolean isKept(Table table, Constraint constraint, Catalog catalog) {
    String key = constraint.referenced();
    Table parent = key == null ? null : catalog.table(key);
    return !table.traits().unchecked() && (parent == null || !parent.traits().unchecked());
  }

  /**
   * Refuses a change of which PostgreSQL would check or act on only one side of a foreign key.
   *
   * @param asChild whether rows are inserted or updated
   * @param asParent whether rows are deleted or updated
   */
  static void refuseHalf(Table table, Catalog catalog, boolean asChild, boolean asParent) {
    if (table.traits().unchecked()) {
      return;
    }
    for (Table other : catalog.tables()) {
      for (Constraint constraint : other.constraints()) {
        if (constraint.kind() != Constraint.Kind.FOREIGN) {
          continue;
        }
        boolean mine = asChild && other.key().equals(table.key());
        boolean theirs = asParent && table.key().equals(constraint.referenced());
        if ((mine || theirs) && !isKept(other, constraint, catalog)) {
          throw PgException.unsupported(
              "a change of a table whose foreign key has its triggers disabled on the other side");
        }
      }
    }
  }

  private void check(
      Table table,
      Table parent,
      Ddl.TableConstraint definition,
      List<String> columns,
      String name) {
    if (columns.size() != definition.columns().size()) {
      throw new PgException(
          "42830", "number of referencing and referenced columns for foreign key disagree");
    }
    for (String column : columns) {
      if (parent.column(column) == null) {
        throw new PgException(
            "42703",
            "column \"" + column + "\" referenced in foreign key constraint does not exist");
      }
    }
    HashSet<String> wanted = new HashSet<>(columns);
    boolean unique =
        parent.constraints().stream()
                .anyMatch(c -> c.isKey() && new HashSet<>(c.columns()).equals(wanted))
            || definitions.catalog().indexes(parent.key()).stream()
                .anyMatch(
                    i ->
                        i.unique()
                            && i.where() == null
                            && new HashSet<>(i.columns()).equals(wanted));
    if (!unique) {
      throw new PgException(
          "42830",
          "there is no unique constraint matching given keys for referenced table \""
              + parent.name()
              + "\"");
    }
    VirtualColumns.refuseForeignKey(table, definition.columns());
    refuseEqualNulls(parent, wanted);
    checkTypes(table, parent, definition, columns, name);
    if (definition.onUpdate().equals("CASCADE")) {
      refuseConversions(table, parent, definition, columns);
    }
  }

  /** SQLite looks a parent up by a plain index. */
  private void refuseEqualNulls(Table parent, Set<String> columns) {
    boolean plain =
        definitions.catalog().indexes(parent.key()).stream()
            .anyMatch(
                i ->
                    i.unique()
                        && i.where() == null
                        && !i.nullsNotDistinct()
                        && new HashSet<>(i.columns()).equals(columns));
    if (!plain) {
      throw PgException.unsupported("a foreign key to a key of NULLS NOT DISTINCT");
    }
  }

  private static void checkTypes(
      Table table,
      Table parent,
      Ddl.TableConstraint definition,
      List<String> columns,
      String name) {
    for (int i = 0; i < columns.size(); i++) {
      Column theirs = Objects.requireNonNull(parent.column(columns.get(i)));
      Column mine = Objects.requireNonNull(table.column(definition.columns().get(i)));
      boolean same =
          mine.type().storage() == theirs.type().storage()
              && mine.type().category() == theirs.type().category();
      if (!same) {
        throw new PgException(
                "42804", "foreign key constraint \"" + name + "\" cannot be implemented")
            .detail(
                "Key columns \""
                    + mine.name()
                    + "\" of the referencing table and \""
                    + theirs.name()
                    + "\" of the referenced table are of incompatible types: "
                    + mine.type()
                    + " and "
                    + theirs.type()
                    + ".");
      }
    }
  }

  /** SQLite copies a new key as it is stored there, and does not fit it into another type. */
  private static void refuseConversions(
      Table table, Table parent, Ddl.TableConstraint definition, List<String> columns) {
    for (int i = 0; i < columns.size(); i++) {
      Column theirs = Objects.requireNonNull(parent.column(columns.get(i)));
      Column mine = Objects.requireNonNull(table.column(definition.columns().get(i)));
      boolean fits =
          mine.type().equals(theirs.type())
              && (mine.typmod() < 0 || mine.typmod() == theirs.typmod());
      boolean wider =
          (mine.type().equals(Types.INT8) && theirs.type().category() == 'N')
              || (mine.type().equals(Types.INT4) && theirs.type().equals(Types.INT2))
              || (mine.type().equals(Types.TEXT) && theirs.type().equals(Types.VARCHAR));
      if (!fits && !wider) {
        throw PgException.unsupported("ON UPDATE CASCADE from one type to another");
      }
    }
  }
}
