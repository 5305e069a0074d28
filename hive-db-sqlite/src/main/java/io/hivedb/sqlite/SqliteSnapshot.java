// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.sqlite.internal.sql.SqlEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of the file, and what the engine keeps in Java besides. */
final class SqliteSnapshot implements BackendSnapshot {

  private final Path path;
  private final int stamp;
  private final SqlEngine.State state;

  SqliteSnapshot(Path path, int stamp, SqlEngine.State state) {
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

  SqlEngine.State state() {
    return state;
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
