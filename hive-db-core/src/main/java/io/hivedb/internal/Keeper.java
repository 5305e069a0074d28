// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbException;
import io.hivedb.internal.dump.PortableDump;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.BackendDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;

/** Writes a database into a folder, whoever holds its connections. */
final class Keeper {

  /** Somebody's open transaction may keep a table from being read. */
  private static final String WAIT_NOT_LONG = "SET lock_timeout = '5s'";

  private final BackendDatabase database;
  private final String backend;
  private final String label;
  private final Watch watch;

  Keeper(BackendDatabase database, String backend, String label, Watch watch) {
    this.database = database;
    this.backend = backend;
    this.label = label;
    this.watch = watch;
  }

  /**
   * Writes the script and, below {@code native}, the backend's own form.
   *
   * @return a sentence on the latter
   */
  String write(Path folder) {
    Path script = folder.resolve(RestoreStep.FILE);
    if (!writeWithin(script)) {
      Backup.write(this::open, backend, label, script);
    }
    Path form = folder.resolve("native");
    try {
      return database.export(form);
    } catch (UnsupportedOperationException | HiveDbException e) {
      // The script is there: whoever looks for the failure has what he needs.
      return "There is no form of the backend's own: " + e.getMessage();
    }
  }

  /** Where this thread is in a transaction, it is that which the user looks at. */
  private boolean writeWithin(Path script) {
    Optional<Connection> open =
        Optional.ofNullable(watch.borrowings()).flatMap(borrowings -> borrowings.inTransaction());
    try {
      return open.isPresent() && writeWithin(open.get(), script);
    } catch (SQLException | IOException e) {
      // It has failed, and can do no more: what was committed is left.
      return false;
    }
  }

  private boolean writeWithin(Connection connection, Path script) throws SQLException, IOException {
    Savepoint before = connection.setSavepoint();
    try {
      PortableDump.write(connection, backend, script);
      return true;
    } catch (SQLException | IOException e) {
      Files.deleteIfExists(script);
      throw e;
    } finally {
      connection.rollback(before);
    }
  }

  private Connection open() throws SQLException {
    Connection connection = PoolGeneration.driver(database.connection()).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(WAIT_NOT_LONG);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
