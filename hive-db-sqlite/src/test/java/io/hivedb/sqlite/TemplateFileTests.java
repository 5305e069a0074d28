// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template's file is stamped without SQLite. */
class TemplateFileTests {

  @TempDir private Path folder;
  private Path file;
  private Path copy;

  @BeforeEach
  void setUp() {
    file = folder.resolve("database.sqlite");
    copy = folder.resolve("copy.sqlite");
  }

  @Test
  void hasANumberOfItsOwnThatSqliteReads() throws SQLException {
    make("CREATE TABLE t (a)");
    SqliteSnapshot first = TemplateFile.load(folder, copy);
    SqliteSnapshot second = TemplateFile.load(folder, folder.resolve("second.sqlite"));
    assertThat(second.stamp()).isNotEqualTo(first.stamp());
    assertThat(number(first.path(), "PRAGMA user_version")).isEqualTo(first.stamp());
    assertThat(number(second.path(), "PRAGMA user_version")).isEqualTo(second.stamp());
    assertThat(number(copy, "SELECT count(*) FROM t")).isZero();
  }

  @Test
  void withALogBesideItIsRefused() throws SQLException {
    make("PRAGMA journal_mode = WAL");
    assertThatThrownBy(() -> TemplateFile.load(folder, copy))
        .isInstanceOf(BackendStartException.class)
        .hasMessage(
            "The state of an SQLite database cannot be read from ["
                + file
                + "]: java.io.IOException: it is no database of SQLite that was closed without a"
                + " log.");
  }

  @Test
  void thatIsTooShortIsRefused() throws IOException {
    Files.writeString(file, "SQLite format 3");
    assertThatThrownBy(() -> TemplateFile.load(folder, copy))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith("The state of an SQLite database cannot be read from [" + file);
  }

  private void make(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(Path path, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }
}
