// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What becomes of connections when their database is reset. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Timeout(120)
public interface ResetConnectionContract extends SnapshotFixture {

  /** How long threads may need to get to work on a busy machine. */
  long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * A connection that a test kept sees what was restored, or fails and says why.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a connection kept open over a reset never sees what is gone")
  default void keptConnectionIsNeverStale() throws SQLException {
    try (HiveDb db = forked()) {
      Snapshot snapshot = numbered(db);
      try (Connection kept = db.dataSource().getConnection()) {
        run(kept, "insert into numbers values (2)");
        db.reset(snapshot);
        seesTheRestoredStateOrSaysWhy(kept);
      }
      assertThat(ask(db, "select count(*) from numbers")).isEqualTo("1");
    }
  }

  private void seesTheRestoredStateOrSaysWhy(Connection kept) {
    try {
      assertThat(ask(kept, "select count(*) from numbers")).isEqualTo("1");
    } catch (SQLException e) {
      assertThat(e.getMessage()).contains("reset").endsWith(".");
    }
  }

  /**
   * What was not committed is gone, and its transaction with it.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a transaction that is open at a reset is gone")
  default void openTransactionIsGone() throws SQLException {
    try (HiveDb db = forked()) {
      Snapshot snapshot = numbered(db);
      try (Connection open = db.dataSource().getConnection()) {
        open.setAutoCommit(false);
        run(open, "insert into numbers values (2)");
        db.reset(snapshot);
        assertThat(ask(db, "select count(*) from numbers")).isEqualTo("1");
        seesTheRestoredStateOrSaysWhy(open);
      } catch (SQLException e) {
        // Its close may say that it is no more.
        assertThat(e.getMessage()).contains("reset");
      }
      run(db, "insert into numbers values (3)");
      assertThat(ask(db, "select sum(n) from numbers")).isEqualTo("4");
    }
  }

  /**
   * Whoever merely returns a connection after a reset is told nothing.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a connection with an open transaction can be closed after a reset")
  default void closesQuietly() throws SQLException {
    try (HiveDb db = forked()) {
      Snapshot snapshot = numbered(db);
      for (int round = 0; round < 10; round++) {
        Connection open = db.dataSource().getConnection();
        open.setAutoCommit(false);
        run(open, "insert into numbers values (2)");
        db.reset(snapshot);
        assertThatCode(open::close).doesNotThrowAnyException();
      }
      assertThat(ask(db, "select count(*) from numbers")).isEqualTo("1");
    }
  }

  /**
   * A snapshot changes nothing, and does not see what is not committed.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("the data source stays the same over snapshots and resets")
  default void dataSourceStays() throws SQLException {
    try (HiveDb db = forked()) {
      DataSource dataSource = db.dataSource();
      String url = db.jdbcUrl();
      Snapshot snapshot = numbered(db);
      try (Connection connection = dataSource.getConnection()) {
        assertThat(ask(connection, "select count(*) from numbers")).isEqualTo("1");
      }
      db.reset(snapshot);
      assertThat(db.dataSource()).isSameAs(dataSource);
      assertThat(db.jdbcUrl()).isEqualTo(url);
      try (Connection connection = dataSource.getConnection()) {
        assertThat(ask(connection, "select count(*) from numbers")).isEqualTo("1");
      }
    }
  }

  /**
   * A setting made on a pooled connection does not reach the next test.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("settings made on a pooled connection do not outlive a reset")
  default void sessionSettingsAreGone() throws SQLException {
    try (HiveDb db = forked()) {
      Snapshot snapshot = numbered(db);
      String before = ask(db, "show search_path");
      try (Connection connection = db.dataSource().getConnection()) {
        run(connection, "set search_path to nowhere");
      } catch (SQLException e) {
        Assumptions.assumeFalse(
            "0A000".equals(e.getSQLState()), "the backend has no settings of a session");
        throw e;
      }
      db.reset(snapshot);
      assertThat(ask(db, "show search_path")).isEqualTo(before);
      assertThat(ask(db, "select count(*) from numbers")).isEqualTo("1");
    }
  }

  /**
   * Drivers keep statements prepared in the server after a few runs.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("statements that the driver keeps prepared work after a reset, with changed types")
  default void preparedStatementsWork() throws SQLException {
    try (HiveDb db = forked()) {
      Snapshot snapshot = numbered(db);
      for (int round = 0; round < 3; round++) {
        askOften(db, "1");
        run(db, "drop table numbers", "create table numbers (n text)");
        run(db, "insert into numbers values ('many')");
        askOften(db, "many");
        db.reset(snapshot);
      }
      askOften(db, "1");
    }
  }

  private void askOften(HiveDb db, String expected) throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement("select n from numbers where n is not null limit ?")) {
      for (int i = 0; i < 10; i++) {
        query.setInt(1, 1);
        try (ResultSet rows = query.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(expected);
        }
      }
    }
  }

  /**
   * Statements that run while a reset comes finish before it or fail; none sees half of each. Half
   * as many resets as {@link ResetProofContract#ROUNDS} says, 10 by default.
   *
   * @throws Exception if the database fails
   */
  @Test
  @DisplayName("threads at work during resets see one state or the other, never a mixture")
  default void neverMixes() throws Exception {
    try (HiveDb db = forked()) {
      run(db, "create table ones (n int)", "create table twos (n int)");
      Snapshot snapshot = db.snapshot();
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger done = new AtomicInteger();
      AtomicInteger told = new AtomicInteger();
      int resets = Integer.getInteger(ResetProofContract.ROUNDS, 20) / 2;
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<Void>> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Callable<Void> worker = () -> work(db, over, done, told);
          workers.add(threads.submit(worker));
        }
        for (int i = 0; i < resets; i++) {
          awaitWork(done);
          db.reset(snapshot);
        }
        over.set(true);
        for (Future<Void> worker : workers) {
          assertThatCode(() -> worker.get(60, TimeUnit.SECONDS)).doesNotThrowAnyException();
        }
      } finally {
        over.set(true);
        threads.shutdownNow();
      }
      db.reset(snapshot);
      assertThat(ask(db, "select count(*) from ones")).isEqualTo("0");
      LoggerFactory.getLogger(ResetConnectionContract.class)
          .info(
              "{} resets under 8 threads, which began {} transactions; {} were told of a reset",
              resets,
              done,
              told);
    }
  }

  /** Each reset shall meet threads at work, not such that still wait for a connection. */
  private void awaitWork(AtomicInteger done) {
    int wanted = done.get() + 4;
    long begin = System.nanoTime();
    while (done.get() < wanted) {
      assertThat(System.nanoTime() - begin).as("waiting for work").isLessThan(PATIENCE_NANOS);
      LockSupport.parkNanos(10_000);
    }
  }

  private Void work(HiveDb db, AtomicBoolean over, AtomicInteger done, AtomicInteger told) {
    while (!over.get()) {
      try (Connection connection = db.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        int n = done.incrementAndGet();
        run(connection, "insert into ones values (" + n + ")");
        run(connection, "insert into twos values (" + n + ")");
        String both = "select (select count(*) from ones) - (select count(*) from twos)";
        assertThat(ask(connection, both)).isEqualTo("0");
        connection.commit();
      } catch (SQLException e) {
        told.incrementAndGet();
        // Each ends before the reset or says that it came, upon which 25P02 follows in a block.
        // Where there is one writer at a time, a busy machine may also let it wait for too long.
        assertThat(e.getMessage() + " " + e.getSQLState()).containsAnyOf("reset", "25P02", "55P03");
      }
    }
    return null;
  }

  private Snapshot numbered(HiveDb db) throws SQLException {
    run(db, "create table numbers (n int)", "insert into numbers values (1)");
    return db.snapshot();
  }
}
