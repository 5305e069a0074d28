// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A backend of Hive DB, seen as its users' drivers see it: pgjdbc, no pool between. */
final class Subject implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final BackendServer server;

  private Subject(BackendServer server) {
    this.server = server;
  }

  static Subject start(String backend, @Nullable String url) {
    return start(backend, url, Map.of());
  }

  static Subject start(String backend, @Nullable String url, Map<String, String> settings) {
    BackendProvider provider =
        ServiceLoader.load(BackendProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.id().equals(backend))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no backend " + backend));
    DatabaseUrl parsed = url == null ? null : DatabaseUrl.parse(url);
    return new Subject(
        provider.start(new ServerSettings(Settings.of(settings), parsed, null, 0, PATIENCE)));
  }

  BackendDatabase create() {
    return server.create(DatabaseSpec.throwAway("benchmark"));
  }

  static Connection connect(BackendDatabase database) throws SQLException {
    ConnectionInfo info = database.connection();
    Properties all = new Properties();
    all.putAll(info.localProperties());
    all.setProperty("user", info.username());
    all.setProperty("password", info.password());
    return DriverManager.getConnection(info.jdbcUrl(), all);
  }

  /** What the server tells of itself; empty where it tells nothing. */
  String detail(String key) {
    return server.health().details().getOrDefault(key, "");
  }

  @Override
  public void close() {
    server.close();
  }
}
