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
      assertThat(TestServers.ask(database.connection(), "SHOW fsync")).isEqualTo("off");
      assertThat(TestServers.ask(database.connection(), "SHOW data_directory"))
          .isEqualTo("/hive-db/data");
    }
  }

  @Test
  void showsWhatTheServerPrinted() {
    assertThat(server.recentLog())
        .anyMatch(line -> line.contains("database system is ready to accept connections"));
  }

  @Test
  void tellsItsHealth() {
    assertThat(server.health().isUp()).isTrue();
    assertThat(server.health().details())
        .containsEntry("pgvector", "0.8.0")
        .containsKey("version")
        .hasEntrySatisfying(
            "server",
            text -> assertThat(text).startsWith("a container of [pgvector/pgvector:pg17]"));
  }
}
