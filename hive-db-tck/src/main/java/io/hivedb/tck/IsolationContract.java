// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two databases of one server do not see each other. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface IsolationContract extends BackendFixture {

  /**
   * The same table name in two databases means two tables.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("two databases do not see each other")
  default void keepsDatabasesApart() throws SQLException {
    try (BackendDatabase other = server().create(DatabaseSpec.throwAway("other"));
        Connection here = connect();
        Connection there = connect(other)) {
      run(here, "create table apart (n int)", "insert into apart values (1)");
      assertThatThrownBy(() -> ask(there, "select n from apart"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
      run(there, "create table apart (n int)", "insert into apart values (2)");
      assertThat(ask(here, "select n from apart")).isEqualTo("1");
      assertThat(ask(there, "select n from apart")).isEqualTo("2");
    }
  }

  /**
   * A name may hold anything: it is for logs alone.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a label may hold any text")
  default void takesAnyLabel() throws SQLException {
    String label = "it's \"odd\"; drop table x; -- ../../\u0000 Ω";
    try (BackendDatabase odd = server().create(DatabaseSpec.throwAway(label));
        Connection connection = connect(odd)) {
      assertThat(ask(connection, "select 1")).isEqualTo("1");
    }
  }
}
