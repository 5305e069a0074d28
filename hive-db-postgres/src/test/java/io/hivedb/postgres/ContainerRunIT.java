// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.SharedServers;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** What goes wrong with a container while tests run, each fault caused. */
class ContainerRunIT {

  private static final String DATA_MEMORY = PostgresProvider.DATA_MEMORY;

  @BeforeAll
  static void docker() {
    TestServers.requireDocker();
  }

  private static HiveDbConfig container() {
    return HiveDbConfig.builder()
        .ignoreOutsideSettings()
        .backend("postgresql")
        .set(PostgresProvider.MODE, "container")
        .label("a test class")
        .build();
  }

  /** As a power cut does. */
  private static void killServerOf(HiveDb db) {
    String port = db.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
    DockerClientFactory.lazyClient().listContainersCmd().exec().stream()
        .filter(
            container ->
                List.of(container.getPorts()).toString().contains("publicPort=" + port + ","))
        .forEach(
            container ->
                DockerClientFactory.lazyClient().killContainerCmd(container.getId()).exec());
  }

  @Test
  @Timeout(60)
  void aKilledServerIsToldAtOnceAndTheNextClassGetsANewOne() throws SQLException {
    try (SharedServers servers = new SharedServers();
        HiveDb db = servers.open(container(), key -> null, List.of());
        Connection kept = db.dataSource().getConnection()) {
      killServerOf(db);
      Deadline soon = new Deadline(Duration.ofSeconds(10));
      assertThatThrownBy(() -> kept.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> db.dataSource().getConnection())
          .isInstanceOf(SQLException.class)
          .hasMessageStartingWith("The database of [a test class] cannot be reached: ")
          .hasMessageEndingWith(
              " Its server may have been killed or stopped: HiveDb.health() and log() tell more.");
      assertThat(db.health().isUp()).isFalse();
      assertThat(soon.isOver()).as("%s", soon).isFalse();
      try (HiveDb next = servers.open(container(), key -> null, List.of());
          Connection connection = next.dataSource().getConnection()) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
  }

  @Test
  void noRoomForTheDataAtStart() {
    assertThatThrownBy(() -> TestServers.start(TestServers.container(Map.of(DATA_MEMORY, "16m"))))
        .isInstanceOf(ContainerStartException.class)
        .hasMessageContaining("No space left on device");
  }

  @Test
  void noRoomForTheDataLater() throws SQLException {
    try (BackendServer server =
            TestServers.start(TestServers.container(Map.of(DATA_MEMORY, "96m")));
        BackendDatabase database = server.create(DatabaseSpec.named("test"))) {
      assertThatThrownBy(
              () ->
                  database.runScript(
                      "CREATE TABLE big AS SELECT repeat(md5(n::text), 30) AS t FROM"
                          + " generate_series(1, 200000) n"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("No space left on device");
    }
  }

  @Test
  void aSizeThatIsNoneIsAnError() {
    assertThatThrownBy(() -> TestServers.start(TestServers.container(Map.of(DATA_MEMORY, "much"))))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The setting hive.postgres.data-memory = [much] (configuration) is not a size such as"
                + " 512m or 2g.");
  }

  @Test
  @Timeout(120)
  void dockerThatStopsEndsTheServerAndTheRunStillEndsWell(@TempDir Path directory)
      throws Exception {
    try (SocketProxy docker = SocketProxy.to(Path.of("/var/run/docker.sock"), directory);
        ForkedJvm jvm = ForkedJvm.start(directory, Map.of("DOCKER_HOST", "unix://" + docker))) {
      assertThat(jvm.answer()).startsWith("jdbc:postgresql://");
      docker.hangUp();
      assertThat(jvm.endsWell()).isTrue();
    }
  }
}
