// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.sqlite.internal.sql.SqlEngine;
import io.hivedb.sqlite.internal.storage.DatabaseFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** The ways back to a snapshot. */
@DisplayName("A return to a snapshot")
class RewindTests {

  @TempDir private Path directory;

  @Test
  @DisplayName("throws the log away, and copies all where a page of the log has reached the file")
  void returns() throws Exception {
    Path path = directory.resolve("app.sqlite");
    DatabaseFile file = DatabaseFile.throwAway(path, 1000);
    Path log = Path.of(path + "-wal");
    try (SQLiteConnection keeper = file.openFirst();
        Connection other = file.open();
        Rewind rewind = new Rewind(path, keeper)) {
      run(keeper, "create table t (n int)");
      run(keeper, "insert into t values (1)");
      Path copy = directory.resolve("copy.sqlite");
      SqliteSnapshot state =
          new SqliteSnapshot(copy, SnapshotFiles.save(keeper, copy), new SqlEngine().state());
      for (int round = 0; round < 6; round++) {
        run(other, "insert into t values (2)");
        run(other, "create table made" + round + " (n int)");
        if (round == 3) {
          run(other, "pragma wal_checkpoint(passive)");
        }
        rewind.to(state);
        assertThat(count(other, "t")).as("round %d", round).isEqualTo(1);
        assertThat(count(keeper, "sqlite_schema")).isEqualTo(1);
      }
      assertThat(Files.size(log)).isLessThan(20_000);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      return rows.getInt(1);
    }
  }
}
