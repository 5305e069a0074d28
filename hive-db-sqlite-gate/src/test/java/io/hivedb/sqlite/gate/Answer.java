// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What one statement gave, as texts, or how it failed.
 *
 * @param columns names and types of the columns
 * @param rows the values
 * @param count how many rows were changed; -1 for a query
 * @param state the SQLSTATE of the failure; {@code null} for none
 * @param message the text of the failure
 * @param position the position of the failure in characters from 1; 0 for none
 */
record Answer(
    List<String> columns,
    List<List<@Nullable String>> rows,
    int count,
    @Nullable String state,
    String message,
    int position) {

  private static final String REFUSED = "0A000";

  static Answer of(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      boolean hasRows = statement.execute(sql);
      if (!hasRows) {
        return new Answer(List.of(), List.of(), statement.getUpdateCount(), null, "", 0);
      }
      try (ResultSet rows = statement.getResultSet()) {
        return read(rows);
      }
    } catch (SQLException e) {
      return failure(e);
    } catch (RuntimeException e) {
      return new Answer(List.of(), List.of(), 0, "THROWN", e.toString(), 0);
    }
  }

  private static Answer read(ResultSet rows) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i) + " " + meta.getColumnTypeName(i));
    }
    List<List<@Nullable String>> values = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable String> row = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        row.add(rows.getString(i));
      }
      values.add(row);
    }
    return new Answer(columns, values, -1, null, "", 0);
  }

  static Answer failure(SQLException e) {
    String message = Objects.requireNonNullElse(e.getMessage(), "");
    int position = 0;
    if (e instanceof PSQLException server && server.getServerErrorMessage() != null) {
      ServerErrorMessage details = Objects.requireNonNull(server.getServerErrorMessage());
      message = Objects.requireNonNullElse(details.getMessage(), "");
      position = details.getPosition();
    }
    return new Answer(
        List.of(),
        List.of(),
        0,
        Objects.requireNonNullElse(e.getSQLState(), "none"),
        message,
        position);
  }

  boolean failed() {
    return state != null;
  }

  /** Whether a backend said that it cannot answer as PostgreSQL does. */
  boolean refused() {
    return REFUSED.equals(state) && message.contains("is not supported by the backend");
  }

  /** Whether PGlite itself failed. */
  boolean broken() {
    boolean crashed = "XX000".equals(state) && message.contains("crashed");
    return crashed || "08006".equals(state);
  }

  /** The same answer with its rows in one order, for statements that promise none. */
  Answer sorted() {
    List<List<@Nullable String>> sorted = new ArrayList<>(rows);
    // A NULL must not sort as the text "null" does.
    sorted.sort(
        Comparator.comparing(
            row -> row.stream().map(v -> v == null ? "\0" : v).toList().toString()));
    return new Answer(columns, sorted, count, state, message, position);
  }

  @Override
  public String toString() {
    if (failed()) {
      return "ERROR " + state + " at " + position + ": " + message.split("\n", 2)[0];
    }
    String text = columns + " " + (count < 0 ? rows : count + " rows changed");
    return text.length() > 1500 ? text.substring(0, 1500) + "..." : text;
  }
}
