// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import io.hivedb.tck.Requirement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The servers that tests run against, where the machine has them. */
final class TestServers {

  /** Names an existing server whose user is a superuser. */
  static final String URL_VARIABLE = "HIVE_TEST_POSTGRES_URL";

  private TestServers() {}

  /** The URL of the existing server; without one the test is skipped, or fails where required. */
  static String existingUrl() {
    String url = System.getenv(URL_VARIABLE);
    Requirement.check(
        "postgresql", url != null, "the environment variable " + URL_VARIABLE + " names no server");
    return url == null ? "" : url;
  }

  /** Goes on where a container can be started. */
  static void requireDocker() {
    Readiness readiness = ContainerReadiness.check(Settings.of(Map.of()));
    Requirement.check("postgresql", readiness.isReady(), readiness.missing());
  }

  static ServerSettings byUrl(String url) {
    return new ServerSettings(
        Settings.of(Map.of(HiveDbConfig.URL, url)),
        DatabaseUrl.parse(url),
        null,
        0,
        Duration.ofSeconds(30));
  }

  static ServerSettings container(Map<String, String> settings) {
    return new ServerSettings(Settings.of(settings), null, null, 0, Duration.ofSeconds(60));
  }

  static BackendServer start(ServerSettings settings) {
    return new PostgresProvider().start(settings);
  }

  /** A name of a database or role that no other test run on the same server has. */
  static String unique(String what) {
    return "hive_test_" + what + "_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }

  static Connection connect(ConnectionInfo info) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(info.properties());
    properties.setProperty("user", info.username());
    properties.setProperty("password", info.password());
    return DriverManager.getConnection(info.jdbcUrl(), properties);
  }

  /** Runs one statement and returns the first column of its first row, or an empty text. */
  static String ask(ConnectionInfo info, String sql) throws SQLException {
    try (Connection connection = connect(info);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    }
  }
}
