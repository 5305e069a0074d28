// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 *
 * @param name PostgreSQL's name
 * @param kind what it demands
 * @param columns the columns it is about
 * @param check the condition of CHECK
 * @param referenced the key of the table of a foreign key
 * @param referencedColumns the columns there
 * @param actions the SQL of ON DELETE, ON UPDATE and DEFERRABLE
 */
public record Constraint(
    String name,
    Kind kind,
    List<String> columns,
    @Nullable Expr check,
    @Nullable String referenced,
    List<String> referencedColumns,
    String actions) {

  /** What a constraint demands. */
  public enum Kind {
    /** PRIMARY KEY. */
    PRIMARY,
    /** UNIQUE. */
    UNIQUE,
    /** CHECK. */
    CHECK,
    /** FOREIGN KEY. */
    FOREIGN
  }

  /** Whether an index enforces it. */
  public boolean isKey() {
    return kind == Kind.PRIMARY || kind == Kind.UNIQUE;
  }

  /** What {@link #actions} ends with while NOT VALID. */
  private static final String NOT_VALID = " NOT VALID";

  /** Whether all rows are known to fulfil it. */
  public boolean isValid() {
    return !actions.endsWith(NOT_VALID);
  }

  /** Known to be fulfilled. */
  public Constraint validated() {
    String rest = isValid() ? actions : actions.substring(0, actions.length() - NOT_VALID.length());
    return new Constraint(name, kind, columns, check, referenced, referencedColumns, rest);
  }

  /** Not yet known to be fulfilled. */
  public Constraint notValid() {
    return new Constraint(
        name, kind, columns, check, referenced, referencedColumns, actions + NOT_VALID);
  }

  /** With another name. */
  public Constraint named(String other) {
    return new Constraint(other, kind, columns, check, referenced, referencedColumns, actions);
  }

  /** With a column renamed. */
  public Constraint renamed(String from, String to) {
    List<String> mine = columns.stream().map(c -> c.equals(from) ? to : c).toList();
    return new Constraint(name, kind, mine, check, referenced, referencedColumns, actions);
  }
}
