// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of its own, prepared by some statements, with one connection and one statement. */
final class OneConnection implements AutoCloseable {

  private final HiveDb hive = HiveDb.start(config -> config.backend("sqlite"));
  final Connection connection;
  final Statement statement;

  private OneConnection() throws SQLException {
    connection = hive.dataSource().getConnection();
    statement = connection.createStatement();
  }

  static OneConnection after(String... preparation) throws SQLException {
    OneConnection opened = new OneConnection();
    for (String sql : preparation) {
      opened.statement.execute(sql);
    }
    return opened;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
    hive.close();
  }
}
