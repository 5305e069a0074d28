// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.forks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.RepeatedTest;

/** Writes where other forks write too, and leaves a trace for {@link ForksIT}. */
abstract class ForkCases {

  private static final int PREPARED = 2;

  @RepeatedTest(3)
  void meetsNobodyElse(HiveDb database, Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      assertThat(count(statement)).isEqualTo(PREPARED);
      for (int row = 1; row <= 20; row++) {
        statement.execute(
            "INSERT INTO notes (title, embedding) VALUES ('"
                + getClass().getName()
                + "', '[1,1,1]')");
        assertThat(count(statement)).isEqualTo(PREPARED + row);
      }
    }
    leaveTrace(database);
  }

  private static int count(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM notes")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  private void leaveTrace(HiveDb database) throws IOException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("hive.test.forks")));
    ForkTrace.of(database)
        .write(folder.resolve(database.backend() + "-" + getClass().getSimpleName() + ".trace"));
  }
}
