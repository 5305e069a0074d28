// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.ServerSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What the parts of the contract have to work with. {@link BackendContract} supplies most of it.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface BackendFixture {

  /**
   * The provider under test.
   *
   * @return always an equal one
   */
  BackendProvider provider();

  /**
   * The settings to start servers with, by key.
   *
   * @return the settings
   */
  Map<String, String> settings();

  /**
   * The same settings as {@link BackendProvider#start} takes them.
   *
   * @return the settings
   */
  ServerSettings serverSettings();

  /**
   * Settings with which a start must fail, for example with a port that is taken.
   *
   * @return empty where no setting can make it fail
   */
  Optional<ServerSettings> failingSettings();

  /**
   * The server that the tests share.
   *
   * @return a running server
   */
  BackendServer server();

  /**
   * The database that the tests share.
   *
   * @return a database with pgvector
   */
  BackendDatabase database();

  /**
   * Opens a connection to the shared database.
   *
   * @return a connection, not pooled
   * @throws SQLException if the database refuses
   */
  default Connection connect() throws SQLException {
    return connect(database());
  }

  /**
   * Opens a connection.
   *
   * @param target the database
   * @return a connection, not pooled
   * @throws SQLException if the database refuses
   */
  default Connection connect(BackendDatabase target) throws SQLException {
    ConnectionInfo info = target.connection();
    if (info.dataSource().isPresent()) {
      return info.dataSource().get().getConnection();
    }
    Properties properties = new Properties();
    properties.putAll(info.localProperties());
    properties.setProperty("user", info.username());
    properties.setProperty("password", info.password());
    return DriverManager.getConnection(info.jdbcUrl(), properties);
  }

  /**
   * Runs statements, each on its own.
   *
   * @param connection the connection
   * @param statements the statements
   * @throws SQLException if one fails
   */
  default void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Asks for one value as text.
   *
   * @param connection the connection
   * @param sql a query of one row and one column
   * @return the value
   * @throws SQLException if the query fails
   */
  default String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        throw new SQLException("no row: " + sql);
      }
      return String.valueOf(rows.getString(1));
    }
  }
}
