// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Threads that do mixed transactions on one pool and check each answer. */
final class MixedLoad {

  private static final int COUNTERS = 5;
  private static final long SEED = 20261121L;

  private final DataSource pool;
  private final AtomicLong units = new AtomicLong();
  private final AtomicLong increments = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();

  private MixedLoad(DataSource pool) {
    this.pool = pool;
  }

  static MixedLoad prepare(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      Statements.run(
          connection,
          "create table counter (id int primary key, n bigint not null)",
          "insert into counter select i, 0 from generate_series(0, " + (COUNTERS - 1) + ") i",
          "create table entries (id bigserial primary key, thread int, note text)");
    }
    return new MixedLoad(pool);
  }

  /** Works for a while; gives milliseconds for each transaction, over all threads together. */
  double run(int threads, Duration time) throws InterruptedException {
    long before = units.get();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        Random random = new Random(SEED + thread);
        int id = thread;
        tasks.add(
            () -> {
              work(random, id, end);
              return null;
            });
      }
      for (Future<Void> task : executor.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      executor.shutdownNow();
    }
    return Starts.since(begin) / (units.get() - before);
  }

  private void work(Random random, int thread, long end) {
    while (System.nanoTime() < end) {
      try (Connection connection = pool.getConnection()) {
        switch (random.nextInt(5)) {
          case 0 -> increment(connection, random.nextInt(COUNTERS));
          case 1 -> writeAndRollBack(connection, thread);
          case 2 -> echo(connection, random.nextInt());
          case 3 -> fetchInParts(connection, 100 + random.nextInt(200));
          default -> write(connection, thread, "kept");
        }
        units.incrementAndGet();
      } catch (SQLException e) {
        errors.incrementAndGet();
      }
    }
  }

  /** Reads, then writes what it computed: a lost update would show in the sum. */
  private void increment(Connection connection, int id) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement select =
            connection.prepareStatement("select n from counter where id = ? for update");
        PreparedStatement update =
            connection.prepareStatement("update counter set n = ? where id = ?")) {
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        check(rows.next());
        update.setLong(1, rows.getLong(1) + 1);
      }
      update.setInt(2, id);
      check(update.executeUpdate() == 1);
    }
    connection.commit();
    increments.incrementAndGet();
  }

  private void writeAndRollBack(Connection connection, int thread) throws SQLException {
    connection.setAutoCommit(false);
    write(connection, thread, "rolled back");
    connection.rollback();
  }

  private void write(Connection connection, int thread, String note) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into entries (thread, note) values (?, ?)")) {
      insert.setInt(1, thread);
      insert.setString(2, note);
      check(insert.executeUpdate() == 1);
    }
  }

  private void echo(Connection connection, int value) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select ?::int, ?::text")) {
      select.setInt(1, value);
      select.setString(2, "v" + value);
      try (ResultSet rows = select.executeQuery()) {
        check(rows.next() && rows.getInt(1) == value && rows.getString(2).equals("v" + value));
      }
    }
  }

  private void fetchInParts(Connection connection, int count) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement select =
        connection.prepareStatement("select i from generate_series(1, ?) i")) {
      select.setInt(1, count);
      select.setFetchSize(50);
      int last = 0;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          check(rows.getInt(1) == ++last);
        }
      }
      check(last == count);
    }
    connection.commit();
  }

  private void check(boolean right) {
    if (!right) {
      wrong.incrementAndGet();
    }
  }

  /** Errors, wrong answers and updates that were lost or came back, all told. */
  double faults() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select (select sum(n) from counter),"
                    + " (select count(*) from entries where note = 'rolled back')")) {
      rows.next();
      return errors.get()
          + wrong.get()
          + Math.abs(rows.getLong(1) - increments.get())
          + rows.getLong(2);
    }
  }
}
