// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.Capability;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements that are ended early, where the backend has {@link Capability#STATEMENT_CANCEL}. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Timeout(60)
public interface CancelContract extends BackendFixture {

  /** Counts for longer than anybody waits. */
  String LONG_QUERY =
      "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 2000000000)"
          + " select count(*) from numbers";

  /** Skips a test where statements cannot be cancelled, and says so. */
  default void checkCancel() {
    Assumptions.assumeTrue(
        provider().capabilities().contains(Capability.STATEMENT_CANCEL),
        "the backend [" + provider().id() + "] cannot cancel statements");
  }

  /**
   * A statement is cancelled by another thread, and its connection goes on.
   *
   * @throws Exception if the database fails
   */
  @Test
  @DisplayName("a running statement is cancelled with 57014, and its connection goes on")
  default void cancelsAStatement() throws Exception {
    checkCancel();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> ended =
          CompletableFuture.supplyAsync(() -> failureOf(statement));
      while (!isDone(ended)) {
        statement.cancel();
      }
      assertThat(ended.get().getSQLState()).isEqualTo("57014");
      assertThat(ask(connection, "select 1")).isEqualTo("1");
    }
  }

  private static SQLException failureOf(Statement statement) {
    try {
      statement.execute(LONG_QUERY);
      throw new AssertionError("nobody can have waited for this");
    } catch (SQLException e) {
      return e;
    }
  }

  private static boolean isDone(CompletableFuture<?> future)
      throws InterruptedException, ExecutionException {
    try {
      future.get(50, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /**
   * A statement ends at its timeout.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("setQueryTimeout ends a statement with 57014, and its connection goes on")
  default void endsAtTheTimeout() throws SQLException {
    checkCancel();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.execute(LONG_QUERY))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      assertThat(ask(connection, "select 1")).isEqualTo("1");
    }
  }
}
