// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedDatabasesIT {

  private final String url = TestServers.existingUrl();
  private final ConnectionInfo own = ServerAddress.parse(DatabaseUrl.parse(url)).connectionInfo();

  private boolean exists(String database) throws SQLException {
    return !TestServers.ask(
            own, "SELECT datname FROM pg_database WHERE datname = '" + database + "'")
        .isEmpty();
  }

  private void startAndStop() {
    TestServers.start(TestServers.byUrl(url)).close();
  }

  @Test
  void whatAKilledJvmLeftIsSweptAtTheNextStart(@TempDir Path directory) throws Exception {
    try (ForkedJvm jvm = ForkedJvm.start(directory, Map.of("HELD_URL", url))) {
      String database = nameIn(jvm.answer());
      startAndStop();
      assertThat(exists(database)).as("a live owner's").isTrue();
      jvm.kill();
      // The server notices the end of the connection in its own time.
      Awaiting.until(
          "the abandoned database is swept",
          Duration.ofSeconds(10),
          () -> {
            startAndStop();
            return !exists(database);
          });
    }
  }

  /** As many as {@link LocalMachinesIT} is told. */
  @Test
  void manyJvmsAtOnceKeepTheirDatabasesApart(@TempDir Path directory) throws Exception {
    Map<String, String> environment =
        Map.of("HELD_URL", url, "HELD_DATABASES", Integer.toString(LocalMachinesIT.DATABASES));
    List<ForkedJvm> all = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    try {
      for (int i = 0; i < LocalMachinesIT.FORKS; i++) {
        all.add(ForkedJvm.start(directory, environment));
      }
      for (ForkedJvm jvm : all) {
        owners.add(nameIn(jvm.answer(LocalMachinesIT.PATIENCE)).replaceFirst("_[0-9]+$", ""));
      }
      assertThat(owners).hasSize(LocalMachinesIT.FORKS).allMatch(this::hasAllDatabases);
      for (ForkedJvm jvm : all) {
        assertThat(jvm.endsWell()).isTrue();
      }
    } finally {
      all.forEach(ForkedJvm::close);
    }
    assertThat(owners).allMatch(owner -> count(owner) == 0);
  }

  private boolean hasAllDatabases(String owner) {
    return count(owner) >= LocalMachinesIT.DATABASES;
  }

  private int count(String owner) {
    try {
      return Integer.parseInt(
          TestServers.ask(
              own,
              "SELECT count(*) FROM pg_database WHERE starts_with(datname, '" + owner + "_')"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aJvmThatEndsWellLeavesNothing(@TempDir Path directory) throws Exception {
    try (ForkedJvm jvm = ForkedJvm.start(directory, Map.of("HELD_URL", url))) {
      String database = nameIn(jvm.answer());
      assertThat(jvm.endsWell()).isTrue();
      startAndStop();
      assertThat(exists(database)).isFalse();
    }
  }

  @Test
  void anotherServersOfThisJvmAreLeftAlone() throws SQLException {
    try (BackendServer server = TestServers.start(TestServers.byUrl(url));
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      startAndStop();
      assertThat(exists(nameIn(database.connection().jdbcUrl()))).isTrue();
    }
  }

  @Test
  void whatOnlyLooksLikeOursIsLeftAlone() throws SQLException {
    String lookalike = "hive_db_0000feed_1";
    TestServers.ask(own, "CREATE DATABASE " + lookalike);
    try {
      startAndStop();
      assertThat(exists(lookalike)).isTrue();
    } finally {
      TestServers.ask(own, "DROP DATABASE " + lookalike);
    }
  }

  private static String nameIn(String jdbcUrl) {
    assertThat(jdbcUrl).startsWith("jdbc:postgresql://");
    return jdbcUrl.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
  }
}
