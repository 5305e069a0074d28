// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * PostgreSQL's own timeouts that end a connection, where the backend has sessions that can be set
 * so.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Timeout(60)
public interface SessionTimeoutContract extends BackendFixture {

  /**
   * A connection that does nothing is ended.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("idle_session_timeout ends a connection that does nothing with 57P05")
  default void endsAnIdleSession() throws SQLException {
    try (Connection connection = connect()) {
      set(connection, "idle_session_timeout = '100ms'");
      isEnded(connection, "57P05", "terminating connection due to idle-session timeout");
    }
  }

  /**
   * A connection that does nothing with a transaction open is ended.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("idle_in_transaction_session_timeout ends a connection with 25P03")
  default void endsAnIdleTransaction() throws SQLException {
    try (Connection connection = connect()) {
      set(connection, "idle_in_transaction_session_timeout = '100ms'");
      connection.setAutoCommit(false);
      assertThat(ask(connection, "select 1")).isEqualTo("1");
      isEnded(connection, "25P03", "terminating connection due to idle-in-transaction timeout");
    }
  }

  /**
   * A transaction that takes too long is ended, whether its client thinks or its statement runs.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("transaction_timeout ends a connection with 25P04, and nothing of its work stays")
  default void endsALongTransaction() throws SQLException {
    String message = "terminating connection due to transaction timeout";
    try (Connection witness = connect()) {
      run(witness, "create table late (n int)");
      for (boolean isIdle : new boolean[] {true, false}) {
        try (Connection connection = connect()) {
          set(connection, "transaction_timeout = '200ms'");
          connection.setAutoCommit(false);
          run(connection, "insert into late values (1)");
          if (isIdle) {
            isEnded(connection, "25P04", message);
          } else {
            assertThatThrownBy(() -> run(connection, CancelContract.LONG_QUERY))
                .isInstanceOfSatisfying(SQLException.class, e -> isFailure(e, "25P04", message));
            assertThat(connection.isClosed()).isTrue();
          }
        }
        assertThat(ask(witness, "select count(*) from late")).isEqualTo("0");
      }
      run(witness, "drop table late");
    }
  }

  /** Sets what not every backend and version has; who has no idle sessions ends none. */
  private static void set(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set idle_session_timeout = 0");
      statement.execute("set " + setting);
    } catch (SQLException e) {
      // A backend refuses it, or a version does not have it.
      if (!Set.of("0A000", "42704").contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      Assumptions.abort("set " + setting + ": " + e.getMessage());
    }
  }

  /** Where it takes longer, each statement begins the wait anew. */
  private void isEnded(Connection connection, String state, String message) throws SQLException {
    try (Connection witness = connect()) {
      SQLException failure = null;
      while (failure == null) {
        run(witness, "select pg_sleep(1)");
        failure = failureOf(connection);
      }
      isFailure(failure, state, message);
    }
  }

  private @Nullable SQLException failureOf(Connection connection) {
    try {
      run(connection, "select 1");
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  private static void isFailure(SQLException failure, String state, String message) {
    assertThat(failure.getMessage()).contains(message);
    assertThat(failure.getSQLState()).isEqualTo(state);
  }
}
