// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.junit.HiveDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Hive DB's own pool, as tools see it. */
@HiveDatabase
class PoolTests {

  @Test
  void aRefusedStatementDoesNotCostTheConnection(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table kept (n int)");
      assertThatThrownBy(() -> statement.execute("create extension no_such_extension"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
      assertThat(connection.isClosed()).isFalse();
      assertThat(Sql.ask(connection, "select count(*) from kept")).isEqualTo("0");
    }
  }
}
