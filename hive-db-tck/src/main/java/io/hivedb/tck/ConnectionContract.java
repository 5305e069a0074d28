// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Connections: by URL or data source, one or many. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ConnectionContract extends BackendFixture {

  /**
   * A connection answers as a PostgreSQL would.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a connection answers, and calls itself PostgreSQL")
  default void answers() throws SQLException {
    try (Connection connection = connect()) {
      assertThat(ask(connection, "select 1 + 1")).isEqualTo("2");
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
      assertThat(ask(connection, "select version()")).startsWith("PostgreSQL ");
    }
  }

  /** The text of the connection information holds no password. */
  @Test
  @DisplayName("the connection information does not show the password")
  default void hidesPassword() {
    String password = database().connection().password();
    if (!password.isEmpty()) {
      assertThat(database().connection().toString()).doesNotContain(password);
      assertThat(database().connection().jdbcUrl()).doesNotContain(password);
    }
  }

  /**
   * A statement prepared on one connection does not disturb another.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("prepared statements of two connections do not meet")
  default void keepsStatementsApart() throws SQLException {
    try (Connection one = connect();
        Connection two = connect();
        PreparedStatement first = one.prepareStatement("select ?::int + 1");
        PreparedStatement second = two.prepareStatement("select ?::int + 2")) {
      for (int i = 0; i < 20; i++) {
        assertThat(intOf(first, i)).isEqualTo(i + 1);
        assertThat(intOf(second, i)).isEqualTo(i + 2);
      }
    }
  }

  /**
   * Ten connections add to one counter, and nothing is lost.
   *
   * @throws Exception if the database fails
   */
  @Test
  @DisplayName("ten connections at once lose no update")
  default void losesNoUpdate() throws Exception {
    try (Connection connection = connect()) {
      run(connection, "create table counter (n int not null)", "insert into counter values (0)");
    }
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        tasks.add(this::addTwenty);
      }
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (Connection connection = connect()) {
      assertThat(ask(connection, "select n from counter")).isEqualTo("200");
    }
  }

  private Void addTwenty() throws SQLException {
    try (Connection connection = connect()) {
      for (int i = 0; i < 20; i++) {
        run(connection, "update counter set n = n + 1");
      }
    }
    return null;
  }

  private static int intOf(PreparedStatement statement, int parameter) throws SQLException {
    statement.setInt(1, parameter);
    try (ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
