// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows as INSERT statements. */
final class TableData {

  /** Rows of one statement: a script is then read fast, and an error is still near its cause. */
  private static final int ROWS = 100;

  private static final Pattern PLAIN =
      Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false");

  private final Reader reader;
  private final Script script;
  private int written;

  TableData(Reader reader, Script script) {
    this.reader = reader;
    this.script = script;
  }

  void insert(Table table) throws SQLException, IOException {
    String texts =
        table.columns().stream()
            .map(column -> "CAST(" + column.name() + " AS text)")
            .collect(Collectors.joining(", "));
    String insert = insertInto(table);
    written = 0;
    reader.each(
        "SELECT " + texts + " FROM ONLY " + table.name(),
        row -> {
          script.raw(written % ROWS == 0 ? (written == 0 ? "" : ";\n") + insert : ",\n");
          script.raw(values(table.columns(), row));
          written++;
        });
    if (written > 0) {
      script.raw(";\n");
    }
  }

  private static String insertInto(Table table) {
    String names =
        table.columns().stream().map(TableColumn::name).collect(Collectors.joining(", "));
    return "INSERT INTO "
        + table.name()
        + " ("
        + names
        + ")"
        + (table.overriding() ? " OVERRIDING SYSTEM VALUE" : "")
        + " VALUES\n";
  }

  private static String values(List<TableColumn> columns, List<@Nullable String> row) {
    StringBuilder values = new StringBuilder("(");
    for (int i = 0; i < columns.size(); i++) {
      values.append(i == 0 ? "" : ", ").append(value(columns.get(i), row.get(i)));
    }
    return values.append(')').toString();
  }

  private static String value(TableColumn column, @Nullable String text) {
    if (text == null) {
      return "NULL";
    }
    return column.isBare() && PLAIN.matcher(text).matches() ? text : Names.literal(text);
  }
}
