// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param schema its schema
 * @param name its name
 * @param oid its OID
 * @param columns its columns
 * @param constraints its constraints
 * @param traits what only some tables are
 */
public record Table(
    String schema,
    String name,
    int oid,
    List<Column> columns,
    List<Constraint> constraints,
    Traits traits)
    implements Relation {

  private static final List<String> ROW_NUMBERS = List.of("rowid", "_rowid_", "oid");

  /**
   * What only some tables are.
   *
   * @param temporary whether it is temporary
   * @param onCommit what a commit does with its rows: delete, drop or nothing
   * @param materialized what a materialized view shows
   * @param unchecked whether its triggers, and so its foreign keys, are disabled
   */
  public record Traits(
      boolean temporary, String onCommit, @Nullable Materialized materialized, boolean unchecked) {

    /** Those of an ordinary table. */
    public static final Traits NONE = new Traits(false, "", null, false);
  }

  /**
   * The query of a materialized view.
   *
   * @param query the query
   * @param path the search path that it was written for
   * @param populated whether it was ever filled
   */
  public record Materialized(Select query, List<String> path, boolean populated) {}

  /** Whether it is temporary. */
  public boolean temporary() {
    return traits.temporary();
  }

  /** What it shows as a materialized view; null for a table. */
  public @Nullable Materialized materialized() {
    return traits.materialized();
  }

  /** With other traits. */
  public Table with(Traits others) {
    return new Table(schema, name, oid, columns, constraints, others);
  }

  /** A column by its name. */
  public @Nullable Column column(String wanted) {
    for (Column column : columns) {
      if (column.name().equals(wanted)) {
        return column;
      }
    }
    return null;
  }

  /** Whether SQLite's row number has a name that no column hides. */
  public boolean hasRowNumber() {
    return !ROW_NUMBERS.stream().allMatch(this::hasColumn);
  }

  /** The name of SQLite's row number that no column hides. */
  public String rowNumber() {
    for (String wanted : ROW_NUMBERS) {
      if (!hasColumn(wanted)) {
        return wanted;
      }
    }
    throw PgException.unsupported("a table with the columns rowid, _rowid_ and oid here");
  }

  private boolean hasColumn(String wanted) {
    return columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(wanted));
  }

  /** The sequence that a column owns, and not only draws from. */
  public static Relation.@Nullable Sequence owned(Catalog catalog, Table table, Column column) {
    for (Relation relation : catalog.relations()) {
      if (relation instanceof Relation.Sequence sequence
          && table.key().equals(sequence.ownerTable())
          && column.name().equals(sequence.ownerColumn())) {
        return sequence;
      }
    }
    return null;
  }

  /** The name of the NOT NULL of a column: its own, or the one that PostgreSQL chooses. */
  public String notNullName(Column column) {
    String own = column.notNullName();
    return own == null
        ? ChosenNames.of(name, List.of(column.name()), "not_null", n -> constraint(n) != null)
        : own;
  }

  /** A constraint by its name. */
  public @Nullable Constraint constraint(String wanted) {
    for (Constraint constraint : constraints) {
      if (constraint.name().equals(wanted)) {
        return constraint;
      }
    }
    return null;
  }

  /** The primary key. */
  public @Nullable Constraint primaryKey() {
    for (Constraint constraint : constraints) {
      if (constraint.kind() == Constraint.Kind.PRIMARY) {
        return constraint;
      }
    }
    return null;
  }

  /** With other columns. */
  public Table withColumns(List<Column> others) {
    return new Table(schema, name, oid, List.copyOf(others), constraints, traits);
  }

  /** With other constraints. */
  public Table withConstraints(List<Constraint> others) {
    return new Table(schema, name, oid, columns, List.copyOf(others), traits);
  }

  /** With one column replaced. */
  public Table with(Column changed) {
    List<Column> others = new ArrayList<>(columns);
    others.replaceAll(c -> c.name().equals(changed.name()) ? changed : c);
    return withColumns(others);
  }

  /** With another name. */
  public Table named(String other) {
    return new Table(schema, other, oid, columns, constraints, traits);
  }
}
