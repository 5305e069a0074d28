// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.spi.BackendDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A native PostgreSQL server to compare with, if {@link #URL} names one. */
final class Native implements AutoCloseable {

  /** The environment variable; not an argument, which everybody could see. */
  static final String URL = "HIVE_TEST_POSTGRES_URL";

  private final @Nullable Subject server;
  private final @Nullable BackendDatabase database;
  private final @Nullable Connection connection;

  private Native(
      @Nullable Subject server,
      @Nullable BackendDatabase database,
      @Nullable Connection connection) {
    this.server = server;
    this.database = database;
    this.connection = connection;
  }

  static Native start() throws SQLException {
    String url = System.getenv(URL);
    if (url == null || url.isBlank()) {
      return new Native(null, null, null);
    }
    Subject server = Subject.start("postgresql", url);
    BackendDatabase database = server.create();
    return new Native(server, database, Subject.connect(database));
  }

  Optional<Connection> connection() {
    return Optional.ofNullable(connection);
  }

  String description() throws SQLException {
    if (connection == null) {
      return "No native PostgreSQL: "
          + URL
          + " is not set (`ci/local-postgres.sh start` prints one), so that its bars are not met.";
    }
    return "Native PostgreSQL %s, fsync %s, on loopback."
        .formatted(show("server_version"), show("fsync"));
  }

  private String show(String setting) throws SQLException {
    if (connection == null) {
      return "";
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    if (database != null) {
      database.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
