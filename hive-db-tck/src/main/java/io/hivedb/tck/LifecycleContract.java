// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.Health;
import io.hivedb.HiveDbException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Identity, start, health, log and the end. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface LifecycleContract extends BackendFixture {

  /** The provider is registered and says who it is. */
  @Test
  @DisplayName(
      "the provider is found by ServiceLoader, with a lawful id and the level of this core")
  default void identifiesItself() {
    assertThat(ServiceLoader.load(BackendProvider.class))
        .extracting(found -> (Object) found.getClass())
        .contains(provider().getClass());
    assertThat(provider().id()).matches("[a-z][a-z0-9-]*");
    assertThat(provider().aliases()).allMatch(alias -> alias.matches("[a-z][a-z0-9-]*"));
    assertThat(provider().artifact()).matches("[^:\\s]+:[^:\\s]+");
    assertThat(provider().spiLevel()).isEqualTo(BackendProvider.SPI_LEVEL);
  }

  /** The server says how it is. */
  @Test
  @DisplayName("a running server is up and tells its version")
  default void isHealthy() {
    Health health = server().health();
    assertThat(health.isUp()).as("%s", health).isTrue();
    assertThat(health.details()).containsKeys("version", "pgvector");
  }

  /** The log is there, and cannot be changed. */
  @Test
  @DisplayName("the log can be read")
  default void hasLog() {
    assertThat(server().recentLog()).doesNotContainNull();
  }

  /**
   * Close is idempotent; afterwards nothing answers.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("close works twice, and nothing answers afterwards")
  default void closes() throws SQLException {
    BackendServer own = provider().start(serverSettings());
    try (own) {
      BackendDatabase database = own.create(DatabaseSpec.throwAway("closing"));
      try (Connection connection = connect(database)) {
        assertThat(ask(connection, "select 1")).isEqualTo("1");
      }
      database.close();
      database.close();
      assertThatThrownBy(() -> connect(database)).isInstanceOf(SQLException.class);
    }
    own.close();
    assertThat(own.health().isUp()).isFalse();
    assertThatThrownBy(() -> own.create(DatabaseSpec.throwAway("too late")))
        .isInstanceOf(HiveDbException.class)
        .hasMessageContaining("closed");
  }

  /** A closed server takes its databases with it. */
  @Test
  @DisplayName("closing the server ends a database that was left open")
  default void endsLeftOpen() {
    BackendDatabase left;
    try (BackendServer own = provider().start(serverSettings())) {
      left = own.create(DatabaseSpec.throwAway("left open"));
    }
    assertThatThrownBy(() -> connect(left)).isInstanceOf(SQLException.class);
    left.close();
  }

  /** A start that fails says so and leaves no process. */
  @Test
  @DisplayName("a start that fails leaves nothing behind")
  default void cleansUpAfterFailure() {
    Optional<ServerSettings> failing = failingSettings();
    Assumptions.assumeTrue(failing.isPresent(), "no setting makes a start of this backend fail");
    Set<Long> before = children();
    assertThatThrownBy(() -> provider().start(failing.orElseThrow()))
        .isInstanceOf(HiveDbException.class);
    assertThat(children()).isSubsetOf(before);
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
