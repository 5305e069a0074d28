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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
