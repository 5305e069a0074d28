// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Puts one database in the place of another, under the same name. */
final class DatabaseSwap {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long BETWEEN_LOOKS = TimeUnit.MICROSECONDS.toNanos(500);

  private static final String END_SESSIONS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE datname = ? AND pid <> pg_backend_pid()";

  private DatabaseSwap() {}

  /** Renames both in one transaction: there is always a database of that name, or an error. */
  static void swap(Connection connection, String database, String spare, String away)
      throws SQLException {
    endSessions(connection, database);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "BEGIN; ALTER DATABASE "
              + database
              + " RENAME TO "
              + away
              + "; ALTER DATABASE "
              + spare
              + " RENAME TO "
              + database
              + "; COMMIT");
    } catch (SQLException e) {
      rollback(connection);
      throw e;
    }
  }

  private static void rollback(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    }
  }

  /** Lets nobody in any more, and ends who is in. */
  static void close(Connection connection, String database) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
    }
    endSessions(connection, database);
  }

  /**
   * Ends all sessions of a database, and waits until they have: the server itself would look again
   * after a tenth of a second only.
   */
  static void endSessions(Connection connection, String database) throws SQLException {
    Deadline deadline = new Deadline(PATIENCE);
    try (PreparedStatement end = connection.prepareStatement(END_SESSIONS)) {
      end.setString(1, database);
      while (hasRows(end)) {
        if (deadline.isOver()) {
          throw new SQLException(
              "the sessions of the database [" + database + "] did not end within " + deadline,
              "55006");
        }
        LockSupport.parkNanos(BETWEEN_LOOKS);
      }
    }
  }

  private static boolean hasRows(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }
}
