// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.sqlite.internal.sql.SqlEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;

/** A copy of the file, and what the engine keeps in Java besides. */
final class SqliteSnapshot implements BackendSnapshot {

  private final Path path;
  private final int stamp;
  private volatile SqlEngine.@Nullable State state;

  /**
   * A snapshot.
   *
   * @param state what the engine keeps; null where it is still to be read from the file
   */
  SqliteSnapshot(Path path, int stamp, SqlEngine.@Nullable State state) {
    this.path = path;
    this.stamp = stamp;
    this.state = state;
  }

  Path path() {
    return path;
  }

  /** The number in the file that no other file of this JVM has. */
  int stamp() {
    return stamp;
  }

  SqlEngine.State state() throws SQLException {
    SqlEngine.State known = state;
    if (known != null) {
      return known;
    }
    try (SQLiteConnection connection =
        JDBC.createConnection(JDBC.PREFIX + path, new Properties())) {
      return state(connection);
    }
  }

  /** The same, read from a connection to a copy of the file where nobody has read it yet. */
  SqlEngine.State state(SQLiteConnection copy) throws SQLException {
    SqlEngine.State known = state;
    if (known == null) {
      EngineLoading.awaitEngine();
      SqlEngine engine = new SqlEngine();
      engine.load(copy);
      known = engine.state();
      state = known;
    }
    return known;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new BackendStartException(
          "The snapshot [" + path + "] cannot be removed: " + e + ".", e);
    }
  }
}
