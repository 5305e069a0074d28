// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The common mistakes end in PostgreSQL's SQLState. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface SqlStateContract extends BackendFixture {

  /**
   * Each mistake has its SQLState.
   *
   * @param state the expected SQLState
   * @param sql the statement
   * @throws SQLException if the database fails
   */
  @ParameterizedTest(name = "{1} gives {0}")
  @DisplayName("SQLState")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          23505 | insert into states values (1, 'a', 1)
          23502 | insert into states values (2, null, 1)
          23503 | insert into states values (3, 'c', 99)
          23514 | insert into states values (-4, 'd', 1)
          42P01 | select * from no_such_table
          42703 | select no_such_column from states
          42601 | selec 1
          42883 | select no_such_function(1)
          22P02 | select 'abc'::int
          22003 | select 99999999999::int
          22012 | select 1 / 0
          42P07 | create table states (n int)
          """)
  default void sqlState(String state, String sql) throws SQLException {
    try (Connection connection = connect()) {
      run(
          connection,
          "create table if not exists parents (id int primary key)",
          "create table if not exists states (id int primary key check (id > 0), name text not null,"
              + " parent int references parents (id))",
          "insert into parents values (1) on conflict do nothing",
          "insert into states values (1, 'a', 1) on conflict do nothing");
      assertThatThrownBy(() -> run(connection, sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
      assertThat(ask(connection, "select 1")).as("the connection lives on").isEqualTo("1");
    }
  }
}
