// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings the extension into a database. */
final class Pgvector {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private Pgvector() {}

  /** What to install, by system; the names were looked up in each system's package index. */
  static String packages(int major) {
    return "apt install postgresql-"
        + major
        + "-pgvector (Debian 13, Ubuntu 24.04 and the PostgreSQL project's own repository), dnf"
        + " install pgvector (Fedora) or pgvector_"
        + major
        + " (the PostgreSQL project's own repository), brew install pgvector (macOS). Or use the"
        + " image "
        + PostgresProvider.DEFAULT_IMAGE
        + ".";
  }

  /** Creates the extension where it is not there yet. */
  static void createIn(ServerAddress database) {
    try (Connection connection = Connections.open(database, OwnerSession.CONNECT_TIMEOUT);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
    } catch (SQLException e) {
      throw INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
          ? forbidden(database, e)
          : failed(database, e);
    }
  }

  private static PgvectorMissingException forbidden(ServerAddress database, SQLException e) {
    return new PgvectorMissingException(
        "The user ["
            + database.user()
            + "] of the PostgreSQL server at ["
            + database.hosts()
            + "] may not create the extension [vector] in the database ["
            + database.database()
            + "]: "
            + ServerMessage.of(e)
            + ". Let a superuser run CREATE EXTENSION vector there, and in template1 for the"
            + " databases of tests.",
        e);
  }

  private static BackendStartException failed(ServerAddress database, SQLException e) {
    return new BackendStartException(
        "The extension [vector] could not be created in the database ["
            + database.database()
            + "] of the PostgreSQL server at ["
            + database.hosts()
            + "]: "
            + ServerMessage.withState(e)
            + ".",
        e);
  }
}
