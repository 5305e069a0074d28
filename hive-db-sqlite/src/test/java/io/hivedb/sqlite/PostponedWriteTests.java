// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two transactions of one thread that both write, as migration tools have them. */
class PostponedWriteTests {

  private final BackendServer server =
      TestServers.start(Map.of("hive.sqlite.busy-timeout", "200ms"));
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("postponed"));
  private final DataSource source = TestServers.dataSource(database);

  @BeforeEach
  void createHistory() throws SQLException {
    try (Connection connection = source.getConnection()) {
      TestServers.run(
          connection,
          "CREATE TABLE history (rank int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())");
    }
  }

  @AfterEach
  void close() {
    database.close();
    server.close();
  }

  private static Connection begin(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return TestServers.ask(connection, sql);
    }
  }

  @Test
  void makesTheWriteOfTheSecondTransactionAfterTheFirst() throws SQLException {
    try (Connection migration = begin(source);
        Connection history = begin(source);
        Statement insert = history.createStatement()) {
      TestServers.run(migration, "CREATE TABLE made (id int)");

      assertThat(insert.executeUpdate("INSERT INTO history (rank) VALUES (1), (2)")).isEqualTo(2);
      assertThat(ask("SELECT count(*) FROM history")).isEqualTo("0");

      migration.commit();
      history.commit();
    }
    assertThat(ask("SELECT count(*) FROM history")).isEqualTo("2");
    assertThat(ask("SELECT count(*) FROM made")).isEqualTo("0");
  }

  @Test
  void keepsTheWriteWhenTheFirstTransactionRollsBack() throws SQLException {
    try (Connection migration = begin(source);
        Connection history = begin(source)) {
      TestServers.run(migration, "CREATE TABLE made (id int)");
      TestServers.run(history, "INSERT INTO history (rank) VALUES (1)");
      migration.rollback();
      history.commit();
    }
    assertThat(ask("SELECT count(*) FROM history")).isEqualTo("1");
    assertThat(ask("SELECT to_regclass('made') IS NULL")).isEqualTo("t");
  }

  @Test
  void forgetsTheWriteOnRollback() throws SQLException {
    try (Connection migration = begin(source);
        Connection history = begin(source)) {
      TestServers.run(migration, "CREATE TABLE made (id int)");
      TestServers.run(history, "INSERT INTO history (rank) VALUES (1)");
      history.rollback();
      migration.commit();
    }
    assertThat(ask("SELECT count(*) FROM history")).isEqualTo("0");
  }

  @Test
  void tellsTheErrorOfTheWriteAtOnce() throws SQLException {
    try (Connection migration = begin(source);
        Connection history = begin(source)) {
      TestServers.run(migration, "CREATE TABLE made (id int)");
      TestServers.run(history, "INSERT INTO history (rank) VALUES (1)");

      assertThatThrownBy(() -> TestServers.run(history, "INSERT INTO history (rank) VALUES (1)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
      history.rollback();
      migration.commit();
    }
  }

  @Test
  void readsItsOwnWriteOnceTheFirstHasEnded() throws SQLException {
    try (Connection migration = begin(source);
        Connection history = begin(source)) {
      TestServers.run(migration, "CREATE TABLE made (id int)");
      TestServers.run(history, "INSERT INTO history (rank) VALUES (1)");

      assertThatThrownBy(() -> TestServers.ask(history, "SELECT rank FROM history"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      history.rollback();
      TestServers.run(history, "INSERT INTO history (rank) VALUES (2)");
      migration.commit();

      assertThat(TestServers.ask(history, "SELECT rank FROM history")).isEqualTo("2");
      history.commit();
    }
  }

  @Test
  void failsTheCommitWhenTheWriteHasAnotherOutcomeByThen() throws SQLException {
    try (Connection connection = source.getConnection()) {
      TestServers.run(connection, "INSERT INTO history (rank) VALUES (1)");
    }
    try (Connection first = begin(source);
        Connection second = begin(source)) {
      TestServers.run(first, "INSERT INTO history (rank) VALUES (5)");
      TestServers.run(second, "UPDATE history SET rank = rank + 10 WHERE rank > 0");
      first.rollback();

      assertThatThrownBy(second::commit)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    }
    assertThat(ask("SELECT sum(rank) FROM history")).isEqualTo("1");
  }

  @Test
  void locksBetweenConnectionsByAdvice() throws SQLException {
    try (Connection one = source.getConnection();
        Connection two = begin(source)) {
      assertThat(TestServers.ask(two, "SELECT pg_try_advisory_xact_lock(7)")).isEqualTo("t");
      assertThat(TestServers.ask(one, "SELECT pg_try_advisory_lock(7)")).isEqualTo("f");
      assertThat(TestServers.ask(one, "SELECT pg_try_advisory_lock(0, 7)")).isEqualTo("t");
      two.commit();
      assertThat(TestServers.ask(one, "SELECT pg_try_advisory_lock(7)")).isEqualTo("t");
      assertThat(TestServers.ask(two, "SELECT pg_try_advisory_lock_shared(7)")).isEqualTo("f");
      two.rollback();
    }
    assertThat(ask("SELECT pg_try_advisory_lock(7)")).isEqualTo("t");
  }
}
