// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendNotAvailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a server is, and which pgvector it can install.
 *
 * @param server for example {@code 17.6}
 * @param major for example 17
 * @param pgvector for example {@code 0.8.0}; empty where it has none
 */
record ServerVersion(String server, int major, String pgvector) {

  /** The oldest with DROP DATABASE … WITH (FORCE). */
  private static final int OLDEST = 13;

  static ServerVersion ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT default_version FROM pg_available_extensions WHERE name = 'vector'")) {
      @Nullable String pgvector = answer.next() ? answer.getString(1) : null;
      return new ServerVersion(
          // "17.6 (Debian 17.6-0+deb13u1)": what stands behind the number is the packager's.
          connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
          connection.getMetaData().getDatabaseMajorVersion(),
          pgvector == null ? "" : pgvector);
    }
  }

  void check(ServerAddress address) {
    if (major < OLDEST) {
      throw new BackendNotAvailableException(
          "The PostgreSQL server at ["
              + address.hosts()
              + "] has version ["
              + server
              + "]. Version "
              + OLDEST
              + " or newer is needed; use such a server.");
    }
    if (pgvector.isEmpty()) {
      throw new PgvectorMissingException(
          "The PostgreSQL server at ["
              + address.hosts()
              + "] (version "
              + server
              + ") has no pgvector. Install it on the machine of that server: "
              + Pgvector.packages(major),
          null);
    }
  }
}
