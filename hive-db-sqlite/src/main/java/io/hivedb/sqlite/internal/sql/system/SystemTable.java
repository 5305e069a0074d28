// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.type.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Rows of the system's in SQLite: a table has the columns that differ among the rows, a view over
 * it has all. Most columns of the wide relations are the same in each row.
 */
final class SystemTable {

  private final Connection open;
  private final String name;
  private final int width;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> stored = new ArrayList<>();

  private SystemTable(Connection open, String name, SystemRows recorded, boolean vector) {
    this.open = open;
    this.name = name;
    this.width = recorded.columns().size();
    for (String line : recorded.lines(vector)) {
      rows.add(elements(line));
    }
    for (int i = 0; i < width; i++) {
      if (differs(i)) {
        stored.add(i);
      }
    }
  }

  /** Makes the table and the view; the name is the view's. */
  static void fill(Connection open, String name, SystemRows recorded, boolean vector)
      throws SQLException {
    SystemTable table = new SystemTable(open, name, recorded, vector);
    table.create();
    table.insert();
  }

  private boolean differs(int column) {
    String first = rows.isEmpty() ? null : rows.get(0).get(column);
    return rows.stream().anyMatch(row -> !Objects.equals(first, row.get(column)));
  }

  private String table() {
    return name.substring(0, name.length() - 1) + " rows`";
  }

  private void create() throws SQLException {
    StringJoiner kept = new StringJoiner(", ").add("id INTEGER PRIMARY KEY");
    StringJoiner seen = new StringJoiner(", ");
    for (int i = 0; i < width; i++) {
      String column = SystemTables.column(i);
      if (stored.contains(i)) {
        kept.add(column);
        seen.add(column);
      } else {
        seen.add((rows.isEmpty() ? "NULL" : literal(rows.get(0).get(i))) + " AS " + column);
      }
    }
    String from = table().substring(table().indexOf("`.`") + 2);
    try (Statement statement = open.createStatement()) {
      statement.execute("CREATE TABLE " + table() + " (" + kept + ")");
      statement.execute("CREATE VIEW " + name + " AS SELECT " + seen + " FROM " + from);
    }
  }

  private void insert() throws SQLException {
    try (Statement statement = open.createStatement()) {
      for (int from = 0; from < rows.size(); from += 200) {
        statement.execute(insert(from, Math.min(from + 200, rows.size())));
      }
    }
  }

  private String insert(int from, int to) {
    StringBuilder sql = new StringBuilder("INSERT INTO ").append(table()).append(" VALUES ");
    for (int row = from; row < to; row++) {
      sql.append(row == from ? "(" : ", (").append(row + 1);
      for (int column : stored) {
        sql.append(", ").append(literal(rows.get(row).get(column)));
      }
      sql.append(')');
    }
    return sql.toString();
  }

  /** The elements of an array without arrays and objects, as they are written. */
  private static List<String> elements(String line) {
    List<String> elements = new ArrayList<>();
    int begin = 1;
    boolean quoted = false;
    for (int i = 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == ']')) {
        elements.add(line.substring(begin, i));
        begin = i + 1;
      }
    }
    return elements;
  }

  /** A value of JSON as SQLite writes it. */
  private static String literal(String json) {
    if (json.charAt(0) != '"') {
      return json;
    }
    boolean plain = json.indexOf('\\') < 0;
    return Names.literal(
        plain ? json.substring(1, json.length() - 1) : String.valueOf(Json.parse(json)));
  }
}
