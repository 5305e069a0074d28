// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CancelTests {

  private static final String ENDLESS =
      "SELECT count(*) FROM generate_series(1, 100000) AS a (n),"
          + " generate_series(1, 100000) AS b (n)";

  private final BackendServer server = TestServers.start(Map.of());
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("cancel"));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aQueryTimeoutEndsTheStatement() throws SQLException {
    try (Connection connection = TestServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> statement.execute(ENDLESS))
          .withMessageContaining("canceling statement due to user request")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      assertThat(TestServers.ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ENDLESS, "SELECT pg_sleep(3600)"})
  void theSessionsStatementTimeoutEndsIt(String sql) throws SQLException {
    try (Connection connection = TestServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = '50ms'");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> statement.execute(sql))
          .withMessageContaining("canceling statement due to statement timeout")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      statement.execute("RESET statement_timeout");
      assertThat(TestServers.ask(connection, "SELECT pg_sleep(0.1)")).isEmpty();
    }
  }

  @Test
  void theSessionsLockTimeoutEndsAWait() throws SQLException {
    try (Connection writer = TestServers.dataSource(database).getConnection();
        Connection connection = TestServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      TestServers.run(writer, "CREATE TABLE t (n int)");
      writer.setAutoCommit(false);
      TestServers.run(writer, "INSERT INTO t VALUES (1)");
      statement.execute("SET lock_timeout = '50ms'");
      long begin = System.nanoTime();
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> statement.execute("INSERT INTO t VALUES (2)"))
          .withMessageContaining("canceling statement due to lock timeout")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      // The connection itself waits for 5 s.
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void aTimeoutThatWouldHaveNoEffectIsRefused() throws SQLException {
    try (Connection connection = TestServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = 0");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> statement.execute("SET idle_in_transaction_session_timeout = '1s'"))
          .withMessageContaining("the setting idle_in_transaction_session_timeout = 1s")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
    }
  }

  @Test
  void anotherThreadCancels() throws Exception {
    try (Connection connection = TestServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      CompletableFuture<String> outcome =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  statement.execute(ENDLESS);
                  return "finished";
                } catch (SQLException e) {
                  return e.getSQLState();
                }
              });
      while (!outcome.isDone()) {
        statement.cancel();
        Thread.onSpinWait();
      }
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo("57014");
      assertThat(TestServers.ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void cancellingNothingDoesNothing() throws SQLException {
    try (Connection connection = TestServers.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.cancel();
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }
}
