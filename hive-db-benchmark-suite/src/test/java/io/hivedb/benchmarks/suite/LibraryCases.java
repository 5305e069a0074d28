// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;

/** Twenty tests, each of which fails where another's traces are left. */
abstract class LibraryCases {

  private static final int PREPARED = 20;
  private static final int REPETITIONS = 5;

  abstract DataSource dataSource();

  @RepeatedTest(REPETITIONS)
  void insertsGoOnWhereThePreparationEnded() throws SQLException {
    run(
        connection -> {
          for (int row = 1; row <= 10; row++) {
            assertThat(insert(connection, "t0", "new " + row)).isEqualTo(PREPARED + row);
          }
        });
  }

  @RepeatedTest(REPETITIONS)
  void updatesMeetThePreparedRows() throws SQLException {
    run(
        connection -> {
          assertThat(update(connection, "update t7 set note = 'changed' where note <> 'changed'"))
              .isEqualTo(PREPARED);
          assertThat(count(connection, "t7 where note = 'changed'")).isEqualTo(PREPARED);
        });
  }

  @RepeatedTest(REPETITIONS)
  void deletesMeetThePreparedRows() throws SQLException {
    run(
        connection -> {
          assertThat(update(connection, "delete from t13")).isEqualTo(PREPARED);
          assertThat(update(connection, "delete from t14 where name = 'name 3'")).isEqualTo(1);
          assertThat(count(connection, "t14")).isEqualTo(PREPARED - 1);
        });
  }

  @RepeatedTest(REPETITIONS)
  void severalTablesAreWrittenInOneTransaction() throws SQLException {
    run(
        connection -> {
          connection.setAutoCommit(false);
          for (int table = 20; table < 25; table++) {
            assertThat(insert(connection, "t" + table, "together")).isEqualTo(PREPARED + 1);
          }
          connection.commit();
          connection.setAutoCommit(true);
        });
  }

  private void run(Work work) throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      int rows = count(connection, "t0");
      Stopwatch.testAnswered();
      assertThat(rows).isEqualTo(PREPARED);
      work.on(connection);
    }
    Stopwatch.testEnded();
  }

  private static int insert(Connection connection, String table, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + table + " (name) values (?) returning id")) {
      insert.setString(1, name);
      return number(insert.executeQuery());
    }
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static int count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return number(statement.executeQuery("select count(*) from " + table));
    }
  }

  private static int number(ResultSet rows) throws SQLException {
    try (rows) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  /** What a test does. */
  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }
}
