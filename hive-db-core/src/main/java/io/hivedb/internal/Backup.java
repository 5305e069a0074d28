// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.dump.PortableDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes a database to a file, as one transaction sees it. */
final class Backup {

  private Backup() {}

  /** Gives the connection that reads, which is then closed. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  static void write(Opener opener, String backend, String label, Path file) {
    if (Files.exists(file)) {
      throw new HiveDbConfigurationException(
          "The backup ["
              + file
              + "] exists already, and is not overwritten. Name another file, or delete it first.");
    }
    try (Connection connection = opener.open()) {
      write(connection, backend, file);
    } catch (SQLException | IOException e) {
      throw new HiveDbConfigurationException(
          "The database of ["
              + label
              + "] on the backend ["
              + backend
              + "] cannot be written to ["
              + file
              + "]: "
              + e.getMessage()
              + ". See that its folder exists and can be written to.",
          e);
    }
  }

  private static void write(Connection connection, String backend, Path file)
      throws SQLException, IOException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try {
      PortableDump.write(connection, backend, file);
    } finally {
      // Nothing was written; what was set is the transaction's.
      connection.rollback();
    }
  }
}
