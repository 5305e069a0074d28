// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static io.hivedb.pglite.TestServers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What must work while a statement runs, and how long answers flow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BusyServerIT {

  private static final String ENDLESS =
      "select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b";
  private static final int ROWS = 1_000_000;
  private static final long MEGABYTE = 1 << 20;

  private final PgliteServer server = TestServers.memory();
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("busy"));

  @AfterAll
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void healthTellsWhatRuns() throws Exception {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> ended = endless(statement);
      Map<String, String> details = server.health().details();
      while (!details.containsKey("busy postgres")) {
        details = server.health().details();
      }
      assertThat(details.get("busy postgres")).startsWith("running [" + ENDLESS + "] for ");
      statement.cancel();
      SQLException end = ended.get();
      assertThat(end.getMessage()).isEqualTo("ERROR: canceling statement due to user request");
      assertThat(end.getSQLState()).isEqualTo("57014");
    }
  }

  private static CompletableFuture<SQLException> endless(Statement statement) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            statement.execute(ENDLESS);
            throw new AssertionError("nobody can have waited for this");
          } catch (SQLException e) {
            return e;
          }
        });
  }

  @Test
  void statementTimeoutHasItsOwnText() throws SQLException {
    try (Connection connection = connect(database)) {
      run(connection, "set statement_timeout = '100ms'");
      assertThatThrownBy(() -> run(connection, ENDLESS))
          .hasMessage("ERROR: canceling statement due to statement timeout");
      assertThat(ask(connection, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aMillionRowsComeInBoundedMemory() throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      long before = memory();
      connection.setAutoCommit(false);
      statement.setFetchSize(10_000);
      long rows = 0;
      try (ResultSet result =
          statement.executeQuery("select i, repeat('x', 100) from generate_series(1, 1000000) i")) {
        while (result.next()) {
          rows++;
        }
      }
      assertThat(rows).isEqualTo(ROWS);
      assertThat(memory() - before).isLessThan(150 * MEGABYTE);
    }
  }

  private long memory() {
    return Long.parseLong(server.health().details().getOrDefault("memory", ""));
  }

  @Test
  void copiesBetweenTwoDatabasesInOneThread() throws Exception {
    try (BackendDatabase other = server.create(DatabaseSpec.throwAway("other"));
        Connection source = connect(database);
        Connection target = connect(other)) {
      run(source, "create table source as select i as n from generate_series(1, 100000) i");
      run(target, "create table target (n int)");
      CopyManager in = target.unwrap(PGConnection.class).getCopyAPI();
      StringBuilder lines = new StringBuilder();
      try (Statement statement = source.createStatement();
          ResultSet rows = statement.executeQuery("select n from source")) {
        while (rows.next()) {
          lines.append(rows.getInt(1)).append('\n');
        }
      }
      assertThat(in.copyIn("copy target from stdin", new StringReader(lines.toString())))
          .isEqualTo(100_000);
      assertThat(ask(target, "select sum(n) from target")).isEqualTo("5000050000");
    }
  }
}
