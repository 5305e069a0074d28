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
import java.util.Map;
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
