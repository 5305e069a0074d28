// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTests {

  @TempDir Path directory;

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
      return rows.getString(1);
    }
  }

  @Test
  void aThrowAwayFileIsFastAndEnforcesForeignKeys() throws SQLException {
    try (Connection connection =
        DatabaseFile.throwAway(directory.resolve("a.db"), 1234).openFirst()) {
      assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(connection, "synchronous")).isEqualTo("0");
      assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(connection, "busy_timeout")).isEqualTo("1234");
    }
  }

  @Test
  void aNamedFileIsDurable() throws SQLException {
    try (Connection connection = DatabaseFile.durable(directory.resolve("a.db"), 1).openFirst()) {
      assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(connection, "synchronous")).isEqualTo("2");
    }
  }

  @Test
  void anOwnFileIsOpenedAgain() throws SQLException {
    DatabaseFile file = DatabaseFile.durable(directory.resolve("a.db"), 1);
    file.openFirst().close();
    try (Connection connection = file.openFirst()) {
      assertThat(pragma(connection, "application_id"))
          .isEqualTo(Integer.toString(DatabaseFile.APPLICATION_ID));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    Path path = Files.writeString(directory.resolve("notes.txt"), "dear diary, ".repeat(100));
    assertThatExceptionOfType(HiveDbConfigurationException.class)
        .isThrownBy(() -> DatabaseFile.durable(path, 1).openFirst())
        .withMessage(
            "The file ["
                + path
                + "] is not an SQLite database. Name a file that Hive DB made, or one that does not"
                + " exist yet.");
    assertThat(path).hasContent("dear diary, ".repeat(100));
  }

  @Test
  void anSqliteDatabaseOfSomeoneElseIsRefused() throws SQLException {
    Path path = directory.resolve("other.db");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE mine (a)");
    }
    assertThatExceptionOfType(HiveDbConfigurationException.class)
        .isThrownBy(() -> DatabaseFile.durable(path, 1).openFirst())
        .withMessage(
            "The file ["
                + path
                + "] is an SQLite database that Hive DB did not make: its tables lack PostgreSQL's"
                + " types. Name a file that Hive DB made, or one that does not exist yet.");
  }

  @Test
  void aLockedFileSaysSo() throws SQLException {
    Path path = directory.resolve("locked.db");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertThatExceptionOfType(BackendStartException.class)
          .isThrownBy(() -> DatabaseFile.durable(path, 1).openFirst())
          .withMessage(
              "The SQLite database ["
                  + path
                  + "] is locked by another process. End that process, or close its transaction,"
                  + " and start again.");
    }
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatExceptionOfType(BackendStartException.class)
        .isThrownBy(() -> DatabaseFile.durable(directory, 1).openFirst())
        .withMessageStartingWith(
            "The SQLite database [" + directory + "] cannot be opened for writing: ")
        .withMessageEndingWith(" Check that its directory exists and may be written.");
  }
}
