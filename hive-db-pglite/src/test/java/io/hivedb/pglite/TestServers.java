// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Settings, servers and connections for the tests. */
final class TestServers {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private TestServers() {}

  static PgliteServer memory() {
    return PgliteServer.start(settings(Map.of()));
  }

  static PgliteServer directory(Path directory) {
    return PgliteServer.start(at(directory, null, Map.of()));
  }

  static ServerSettings settings(Map<String, String> values) {
    return at(null, null, values);
  }

  static ServerSettings at(
      @Nullable Path directory, @Nullable String url, Map<String, String> values) {
    return new ServerSettings(
        Settings.of(values), url == null ? null : DatabaseUrl.parse(url), directory, 0, TIMEOUT);
  }

  static ServerSettings port(int port) {
    return new ServerSettings(Settings.of(Map.of()), null, null, port, TIMEOUT);
  }

  static ServerSettings startTimeout(Duration timeout, Map<String, String> values) {
    return new ServerSettings(Settings.of(values), null, null, 0, timeout);
  }

  static HikariDataSource pool(BackendDatabase database, int size) {
    ConnectionInfo info = database.connection();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(info.jdbcUrl());
    config.setUsername(info.username());
    config.setPassword(info.password());
    info.localProperties().forEach(config::addDataSourceProperty);
    config.setMaximumPoolSize(size);
    return new HikariDataSource(config);
  }

  static Connection connect(BackendDatabase database, String... properties) throws SQLException {
    ConnectionInfo info = database.connection();
    Properties all = new Properties();
    all.putAll(info.properties());
    all.setProperty("user", info.username());
    all.setProperty("password", info.password());
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return DriverManager.getConnection(info.jdbcUrl(), all);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
