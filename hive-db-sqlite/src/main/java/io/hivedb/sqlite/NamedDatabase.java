// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.sqlite.internal.storage.NamedFileLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The database in the file that the user named: one for all who ask, and never deleted. */
final class NamedDatabase implements AutoCloseable {

  private final SqliteDatabase database;
  private final NamedFileLock lock;

  private NamedDatabase(SqliteDatabase database, NamedFileLock lock) {
    this.database = database;
    this.lock = lock;
  }

  static NamedDatabase open(Path file, int busyMillis) {
    NamedFileLock lock = NamedFileLock.take(file);
    try {
      return new NamedDatabase(SqliteDatabase.durable(file, busyMillis), lock);
    } catch (RuntimeException e) {
      try {
        lock.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** A view whose end does not end the database, which others may use. */
  BackendDatabase share() {
    return new BackendDatabase() {
      @Override
      public ConnectionInfo connection() {
        return database.connection();
      }

      @Override
      public void runScript(String script) throws SQLException {
        database.runScript(script);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    Closing closing = new Closing("the SQLite database");
    closing.run(database::close);
    closing.run(lock::close);
    closing.throwFirst();
  }
}
