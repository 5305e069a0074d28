// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a database for texts. */
final class Reader {

  /** SQLSTATE of what a backend does not have, or cannot print. */
  private static final String REFUSED = "0A000";

  private static final int FETCH = 1000;

  private final Connection connection;

  Reader(Connection connection) {
    this.connection = connection;
  }

  /** All rows. */
  List<List<@Nullable String>> rows(String query) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(row(result));
      }
    }
    return rows;
  }

  /** All rows; none where the backend does not know such objects at all. */
  List<List<@Nullable String>> rowsWhereKnown(String query) throws SQLException {
    return orRefused(query).orElse(List.of());
  }

  /** All rows; empty where the backend refuses to answer. The transaction goes on in any case. */
  Optional<List<List<@Nullable String>>> orRefused(String query) throws SQLException {
    Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
    try {
      return Optional.of(rows(query));
    } catch (SQLException e) {
      if (!REFUSED.equals(e.getSQLState())) {
        throw e;
      }
      if (before != null) {
        connection.rollback(before);
      }
      return Optional.empty();
    }
  }

  /** The first column of the first row. */
  String text(String query) throws SQLException {
    List<List<@Nullable String>> rows = rows(query);
    String text = rows.isEmpty() ? null : rows.get(0).get(0);
    return text == null ? "" : text;
  }

  /** Row by row, for what may be large. */
  void each(String query, RowWriter writer) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          writer.write(row(result));
        }
      }
    }
  }

  private static List<@Nullable String> row(ResultSet result) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    List<@Nullable String> row = new ArrayList<>(width);
    for (int i = 1; i <= width; i++) {
      row.add(result.getString(i));
    }
    return row;
  }

  /** Takes one row. */
  interface RowWriter {
    void write(List<@Nullable String> row) throws IOException;
  }
}
