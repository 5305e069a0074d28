// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.BackendStartException;
import io.hivedb.sqlite.internal.sql.SqlEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteJDBCLoader;

/** A snapshot in one file, which also holds what the engine keeps in Java. */
final class TemplateFile {

  static final String FORMAT = "1, sqlite-jdbc " + SQLiteJDBCLoader.getVersion();

  private static final String NAME = "database.sqlite";

  private TemplateFile() {}

  /** The catalogue is in the file already, as a log of statements; sequences are put there. */
  static Path save(SqliteSnapshot snapshot, Path folder) {
    Path file = folder.resolve(NAME);
    try {
      Files.copy(snapshot.path(), file);
      SqlEngine engine = new SqlEngine();
      engine.restore(snapshot.state());
      try (SQLiteConnection copy = open(file)) {
        engine.flush(copy);
      }
      return file;
    } catch (IOException | SQLException e) {
      throw failed("written to", file, e);
    }
  }

  /** What the engine keeps is read by the first database that is made of it. */
  static SqliteSnapshot load(Path folder, Path to) {
    Path file = folder.resolve(NAME);
    try {
      Files.copy(file, to);
      return new SqliteSnapshot(to, SnapshotFiles.stampClosed(to), null);
    } catch (IOException e) {
      throw failed("read from", file, e);
    }
  }

  private static SQLiteConnection open(Path file) throws SQLException {
    return JDBC.createConnection(JDBC.PREFIX + file, new Properties());
  }

  private static BackendStartException failed(String action, Path file, Exception cause) {
    return new BackendStartException(
        "The state of an SQLite database cannot be " + action + " [" + file + "]: " + cause + ".",
        cause);
  }
}
