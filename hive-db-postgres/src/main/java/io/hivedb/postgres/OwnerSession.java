// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The connection that creates and drops databases. An advisory lock that it holds shows others that
 * the owner of these databases lives: the server releases it when the connection ends, however the
 * JVM ends. Safe to use from several threads at once; one statement runs at a time.
 */
final class OwnerSession implements AutoCloseable {

  /** The first key of the lock, the same for every owner: "Hive" in ASCII. */
  static final int LOCK_CLASS = 0x48697665;

  /** For connections after the first, to a server that is known to run. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final int PATIENCE_SECONDS = 5;

  private final ServerAddress address;
  private final int owner = new SecureRandom().nextInt();
  private Connection connection;
  private boolean closed;

  private OwnerSession(ServerAddress address, Duration timeout) throws SQLException {
    this.address = address;
    this.connection = Connections.open(address, timeout);
  }

  static OwnerSession open(ServerAddress address, Duration timeout) {
    try {
      OwnerSession session = new OwnerSession(address, timeout);
      session.lock();
      return session;
    } catch (SQLException e) {
      throw LoginFailure.of(e, address);
    }
  }

  private void lock() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + LOCK_CLASS + ", " + owner + ")");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Eight hexadecimal digits that no other owner has. */
  String owner() {
    return HexFormat.of().toHexDigits(owner);
  }

  ServerAddress address() {
    return address;
  }

  /** Does something on the connection; a lost connection is opened again first. */
  synchronized <T> T query(Work<T> work) throws SQLException {
    if (closed) {
      throw new SQLException("the session was closed", "08003");
    }
    if (!connection.isValid(PATIENCE_SECONDS)) {
      connection.close();
      connection = Connections.open(address, CONNECT_TIMEOUT);
      lock();
    }
    return work.on(connection);
  }

  /**
   * As {@link #query}, for what must not fail.
   *
   * @param what what is done, to complete "could not …"
   */
  <T> T use(String what, Work<T> work) {
    try {
      return query(work);
    } catch (SQLException e) {
      throw new BackendStartException(
          "The PostgreSQL server at ["
              + address.hosts()
              + "] could not "
              + what
              + ": "
              + ServerMessage.withState(e)
              + ".",
          e);
    }
  }

  /** Runs statements that return nothing. */
  static Work<Boolean> statements(String... statements) {
    return connection -> {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
      return true;
    };
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      connection.close();
    } catch (SQLException e) {
      throw new BackendStartException(
          "The connection to the PostgreSQL server at ["
              + address.hosts()
              + "] did not close: "
              + ServerMessage.withState(e)
              + ".",
          e);
    }
  }

  /** What can be done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
