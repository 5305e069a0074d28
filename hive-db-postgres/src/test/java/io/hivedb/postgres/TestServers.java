// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfig;
import io.hivedb.postgres.internal.local.BinariesLookup;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import io.hivedb.tck.Requirement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The servers that tests run against, where the machine has them. */
final class TestServers {

  /** Names an existing server whose user is a superuser. */
  static final String URL_VARIABLE = "HIVE_TEST_POSTGRES_URL";

  /** Names a PostgreSQL with pgvector that is not where such things usually are. */
  static final String HOME_VARIABLE = "HIVE_TEST_POSTGRES_HOME";

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
    Readiness readiness = ContainerReadiness.check();
    Requirement.check("postgresql", readiness.isReady(), readiness.missing());
  }

  static ServerSettings byUrl(String url) {
    return byUrl(url, Map.of());
  }

  static ServerSettings byUrl(String url, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put(HiveDbConfig.URL, url);
    return new ServerSettings(
        Settings.of(all), DatabaseUrl.parse(url), null, 0, Duration.ofSeconds(30));
  }

  static ServerSettings container(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(PostgresProvider.MODE, "container");
    return new ServerSettings(Settings.of(all), null, null, 0, Duration.ofSeconds(60));
  }

  /** Where the programs of a PostgreSQL with pgvector are; without them the test is skipped. */
  static Path localHome() {
    BinariesLookup lookup =
        BinariesLookup.find(Optional.ofNullable(System.getenv(HOME_VARIABLE)).map(Path::of));
    Requirement.check("postgresql", lookup.newest().isPresent(), lookup.missing());
    return lookup.newest().orElseThrow().directory();
  }

  /** The settings for a server of this machine's programs. */
  static Map<String, String> local(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put(PostgresProvider.MODE, "local");
    all.putIfAbsent(PostgresProvider.HOME, localHome().toString());
    return all;
  }

  static ServerSettings localServer(Map<String, String> more) {
    return new ServerSettings(Settings.of(local(more)), null, null, 0, Duration.ofSeconds(60));
  }

  /** The environment of a {@link ForkedJvm} that starts such a server. */
  static Map<String, String> heldLocal(Map<String, String> more) {
    return Map.of(
        "HELD_SETTINGS",
        local(more).entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("\n")));
  }

  static BackendServer start(ServerSettings settings) {
    return new PostgresProvider().start(settings);
  }

  /** A server of this machine's programs as somebody else's. */
  static String urlOf(BackendServer server) {
    ConnectionInfo info = server.create(DatabaseSpec.throwAway("address")).connection();
    return "postgresql://postgres:%s@%s/postgres"
        .formatted(info.password(), info.jdbcUrl().replaceFirst(".*//([^/]*)/.*", "$1"));
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
