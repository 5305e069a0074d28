// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.BackendStartException;
import io.hivedb.Capability;
import io.hivedb.HiveDbClosedException;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ScriptException;
import io.hivedb.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteServerTests {

  @TempDir Path directory;

  private Map<String, String> temporary() {
    return Map.of(SqliteBackendProvider.TEMPORARY_DIRECTORY, directory.toString());
  }

  @Test
  void theProviderSaysWhatItIs() {
    BackendProvider provider = new SqliteBackendProvider();
    assertThat(provider.id()).isEqualTo("sqlite");
    assertThat(provider.order()).isEqualTo(300);
    assertThat(provider.artifact()).isEqualTo("io.hivedb:hive-db-sqlite");
    assertThat(provider.readiness(Settings.of(Map.of())).isReady()).isTrue();
    assertThat(provider.capabilities())
        .containsExactlyInAnyOrder(
            Capability.STATEMENT_CANCEL,
            Capability.ARRAYS,
            Capability.PERSISTENCE,
            Capability.SNAPSHOTS);
    assertThat(provider.accepts(DatabaseUrl.parse("sqlite::memory:"))).isTrue();
    assertThat(provider.accepts(DatabaseUrl.parse("jdbc:sqlite:a.db"))).isTrue();
    assertThat(provider.accepts(DatabaseUrl.parse("pglite:memory"))).isFalse();
  }

  @Test
  void throwAwayDatabasesDoNotSeeEachOtherAndLeaveNothing() throws SQLException {
    try (BackendServer server = TestServers.start(temporary());
        BackendDatabase first = server.create(DatabaseSpec.throwAway("first"));
        BackendDatabase second = server.create(DatabaseSpec.throwAway("second"));
        Connection one = TestServers.dataSource(first).getConnection();
        Connection two = TestServers.dataSource(second).getConnection()) {
      TestServers.run(one, "CREATE TABLE t (a int)");
      TestServers.run(two, "CREATE TABLE t (b text)");
      assertThat(directory).isNotEmptyDirectory();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aNamedFileOutlivesTheServer() throws SQLException {
    Path file = directory.resolve("data/app.db");
    String url = "jdbc:sqlite:" + file;
    try (BackendServer server = TestServers.start(Map.of(), url, null);
        Connection connection =
            TestServers.dataSource(server.create(DatabaseSpec.named("app"))).getConnection()) {
      TestServers.run(connection, "CREATE TABLE t (id serial PRIMARY KEY, v vector(2), n numeric)");
      TestServers.run(connection, "INSERT INTO t (v, n) VALUES ('[1,2]', 1.50)");
    }
    assertThat(file).isRegularFile();
    try (BackendServer server = TestServers.start(Map.of(), url, null);
        Connection connection =
            TestServers.dataSource(server.create(DatabaseSpec.throwAway("app"))).getConnection()) {
      assertThat(
              TestServers.ask(
                  connection, "SELECT v || n::text FROM (SELECT v::text AS v, n FROM t) AS s"))
          .isEqualTo("[1,2]1.50");
      TestServers.run(connection, "INSERT INTO t (n) VALUES (2)");
      assertThat(TestServers.ask(connection, "SELECT max(id) FROM t")).isEqualTo("2");
    }
    assertThat(file).isRegularFile();
  }

  @Test
  void aDataDirectoryHoldsTheFile() throws SQLException {
    try (BackendServer server = TestServers.start(Map.of(), null, directory);
        BackendDatabase database = server.create(DatabaseSpec.named("app"));
        Connection connection = TestServers.dataSource(database).getConnection()) {
      TestServers.run(connection, "CREATE TABLE t (a int)");
    }
    assertThat(directory.resolve("hivedb.sqlite")).isRegularFile();
  }

  @Test
  void aNamedFileHasOneServer() {
    String url = "jdbc:sqlite:" + directory.resolve("app.db");
    try (BackendServer server = TestServers.start(Map.of(), url, null)) {
      assertThat(server.health().isUp()).isTrue();
      assertThatExceptionOfType(BackendStartException.class)
          .isThrownBy(() -> TestServers.start(Map.of(), url, null))
          .withMessageContaining("is in use by this process");
    }
    TestServers.start(Map.of(), url, null).close();
  }

  @Test
  void aStrangeFileIsRefusedAndItsLockFreed() throws Exception {
    Path file = Files.writeString(directory.resolve("notes.txt"), "no database ".repeat(100));
    String url = "jdbc:sqlite:" + file;
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(HiveDbConfigurationException.class)
          .isThrownBy(() -> TestServers.start(Map.of(), url, null))
          .withMessageContaining("is not an SQLite database");
    }
  }

  @Test
  void aClosedServerSaysSo() {
    BackendServer server = TestServers.start(temporary());
    server.close();
    server.close();
    assertThat(server.health().toString()).isEqualTo("down {reason=closed}");
    assertThatExceptionOfType(HiveDbClosedException.class)
        .isThrownBy(() -> server.create(DatabaseSpec.throwAway("late")))
        .withMessage("The SQLite server is closed, and creates no database for [late].");
  }

  @Test
  void aClosedDatabaseEndsItsConnections() throws SQLException {
    try (BackendServer server = TestServers.start(temporary())) {
      BackendDatabase database = server.create(DatabaseSpec.throwAway("closing"));
      Connection left = TestServers.dataSource(database).getConnection();
      database.close();
      assertThat(left.isClosed()).isTrue();
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TestServers.dataSource(database).getConnection())
          .withMessageContaining("has been closed, and gives no more connections.")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    }
  }

  @Test
  void aFailingScriptLeavesNothingAndTellsItsPlace() throws SQLException {
    try (BackendServer server = TestServers.start(temporary());
        BackendDatabase database = server.create(DatabaseSpec.throwAway("scripts"))) {
      String script = "CREATE TABLE a (n int);\nINSERT INTO a VALUES (1);\nSELEC 1;";
      assertThatExceptionOfType(ScriptException.class)
          .isThrownBy(() -> database.runScript(script))
          .satisfies(
              e -> {
                assertThat(e.getSQLState()).isEqualTo("42601");
                assertThat(e.offset()).isEqualTo(script.indexOf("SELEC"));
              });
      database.runScript("CREATE TABLE a (n int);");
    }
  }

  @Test
  void healthNamesTheVersions() {
    try (BackendServer server = TestServers.start(temporary())) {
      assertThat(server.health().details()).containsKeys("version", "pgvector", "sqlite");
      assertThat(server.recentLog()).isEmpty();
    }
  }
}
