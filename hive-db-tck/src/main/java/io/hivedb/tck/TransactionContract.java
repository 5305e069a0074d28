// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Transactions: all or nothing. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface TransactionContract extends BackendFixture {

  /**
   * What is rolled back, tables included, is gone; what is committed stays.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("rollback undoes rows and tables, commit keeps them")
  default void rollsBack() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      run(connection, "create table kept (n int)", "insert into kept values (1)");
      connection.commit();
      run(connection, "insert into kept values (2)", "create table lost (n int)");
      connection.rollback();
      assertThat(ask(connection, "select count(*) from kept")).isEqualTo("1");
      assertThatThrownBy(() -> ask(connection, "select count(*) from lost"))
          .isInstanceOf(SQLException.class);
      connection.rollback();
    }
  }

  /**
   * After an error a transaction refuses everything until it is rolled back.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a failed transaction refuses everything until rollback")
  default void refusesAfterError() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> run(connection, "select * from nowhere_at_all"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> ask(connection, "select 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
      connection.rollback();
      assertThat(ask(connection, "select 1")).isEqualTo("1");
    }
  }

  /**
   * A savepoint undoes the part after it.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("rollback to a savepoint undoes only what came after")
  default void rollsBackToSavepoint() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      run(connection, "create table pointed (n int)", "insert into pointed values (1)");
      Savepoint savepoint = connection.setSavepoint();
      run(connection, "insert into pointed values (2)");
      connection.rollback(savepoint);
      connection.commit();
      assertThat(ask(connection, "select count(*) from pointed")).isEqualTo("1");
    }
  }

  /**
   * A connection that goes away in a transaction leaves nothing of it.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("closing a connection in a transaction undoes it")
  default void undoesAtClose() throws SQLException {
    try (Connection connection = connect()) {
      run(connection, "create table undone (n int)");
      connection.setAutoCommit(false);
      run(connection, "insert into undone values (1)");
    }
    try (Connection connection = connect()) {
      assertThat(ask(connection, "select count(*) from undone")).isEqualTo("0");
    }
  }
}
