// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.spi.ScriptException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs scripts whole: all of their statements or none. */
public final class Scripts {

  private Scripts() {}

  /**
   * Runs a script.
   *
   * @param connection a connection of this package
   * @param script any number of statements
   * @throws ScriptException if one fails, with its place
   */
  public static void run(Connection connection, String script) throws SQLException {
    HiveConnection hive = connection.unwrap(HiveConnection.class);
    try (Statement statement = hive.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(script);
    } catch (SQLException e) {
      throw new ScriptException(e, hive.session().statements().failedAt());
    }
  }
}
