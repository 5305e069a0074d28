// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import io.hivedb.junit.Isolation;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

@DisplayName("The isolation of docs/junit.md")
@HiveDatabase(isolation = Isolation.METHOD, scripts = "schema.sql")
class ResetTests {

  @BeforeAll
  static void prepare(Connection connection) throws SQLException {
    execute(connection, "CREATE TABLE prepared (n int)");
  }

  @RepeatedTest(2)
  void leavesNothingBehind(Connection connection) throws SQLException {
    execute(connection, "CREATE TABLE only_once (n int)");
    execute(connection, "DROP TABLE prepared");
    assertThat(connection.isClosed()).isFalse();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
