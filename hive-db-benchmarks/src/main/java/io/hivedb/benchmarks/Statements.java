// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.ToDoubleFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Statements without vectors: each workload makes its own tables. */
final class Statements {

  private static final int BATCH = 1000;
  private static final int ROWS = 10_000;

  private Statements() {}

  /** By primary key, prepared on the server; milliseconds for each. */
  static Workload pointSelect(int times, ToDoubleFunction<double[]> summary) {
    return connection -> {
      run(
          connection,
          "drop table if exists points",
          "create table points (id int primary key, name text)",
          "insert into points select i, 'name ' || i from generate_series(1, 1000) i");
      PreparedStatement select =
          connection.prepareStatement("select id, name from points where id = ?");
      return () ->
          turn(
              times,
              summary,
              i -> {
                int id = 1 + i % 1000;
                select.setInt(1, id);
                expect(select, id);
              });
    };
  }

  /** What a turn of equal statements took, put together from the time of each. */
  private static double turn(int times, ToDoubleFunction<double[]> summary, Step statement)
      throws SQLException {
    double[] each = new double[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      statement.run(i);
      each[i] = Starts.since(begin);
    }
    return summary.applyAsDouble(each);
  }

  /** One of many statements, by its number. */
  @FunctionalInterface
  private interface Step {
    void run(int number) throws SQLException;
  }

  private static void expect(PreparedStatement select, int id) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      if (!rows.next() || rows.getInt(1) != id) {
        throw new SQLException("wrong answer for " + id);
      }
    }
  }

  /** One row at a time, each its own transaction; milliseconds for each. */
  static Workload insert(int times, ToDoubleFunction<double[]> summary) {
    return connection -> {
      run(
          connection,
          "drop table if exists singles",
          "create table singles (id bigserial primary key, n int, name text)");
      PreparedStatement insert =
          connection.prepareStatement("insert into singles (n, name) values (?, ?)");
      return () ->
          turn(
              times,
              summary,
              i -> {
                insert.setInt(1, i);
                insert.setString(2, "name " + i);
                insert.executeUpdate();
              });
    };
  }

  /** A JDBC batch as pgjdbc sends it without reWriteBatchedInserts; milliseconds for the whole. */
  static Workload batch() {
    return connection -> {
      run(connection, "create table batched (id bigserial primary key, n int, name text)");
      PreparedStatement insert =
          connection.prepareStatement("insert into batched (n, name) values (?, ?)");
      return () -> {
        long begin = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
          insert.setInt(1, i);
          insert.setString(2, "name " + i);
          insert.addBatch();
        }
        insert.executeBatch();
        return Starts.since(begin);
      };
    };
  }

  static Workload selectMany() {
    return connection -> {
      run(
          connection,
          "create table many (id int primary key, n int, name text)",
          "insert into many select i, i * 7, 'name ' || i from generate_series(1, " + ROWS + ") i");
      PreparedStatement select = connection.prepareStatement("select id, n, name from many");
      return () -> {
        long begin = System.nanoTime();
        int count = 0;
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            count += rows.getInt(2) == rows.getInt(1) * 7 ? 1 : 0;
          }
        }
        if (count != ROWS) {
          throw new SQLException(count + " right rows of " + ROWS);
        }
        return Starts.since(begin);
      };
    };
  }

  static Workload copyIn(int rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      text.append(i).append('\t').append(i * 7L).append("\tname ").append(i).append('\n');
    }
    return connection -> {
      run(connection, "create table copied (id int, n bigint, name text)");
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      return () -> {
        run(connection, "truncate copied");
        long begin = System.nanoTime();
        copy(copy, text.toString(), rows);
        return Starts.since(begin);
      };
    };
  }

  private static void copy(CopyManager copy, String text, int rows) throws SQLException {
    try {
      long copied = copy.copyIn("copy copied from stdin", new StringReader(text));
      if (copied != rows) {
        throw new SQLException(copied + " of " + rows + " rows were copied");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
