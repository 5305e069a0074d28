// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.sqlite.internal.sql.SqlEngine;
import io.hivedb.sqlite.internal.storage.DatabaseFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

class ResultSizeTests {

  @TempDir Path directory;

  @Test
  void aResultThatIsTooLargeIsAnErrorAndNotAnOutOfMemory() throws SQLException {
    DatabaseFile file = DatabaseFile.throwAway(directory.resolve("a.db"), 1);
    SqlEngine engine = new SqlEngine();
    try (SQLiteConnection keeper = file.openFirst()) {
      engine.load(keeper);
      try (HiveDataSource dataSource = new HiveDataSource(() -> open(file, engine), "", 100_000);
          Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> statement.executeQuery("SELECT repeat('x', 60000)"))
            .withMessageContaining("out of memory")
            .withMessageContaining("larger than 100000 bytes")
            .withMessageContaining("(-Xmx)")
            .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("53200"));
        try (ResultSet rows = statement.executeQuery("SELECT repeat('x', 1000)")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).hasSize(1000);
        }
      }
    }
  }

  private static RawSession open(DatabaseFile file, SqlEngine engine) throws SQLException {
    SQLiteConnection raw = file.open();
    return new RawSession(raw, engine.session(raw), CommitHook.NONE);
  }
}
