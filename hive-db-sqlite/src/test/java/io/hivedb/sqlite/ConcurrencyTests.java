// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ConcurrencyTests {

  private static final int THREADS = 4;
  private static final int ROUNDS = 50;

  private final BackendServer server =
      TestServers.start(Map.of(SqliteBackendProvider.BUSY_TIMEOUT, "10s"));
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("concurrency"));
  private final DataSource dataSource = TestServers.dataSource(database);

  @BeforeEach
  void create() throws SQLException {
    database.runScript("CREATE TABLE c (id int PRIMARY KEY, n int); INSERT INTO c VALUES (1, 0)");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private interface Round {
    void on(Connection connection) throws SQLException;
  }

  private void inParallel(Round round) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        tasks.add(() -> repeat(round));
      }
      for (Future<Integer> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isEqualTo(ROUNDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int repeat(Round round) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < ROUNDS; i++) {
        round.on(connection);
        connection.commit();
      }
    }
    return ROUNDS;
  }

  private String counter() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return TestServers.ask(connection, "SELECT n FROM c");
    }
  }

  @Test
  void updatesOfFourThreadsAreNotLost() throws Exception {
    inParallel(
        connection -> {
          TestServers.ask(connection, "SELECT n FROM c");
          TestServers.run(connection, "UPDATE c SET n = n + 1");
        });
    assertThat(counter()).isEqualTo(Integer.toString(THREADS * ROUNDS));
  }

  @Test
  void readingForUpdateKeepsOthersFromWriting() throws Exception {
    inParallel(
        connection -> {
          String read = TestServers.ask(connection, "SELECT n FROM c FOR UPDATE");
          TestServers.run(connection, "UPDATE c SET n = " + (Integer.parseInt(read) + 1));
        });
    assertThat(counter()).isEqualTo(Integer.toString(THREADS * ROUNDS));
  }

  @Test
  void readersSeeWhatIsCommittedAndAreNotHeldUp() throws SQLException {
    try (Connection writer = dataSource.getConnection();
        Connection reader = dataSource.getConnection()) {
      writer.setAutoCommit(false);
      reader.setAutoCommit(false);
      TestServers.run(writer, "UPDATE c SET n = 7");
      assertThat(TestServers.ask(reader, "SELECT n FROM c")).isEqualTo("0");
      writer.commit();
      assertThat(TestServers.ask(reader, "SELECT n FROM c")).isEqualTo("7");
    }
  }

  @Test
  void repeatableReadKeepsItsSnapshotAndRefusesToOverwrite() throws SQLException {
    try (Connection writer = dataSource.getConnection();
        Connection reader = dataSource.getConnection()) {
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      reader.setAutoCommit(false);
      assertThat(TestServers.ask(reader, "SELECT n FROM c")).isEqualTo("0");
      TestServers.run(writer, "UPDATE c SET n = 7");
      assertThat(TestServers.ask(reader, "SELECT n FROM c")).isEqualTo("0");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TestServers.run(reader, "UPDATE c SET n = 8"))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("40001"));
      reader.rollback();
      assertThat(TestServers.ask(reader, "SELECT n FROM c")).isEqualTo("7");
    }
  }

  @Test
  void tablesOfOthersAppearWhenTheyAreCommitted() throws SQLException {
    try (Connection one = dataSource.getConnection();
        Connection two = dataSource.getConnection()) {
      one.setAutoCommit(false);
      TestServers.run(one, "CREATE TABLE fresh (a int)");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TestServers.ask(two, "SELECT count(*) FROM fresh"))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
      one.commit();
      assertThat(TestServers.ask(two, "SELECT count(*) FROM fresh")).isEqualTo("0");
    }
  }

  @Test
  void aSecondWriterGivesUpAfterTheBusyTimeout() throws SQLException {
    try (BackendServer impatient =
            TestServers.start(Map.of(SqliteBackendProvider.BUSY_TIMEOUT, "50ms"));
        BackendDatabase own = impatient.create(DatabaseSpec.throwAway("impatient"));
        Connection one = TestServers.dataSource(own).getConnection();
        Connection two = TestServers.dataSource(own).getConnection()) {
      TestServers.run(one, "CREATE TABLE c (n int)");
      one.setAutoCommit(false);
      TestServers.run(one, "INSERT INTO c VALUES (1)");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TestServers.run(two, "INSERT INTO c VALUES (2)"))
          .withMessageContaining(
              "Another transaction has written or locked rows, and is still open")
          .withMessageContaining("run with hive.database.backend=pglite or postgresql")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      one.commit();
      TestServers.run(two, "INSERT INTO c VALUES (2)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT n FROM c FOR UPDATE NOWAIT, could not obtain lock on row in relation \"c\"",
    "LOCK TABLE c IN EXCLUSIVE MODE NOWAIT, could not obtain lock on relation \"c\""
  })
  void nowaitFailsAtOnceWhereAnotherWrites(String statement, String problem) throws SQLException {
    try (Connection one = dataSource.getConnection();
        Connection two = dataSource.getConnection()) {
      one.setAutoCommit(false);
      two.setAutoCommit(false);
      TestServers.run(one, "UPDATE c SET n = 5");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TestServers.run(two, statement))
          .withMessageContaining(problem)
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
      one.rollback();
      two.rollback();
      TestServers.run(two, statement);
      two.commit();
    }
  }

  @Test
  void skipLockedGivesEachJobToOneWorker() throws Exception {
    database.runScript(
        "CREATE TABLE jobs (id int PRIMARY KEY, done int DEFAULT 0);"
            + "INSERT INTO jobs (id) SELECT * FROM generate_series(1, "
            + THREADS * ROUNDS
            + ")");
    inParallel(
        connection ->
            TestServers.run(
                connection,
                "UPDATE jobs SET done = done + 1 WHERE id = (SELECT id FROM jobs WHERE done = 0"
                    + " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)"));
    try (Connection connection = dataSource.getConnection()) {
      assertThat(TestServers.ask(connection, "SELECT count(*) FROM jobs WHERE done = 1"))
          .isEqualTo(Integer.toString(THREADS * ROUNDS));
    }
  }

  @Test
  void aFailedTransactionFreesItsLockAtOnce() throws SQLException {
    try (Connection one = dataSource.getConnection();
        Connection two = dataSource.getConnection()) {
      one.setAutoCommit(false);
      TestServers.run(one, "UPDATE c SET n = 5");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TestServers.run(one, "SELECT 1 / 0"));
      TestServers.run(two, "UPDATE c SET n = 6");
      one.rollback();
      assertThat(counter()).isEqualTo("6");
    }
  }
}
