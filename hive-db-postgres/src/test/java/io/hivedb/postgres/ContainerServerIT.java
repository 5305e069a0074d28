// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ContainerServerIT {

  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  private static final String MOUNTS =
      "SELECT string_agg(line, E'\\n') FROM regexp_split_to_table(pg_read_file('/proc/mounts', 0,"
          + " 65536), E'\\n') line WHERE line LIKE '% /hive-db %'";

  private BackendServer server;

  @BeforeAll
  void start() {
    TestServers.requireDocker();
    server = TestServers.start(TestServers.container(Map.of()));
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void givesADatabaseWithPgvector() throws SQLException {
    try (BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      assertThat(TestServers.ask(database.connection(), "SELECT '[1,2]'::vector <-> '[1,4]'"))
          .isEqualTo("2");
    }
  }

  @Test
  void listensOnLoopbackAlone() {
    assertThat(server.create(DatabaseSpec.named("test")).connection().jdbcUrl())
        .matches("jdbc:postgresql://(localhost|127\\.0\\.0\\.1):\\d+/hive_db_\\p{XDigit}{8}_\\d+");
  }

  @Test
  void trustsTheMachineAsATestServerMay() throws SQLException {
    try (BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
        assertThat(TestServers.ask(database.connection(), "SHOW " + setting))
            .as(setting)
            .isEqualTo("off");
      }
      assertThat(TestServers.ask(database.connection(), "SHOW wal_level")).isEqualTo("minimal");
      assertThat(TestServers.ask(database.connection(), "SHOW data_directory"))
          .isEqualTo("/hive-db/data");
      // The server's own look at what is mounted there.
      assertThat(TestServers.ask(database.connection(), MOUNTS)).contains(" /hive-db tmpfs rw");
    }
  }

  @Test
  void showsWhatTheServerPrinted() {
    assertThat(server.recentLog())
        .anyMatch(line -> line.contains("database system is ready to accept connections"));
  }

  @Test
  void isRestartedWithItsDataAndAtItsAddress() throws SQLException {
    try (BackendServer own = TestServers.start(TestServers.container(Map.of()));
        BackendDatabase database = own.create(DatabaseSpec.throwAway("test"))) {
      String url = database.connection().jdbcUrl();
      database.runScript("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
      String before = TestServers.ask(database.connection(), STARTED);
      own.restart();
      assertThat(TestServers.ask(database.connection(), "SELECT n FROM kept")).isEqualTo("7");
      assertThat(TestServers.ask(database.connection(), STARTED)).isNotEqualTo(before);
      assertThat(database.connection().jdbcUrl()).isEqualTo(url);
      assertThat(own.health().isUp()).isTrue();
      assertThat(own.recentLog()).anyMatch(line -> line.contains("shutting down"));
    }
  }

  @Test
  void tellsItsHealth() {
    assertThat(server.health().isUp()).isTrue();
    assertThat(server.health().details())
        .containsEntry("pgvector", "0.8.0")
        .containsEntry("mode", "container")
        .containsEntry("data-directory", "/hive-db/data")
        .hasEntrySatisfying("uptime", text -> assertThat(text).matches("\\d+ s"))
        .hasEntrySatisfying("connections", text -> assertThat(text).matches("[1-9]\\d* of 300"))
        .containsKey("version")
        .hasEntrySatisfying(
            "server",
            text -> assertThat(text).startsWith("a container of [pgvector/pgvector:pg17]"));
  }
}
