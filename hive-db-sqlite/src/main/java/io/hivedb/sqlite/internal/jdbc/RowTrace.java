// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** Sees the rows that a statement is about to write, by temporary triggers of SQLite. */
final class RowTrace extends Function {

  /** A row before the statement, and after it; one of them is missing where it comes or goes. */
  record Row(@Nullable List<@Nullable Object> old, @Nullable List<@Nullable Object> now) {}

  /** SQLite allows a function 127 arguments; an update has each column twice. */
  private static final int MOST_COLUMNS = 60;

  private static final String NAME = "hive_trace";

  private final List<Row> rows = new ArrayList<>();
  private boolean registered;

  static boolean canSee(Table table) {
    return table.columns().size() <= MOST_COLUMNS;
  }

  /** Forgets what was seen and sees the rows of a table from now on, until a rollback. */
  void install(Connection raw, Table table) throws SQLException {
    rows.clear();
    if (!registered) {
      Function.create(raw, NAME, this, -1, 0);
      registered = true;
    }
    try (Statement statement = raw.createStatement()) {
      statement.execute(trigger(table, "INSERT", columns(table, "NEW")));
      statement.execute(trigger(table, "DELETE", columns(table, "OLD")));
      statement.execute(
          trigger(table, "UPDATE", columns(table, "OLD") + ", " + columns(table, "NEW")));
    }
  }

  private static String trigger(Table table, String command, String values) {
    return "CREATE TEMP TRIGGER "
        + NAME
        + "_"
        + command.toLowerCase(Locale.ROOT)
        + " BEFORE "
        + command
        + " ON "
        + (table.temporary() ? "temp." : "main.")
        + table.sqlite()
        + " BEGIN SELECT "
        + NAME
        + "('"
        + command
        + "', "
        + values
        + "); END";
  }

  private static String columns(Table table, String row) {
    List<String> names = new ArrayList<>();
    for (Column column : table.columns()) {
      names.add(row + "." + Names.column(column.name()));
    }
    return String.join(", ", names);
  }

  /** All rows, in the order in which they were written. */
  List<Row> rows() {
    return rows;
  }

  /** The row that was about to be written last. */
  @Nullable List<@Nullable Object> last() {
    return rows.isEmpty() ? null : rows.get(rows.size() - 1).now();
  }

  @Override
  protected void xFunc() throws SQLException {
    String command = value_text(0);
    int width = command.equals("UPDATE") ? (args() - 1) / 2 : args() - 1;
    List<@Nullable Object> first = values(1, width);
    rows.add(
        switch (command) {
          case "INSERT" -> new Row(null, first);
          case "DELETE" -> new Row(first, null);
          default -> new Row(first, values(1 + width, width));
        });
    result();
  }

  private List<@Nullable Object> values(int from, int width) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(width);
    for (int i = from; i < from + width; i++) {
      values.add(
          switch (value_type(i)) {
            case 1 -> (Object) value_long(i);
            case 2 -> (Object) value_double(i);
            case 3 -> value_text(i);
            case 4 -> value_blob(i);
            default -> null;
          });
    }
    return values;
  }
}
