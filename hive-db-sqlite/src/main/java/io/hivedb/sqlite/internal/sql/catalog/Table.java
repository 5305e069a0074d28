// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

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
 * @param temporary whether it is temporary
 */
public record Table(
    String schema,
    String name,
    int oid,
    List<Column> columns,
    List<Constraint> constraints,
    boolean temporary)
    implements Relation {

  /** A column by its name. */
  public @Nullable Column column(String wanted) {
    for (Column column : columns) {
      if (column.name().equals(wanted)) {
        return column;
      }
    }
    return null;
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
    return new Table(schema, name, oid, List.copyOf(others), constraints, temporary);
  }

  /** With other constraints. */
  public Table withConstraints(List<Constraint> others) {
    return new Table(schema, name, oid, columns, List.copyOf(others), temporary);
  }

  /** With one column replaced. */
  public Table with(Column changed) {
    List<Column> others = new ArrayList<>(columns);
    others.replaceAll(c -> c.name().equals(changed.name()) ? changed : c);
    return withColumns(others);
  }

  /** With another name. */
  public Table named(String other) {
    return new Table(schema, other, oid, columns, constraints, temporary);
  }
}
