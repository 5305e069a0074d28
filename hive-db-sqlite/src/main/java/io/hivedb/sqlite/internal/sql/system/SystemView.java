// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relation of the system with its rows. It has all the columns that PostgreSQL's has; those that
 * this backend cannot fill truthfully are refused when a query names them.
 */
public final class SystemView {

  /** Stands for a text that is there, but that this backend cannot print; read as a refusal. */
  public static final String UNPRINTABLE = "\u0001unprintable";

  /** A value that is asked for when the row is read. */
  record Sql(String text) {}

  private final List<Column> columns;
  private final Map<String, Integer> filled = new HashMap<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  private SystemView(String schema, String name, String filledColumns) {
    this.columns = Objects.requireNonNull(Layouts.of(schema, name));
    if (filledColumns.equals("*")) {
      columns.forEach(column -> filled.put(column.name(), filled.size()));
      return;
    }
    for (String column : filledColumns.split(" ")) {
      filled.put(column, filled.size());
    }
  }

  /** A view of pg_catalog whose rows have the columns that are listed. */
  static SystemView catalog(String name, String filledColumns) {
    return new SystemView("pg_catalog", name, filledColumns);
  }

  /** A view of information_schema whose rows have the columns that are listed. */
  static SystemView information(String name, String filledColumns) {
    return new SystemView("information_schema", name, filledColumns);
  }

  /** A relation that has no rows here, and would have none for these objects in PostgreSQL. */
  static SystemView empty(String schema, String name) {
    return new SystemView(schema, name, "*");
  }

  /** Adds a row: booleans, numbers, texts, nulls, in the order of the list of columns. */
  void add(@Nullable Object... values) {
    if (values.length != filled.size()) {
      throw new IllegalStateException(Arrays.toString(values) + " for " + filled);
    }
    rows.add(values);
  }

  /** All columns of PostgreSQL's relation. */
  public List<Column> columns() {
    return columns;
  }

  /** The name that a column has in {@link #sql}, or null where its values are not known here. */
  public @Nullable String source(Column column) {
    Integer index = filled.get(column.name());
    return index == null ? null : "column" + (index + 1);
  }

  /** A query of SQLite that gives the rows. */
  public String sql() {
    if (rows.isEmpty()) {
      return "SELECT * FROM (VALUES (NULL" + ", NULL".repeat(filled.size() - 1) + ")) WHERE 0";
    }
    StringBuilder sql = new StringBuilder();
    for (@Nullable Object[] row : rows) {
      sql.append(sql.isEmpty() ? "VALUES (" : ", (");
      for (int i = 0; i < row.length; i++) {
        sql.append(i == 0 ? "" : ", ").append(literal(row[i]));
      }
      sql.append(')');
    }
    return sql.toString();
  }

  private static String literal(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Sql sql) {
      return sql.text();
    }
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    return value instanceof String text ? Names.literal(text) : value.toString();
  }
}
