// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs one statement on a connection of its own, for tests that look past the repository. */
record Sql(DataSource dataSource) {

  /** Turns the current row into a value. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  int update(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** The only column of the only row. */
  <T> T one(Class<T> type, String sql, Object... parameters) throws SQLException {
    List<T> values = all(type, sql, parameters);
    if (values.size() != 1) {
      throw new AssertionError(
          "Expected one row but got [%d] from [%s]".formatted(values.size(), sql));
    }
    return values.get(0);
  }

  /** The only column of every row. */
  <T> List<T> all(Class<T> type, String sql, Object... parameters) throws SQLException {
    return all(row -> row.getObject(1, type), sql, parameters);
  }

  <T> List<T> all(Row<T> row, String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(row.read(rows));
        }
        return result;
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
