// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL server that answers, wherever it came from. Each mode has its own. */
interface Engine extends AutoCloseable {

  /** How to reach it as a user who may create databases; its database is never written to. */
  ServerAddress address();

  /** A connection to it, for its owner to keep. */
  default Connection connect(Duration timeout) throws SQLException {
    return Connections.open(address(), timeout);
  }

  /** Whether {@link #address()} names a database of the user's own. */
  boolean isUsersOwn();

  /** Whether it works on a data directory that the user named: it gives that database alone. */
  default boolean keepsData() {
    return false;
  }

  /** Whether it runs on, or its data stay, when it is closed: our databases must be dropped. */
  default boolean outlivesItsUsers() {
    return isUsersOwn();
  }

  /** Whether each database that it makes has pgvector from the beginning. */
  default boolean makesDatabasesWithVector() {
    return false;
  }

  /** A database with pgvector that came with it and that nobody uses, to be renamed. */
  default Optional<String> preparedDatabase() {
    return Optional.empty();
  }

  /** What it is, as a phrase for the log and the health. */
  String description();

  /** What it printed last, oldest line first; empty where that cannot be seen. */
  List<String> recentLog();

  /** Where it writes that to; empty where that is no file of this machine. */
  default Optional<Path> logFile() {
    return Optional.empty();
  }

  /** What writes its databases in PostgreSQL's own form. */
  PgDump pgDump();

  /** Which of the modes it is, as the setting names it. */
  String mode();

  /** Stops it and starts it again, with its data and at the same address. */
  default void restart() {
    throw new UnsupportedOperationException(
        "The server is not Hive DB's to restart: it is "
            + description()
            + ". Restart it there, or use the mode local or container.");
  }

  /** Ends it, if it was started here. A second call does nothing. */
  @Override
  void close();
}
