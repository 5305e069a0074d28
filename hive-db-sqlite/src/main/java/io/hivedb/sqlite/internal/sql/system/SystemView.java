// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  private final String relation;
  private final @Nullable SystemRows recorded;
  private final List<Column> columns;
  private final Map<String, Integer> filled = new LinkedHashMap<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  private Set<String> hidden = Set.of();
  private boolean withVector;

  private SystemView(String schema, String name, String filledColumns) {
    this(schema, name, filledColumns, SystemRows.of(schema + "." + name));
  }

  private SystemView(
      String schema, String name, String filledColumns, @Nullable SystemRows recorded) {
    this.relation = schema + "." + name;
    this.recorded = recorded;
    this.columns = Objects.requireNonNull(Layouts.of(schema, name));
    if (filledColumns.equals("*") && recorded != null) {
      recorded.columns().forEach(column -> filled.put(column, filled.size()));
      return;
    }
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

  /** One whose rows are all made here, though some are recorded. */
  static SystemView computed(String name, String filledColumns) {
    return new SystemView("pg_catalog", name, filledColumns, null);
  }

  /** A view of information_schema whose rows have the columns that are listed. */
  static SystemView information(String name, String filledColumns) {
    return new SystemView("information_schema", name, filledColumns);
  }

  /** A relation that has none but the system's rows, as in PostgreSQL for these objects. */
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
    boolean unknown = recorded != null && !recorded.columns().contains(column.name());
    return index == null || unknown || hidden.contains(column.name())
        ? null
        : "column" + (index + 1);
  }

  /** Whether a column may have the mark of a text that cannot be printed. */
  public boolean mayBeMarked(Column column) {
    Integer index = filled.get(column.name());
    return index != null && rows.stream().anyMatch(row -> UNPRINTABLE.equals(row[index]));
  }

  /** Without columns whose values are not known any more. */
  SystemView without(Set<String> columns) {
    hidden = columns;
    return this;
  }

  /** With the rows of pgvector's objects, where its extension is there. */
  SystemView withVector(boolean there) {
    withVector = there;
    return this;
  }

  /** A query of SQLite that gives the rows. */
  public String sql() {
    if (recorded == null) {
      return own();
    }
    String all = recorded(recorded, false);
    if (withVector && recorded.hasVector()) {
      all += " UNION ALL " + recorded(recorded, true);
    }
    // Were the last columns of one affinity, SQLite would read the rows again for each of a join's.
    return all + " UNION ALL SELECT *, CAST(NULL AS INTEGER) FROM (" + own() + ')';
  }

  private String recorded(SystemRows recorded, boolean vector) {
    StringBuilder sql = new StringBuilder("SELECT ");
    filled.forEach(
        (column, index) ->
            sql.append(SystemTables.column(Math.max(0, recorded.columns().indexOf(column))))
                .append(" AS column")
                .append(index + 1)
                .append(", "));
    return sql.append("CAST(NULL AS TEXT) FROM ")
        .append(SystemTables.table(relation, vector))
        .toString();
  }

  private String own() {
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
