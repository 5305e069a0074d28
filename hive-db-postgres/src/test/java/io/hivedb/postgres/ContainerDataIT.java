// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/** Containers whose data stay, and those that stay themselves. */
class ContainerDataIT {

  private static final String TABLE = "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)";
  private static final String READ = "SELECT n FROM kept";

  /** Whoever it is, not root. */
  private static final int SOMEBODY = 12_345;

  @TempDir(factory = OpenTempDir.class)
  private Path data;

  @BeforeAll
  static void docker() {
    TestServers.requireDocker();
  }

  private static ServerSettings settings(@Nullable Path directory, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put(PostgresProvider.MODE, "container");
    return new ServerSettings(Settings.of(all), null, directory, 0, Duration.ofSeconds(60));
  }

  private static ConnectionInfo named(BackendServer server) {
    return server.create(DatabaseSpec.named("test")).connection();
  }

  @Test
  void aDirectoryKeepsItsDataAsItsOwnersFiles() throws Exception {
    if (Files.getAttribute(data, "unix:uid").equals(0)) {
      Files.setAttribute(data, "unix:uid", SOMEBODY);
    }
    String password;
    try (BackendServer server = TestServers.start(settings(data, Map.of()))) {
      ConnectionInfo info = named(server);
      password = info.password();
      TestServers.ask(info, TABLE);
      assertThat(TestServers.ask(info, "SHOW fsync")).isEqualTo("on");
      assertThat(server.create(DatabaseSpec.throwAway("test")).connection().jdbcUrl())
          .isEqualTo(info.jdbcUrl());
      assertThatThrownBy(() -> TestServers.start(settings(data, Map.of())))
          .isInstanceOf(BackendStartException.class)
          .hasMessageMatching(
              "The data in \\["
                  + data.toRealPath()
                  + "] are in use by the container \\[hive-db-data-[^]]+]\\. Close the database"
                  + " there, or name another place\\.");
    }
    assertThat(Files.getAttribute(data.resolve("pgdata-container"), "unix:uid"))
        .isEqualTo(Files.getAttribute(data, "unix:uid"));
    try (BackendServer server = TestServers.start(settings(data, Map.of()))) {
      assertThat(TestServers.ask(named(server), READ)).isEqualTo("7");
      assertThat(named(server).password()).isNotEqualTo(password);
      assertThat(server.recentLog())
          .anyMatch(line -> line.contains("ready to accept connections"))
          .noneMatch(line -> line.contains("not properly shut down"));
    }
  }

  @Test
  void aDirectoryOfTheModeLocalIsNotTouched() throws Exception {
    Files.createDirectory(data.resolve("pgdata"));
    assertThatThrownBy(() -> TestServers.start(settings(data, Map.of())))
        .isInstanceOf(BackendStartException.class)
        .hasMessage(
            "The data directory [%s] holds data of the mode [local] or of another program. Nothing"
                + " was changed. Name another for a container.",
            data);
  }

  @Test
  void aVolumeKeepsItsData() throws Exception {
    String volume = TestServers.unique("volume");
    Map<String, String> named = Map.of(PostgresProvider.VOLUME, volume);
    try {
      try (BackendServer server = TestServers.start(settings(null, named))) {
        TestServers.ask(named(server), TABLE);
      }
      try (BackendServer server = TestServers.start(settings(null, named))) {
        server.restart();
        assertThat(TestServers.ask(named(server), READ)).isEqualTo("7");
      }
    } finally {
      DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec();
    }
  }

  @Test
  void whatDisagreesIsAnError() {
    Map<String, String> both =
        Map.of(PostgresProvider.VOLUME, "v1", PostgresProvider.REUSE, "true");
    assertThatThrownBy(() -> TestServers.start(settings(null, both)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "hive.postgres.reuse and hive.postgres.volume cannot be set together for a container."
                + " Remove one of the two.");
    assertThatThrownBy(
            () -> TestServers.start(settings(data, Map.of(PostgresProvider.VOLUME, "v1"))))
        .hasMessageStartingWith("hive.database.data-dir and hive.postgres.volume cannot be set");
  }

  @Test
  void aReusedContainerNeedsTheConsentOfTestcontainers() {
    assumeThat(TestcontainersConfiguration.getInstance().environmentSupportsReuse())
        .as("this machine consents")
        .isFalse();
    assertThatThrownBy(
            () -> TestServers.start(settings(null, Map.of(PostgresProvider.REUSE, "true"))))
        .isInstanceOf(BackendStartException.class)
        .hasMessage(
            "hive.postgres.reuse = [true] needs Testcontainers' own consent. Put"
                + " testcontainers.reuse.enable=true into .testcontainers.properties in your home"
                + " directory, or set TESTCONTAINERS_REUSE_ENABLE=true.");
  }

  @Test
  void aReusedContainerServesTheNextJvm(@TempDir Path directory) throws Exception {
    Map<String, String> environment =
        Map.of(
            "TESTCONTAINERS_REUSE_ENABLE",
            "true",
            "HELD_SETTINGS",
            "hive.postgres.mode=container\nhive.postgres.reuse=true\nhive.postgres.cache-dir="
                + directory);
    String first = "";
    try {
      first = servedBy(directory, environment);
      String second = servedBy(directory, environment);
      assertThat(port(second)).isEqualTo(port(first));
      assertThat(second).as("a database of its own").isNotEqualTo(first);
    } finally {
      removeContainerAt(port(first));
    }
  }

  private static String servedBy(Path directory, Map<String, String> environment) throws Exception {
    try (ForkedJvm jvm = ForkedJvm.start(directory, environment)) {
      String url = jvm.answer();
      assertThat(url).as("%s", jvm.output()).startsWith("jdbc:postgresql://");
      assertThat(jvm.endsWell()).isTrue();
      return url;
    }
  }

  private static String port(String url) {
    return url.replaceFirst(".*:(\\d+)/.*", "$1");
  }

  private static void removeContainerAt(String port) {
    DockerClientFactory.lazyClient()
        .listContainersCmd()
        .withLabelFilter(List.of("io.hivedb.postgres=reused"))
        .exec()
        .stream()
        .filter(found -> List.of(found.getPorts()).toString().contains("publicPort=" + port + ","))
        .map(found -> found.getId())
        .forEach(
            id -> DockerClientFactory.lazyClient().removeContainerCmd(id).withForce(true).exec());
  }
}
