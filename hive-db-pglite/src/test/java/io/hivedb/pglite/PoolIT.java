// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Twenty threads, a pool of twenty, pgjdbc's defaults: no error, no wrong result, no lost update.
 */
class PoolIT {

  private static final int THREADS = 20;
  private static final int UNITS = 100;
  private static final long SEED = 20261121L;

  private final AtomicInteger increments = new AtomicInteger();
  private final AtomicInteger guarded = new AtomicInteger();

  @Test
  void mixedTransactionsOfTwentyThreadsAreAllRight() throws Exception {
    try (PgliteServer server = TestServers.memory();
        BackendDatabase database = server.create(DatabaseSpec.throwAway("pool"));
        HikariDataSource pool = TestServers.pool(database, THREADS)) {
      database.runScript(
          "create table counter (id int primary key, n int not null);"
              + "insert into counter select i, 0 from generate_series(0, 4) i;"
              + "create table entries (thread int, unit int, note text, primary key (thread, unit));"
              + "create table numbered (id serial primary key, thread int);"
              + "create table guarded (n int not null); insert into guarded values (0)");
      runThreads(pool);
      try (Connection connection = pool.getConnection()) {
        assertThat(number(connection, "select sum(n) from counter")).isEqualTo(increments.get());
        assertThat(number(connection, "select count(*) from entries where note = 'rolled back'"))
            .isZero();
        assertThat(number(connection, "select n from guarded")).isEqualTo(guarded.get());
        assertThat(number(connection, "select count(*) from pg_locks where locktype = 'advisory'"))
            .isZero();
      }
    }
  }

  private void runThreads(HikariDataSource pool) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int id = thread;
        tasks.add(
            () -> {
              work(pool, id);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void work(HikariDataSource pool, int thread) throws SQLException {
    Random random = new Random(SEED + thread);
    for (int unit = 0; unit < UNITS; unit++) {
      try (Connection connection = pool.getConnection()) {
        switch (random.nextInt(8)) {
          case 0 -> increment(connection, random.nextInt(5));
          case 1 -> writeAndRollBack(connection, thread, unit);
          case 2 -> echo(connection, random.nextInt());
          case 3 -> fetchInParts(connection, 100 + random.nextInt(400));
          case 4 -> insertAndAskForNumber(connection, thread);
          case 5 -> useTemporaryTable(connection, thread);
          case 6 -> incrementGuarded(connection);
          default -> failAndGoOn(connection, thread, unit);
        }
      }
    }
  }

  /** Reads, then writes what it computed: a lost update would show. */
  private void increment(Connection connection, int id) throws SQLException {
    connection.setAutoCommit(false);
    int before;
    try (PreparedStatement select =
        connection.prepareStatement("select n from counter where id = ? for update")) {
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        before = rows.getInt(1);
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement("update counter set n = ? where id = ?")) {
      update.setInt(1, before + 1);
      update.setInt(2, id);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
    connection.commit();
    increments.incrementAndGet();
  }

  private static void writeAndRollBack(Connection connection, int thread, int unit)
      throws SQLException {
    connection.setAutoCommit(false);
    insert(connection, thread, unit, "rolled back");
    connection.rollback();
  }

  private static void insert(Connection connection, int thread, int unit, String note)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into entries values (?, ?, ?)")) {
      insert.setInt(1, thread);
      insert.setInt(2, unit);
      insert.setString(3, note);
      insert.executeUpdate();
    }
  }

  private static void echo(Connection connection, int value) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select ?::int, ?::text")) {
      select.setInt(1, value);
      select.setString(2, "v" + value);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(value);
        assertThat(rows.getString(2)).isEqualTo("v" + value);
      }
    }
  }

  private static void fetchInParts(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement select =
        connection.prepareStatement("select i from generate_series(1, ?) i")) {
      select.setInt(1, count);
      select.setFetchSize(50);
      try (ResultSet rows = select.executeQuery()) {
        for (int i = 1; i <= count; i++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(i);
        }
        assertThat(rows.next()).isFalse();
      }
    }
    connection.commit();
  }

  private static void insertAndAskForNumber(Connection connection, int thread) throws SQLException {
    execute(connection, "insert into numbered (thread) values (" + thread + ")");
    long id = number(connection, "select lastval()");
    assertThat(number(connection, "select currval('numbered_id_seq')")).isEqualTo(id);
    assertThat(number(connection, "select thread from numbered where id = " + id))
        .isEqualTo(thread);
  }

  private static void useTemporaryTable(Connection connection, int thread) throws SQLException {
    execute(connection, "create temp table scratch as select " + thread + " as n");
    execute(connection, "prepare scratched as select n from scratch");
    assertThat(number(connection, "execute scratched")).isEqualTo(thread);
    execute(connection, "deallocate scratched; drop table scratch");
  }

  /** Reads and writes without a lock of the row, under an advisory lock. */
  private void incrementGuarded(Connection connection) throws SQLException {
    execute(connection, "select pg_advisory_lock(1)");
    try {
      long before = number(connection, "select n from guarded");
      execute(connection, "update guarded set n = " + (before + 1));
      guarded.incrementAndGet();
    } finally {
      execute(connection, "select pg_advisory_unlock(1)");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void failAndGoOn(Connection connection, int thread, int unit) throws SQLException {
    insert(connection, thread, unit, "kept");
    try {
      insert(connection, thread, unit, "twice");
      throw new AssertionError("a primary key was used twice");
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("23505");
    }
    assertThat(number(connection, "select 1")).isEqualTo(1);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
