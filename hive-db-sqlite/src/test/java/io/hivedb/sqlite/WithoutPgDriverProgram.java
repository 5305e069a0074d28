// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What {@link WithoutPgDriverTests} runs where pgjdbc is not on the class path. */
public final class WithoutPgDriverProgram implements Callable<List<String>> {

  public WithoutPgDriverProgram() {}

  @Override
  public List<String> call() throws SQLException {
    try (BackendServer server = TestServers.start(Map.of());
        BackendDatabase database = server.create(DatabaseSpec.throwAway("plain"));
        Connection connection = TestServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      return List.of(
          object(statement, "SELECT '[1,2]'::vector"),
          object(statement, "SELECT '{\"a\":1}'::jsonb"),
          failure(statement, "SELECT 1 / 0"),
          failure(statement, "SELECT 'a'::text"),
          Boolean.toString(connection.isWrapperFor(Runnable.class)));
    }
  }

  private static String object(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      Object value = rows.getObject(1);
      return value.getClass().getName() + " " + value;
    }
  }

  private static String failure(Statement statement, String sql) {
    List<String> seen = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      seen.add("read " + rows.getInt(1));
    } catch (SQLException e) {
      seen.add(e.getClass().getName() + " " + e.getSQLState() + " " + e.getMessage());
    }
    return seen.get(0);
  }
}
