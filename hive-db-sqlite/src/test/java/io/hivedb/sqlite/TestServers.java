// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Starts servers, and runs statements on them, for the tests of this module. */
public final class TestServers {

  private TestServers() {}

  public static BackendServer start(Map<String, String> settings) {
    return start(settings, null, null);
  }

  public static BackendServer start(
      Map<String, String> settings, @Nullable String url, @Nullable Path directory) {
    return new SqliteBackendProvider()
        .start(
            new ServerSettings(
                Settings.of(settings),
                url == null ? null : DatabaseUrl.parse(url),
                directory,
                0,
                Duration.ofSeconds(30)));
  }

  public static DataSource dataSource(BackendDatabase database) {
    return database.connection().dataSource().orElseThrow();
  }

  public static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }
}
