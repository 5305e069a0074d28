// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a change of a table with triggers: the facade reads the rows that it is about,
 * fires the triggers, and changes row by row.
 *
 * <p>Each single change has the parameters of the statement, then what was read of the row, then
 * the new values of all columns.
 *
 * @param table the table
 * @param command INSERT, UPDATE or DELETE
 * @param rows reads the rows: for INSERT the new values of the written columns; else the row
 *     number, the old values of all columns, the new values of the assigned ones, and more for
 *     RETURNING
 * @param assigned the columns that SET names
 * @param parameters how many parameters the statement has
 * @param width how many columns {@code rows} has
 * @param returning what follows RETURNING: all columns, then the list
 * @param conflict for INSERT, what follows ON CONFLICT; empty without
 * @param conflicting for ON CONFLICT DO UPDATE, reads the row that is there and its new values
 * @param conflictNumber reads only the number of that row, whatever the condition of DO UPDATE says
 * @param changed the columns that ON CONFLICT DO UPDATE sets
 */
public record RowByRow(
    Table table,
    String command,
    Step rows,
    List<String> assigned,
    int parameters,
    int width,
    String returning,
    String conflict,
    @Nullable Step conflicting,
    @Nullable Step conflictNumber,
    List<String> changed)
    implements Plan.Effect {

  private static final String TARGET = "r0";

  /** The columns that are not generated. */
  public List<Column> written() {
    return table.columns().stream().filter(c -> c.generated() == null).toList();
  }

  /** The number of the parameter that is the new value of a column. */
  private String value(Column column, int after) {
    return "?" + (after + table.columns().indexOf(column) + 1);
  }

  /** Inserts a row. */
  public Step insert() {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Column column : written()) {
      names.add(Names.column(column.name()));
      values.add(value(column, parameters + width));
    }
    return Analyzer.step(
        "INSERT INTO "
            + table.sqlite()
            + " AS "
            + TARGET
            + " ("
            + String.join(", ", names)
            + ") VALUES ("
            + String.join(", ", values)
            + ")"
            + conflict
            + returning,
        Step.Role.ROWS);
  }

  /**
   * Updates a row.
   *
   * @param columns what to set
   * @param read how many columns were read of the row
   */
  public Step update(Collection<String> columns, int read) {
    List<String> set = new ArrayList<>();
    for (Column column : written()) {
      if (columns.contains(column.name())) {
        set.add(Names.column(column.name()) + " = " + value(column, parameters + read));
      }
    }
    if (set.isEmpty()) {
      String any = Names.column(written().get(0).name());
      set.add(any + " = " + any);
    }
    return Analyzer.step(
        "UPDATE "
            + table.sqlite()
            + " AS "
            + TARGET
            + " SET "
            + String.join(", ", set)
            + byNumber()
            + returning,
        Step.Role.ROWS);
  }

  /** Deletes a row. */
  public Step delete() {
    return Analyzer.step("DELETE FROM " + table.sqlite() + byNumber() + returning, Step.Role.ROWS);
  }

  /** Reads a row as it is now. */
  public Step look() {
    List<String> names = table.columns().stream().map(c -> Names.column(c.name())).toList();
    return Analyzer.step(
        "SELECT " + String.join(", ", names) + " FROM " + table.sqlite() + byNumber(),
        Step.Role.ROWS);
  }

  private String byNumber() {
    return " WHERE " + table.rowNumber() + " = ?" + (parameters + 1);
  }
}
