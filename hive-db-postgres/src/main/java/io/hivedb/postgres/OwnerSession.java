// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections that create and drop databases. An advisory lock that the first of them holds
 * shows others that the owner of these databases lives: the server releases it when the connection
 * ends, however the JVM ends. Safe to use from several threads at once: further connections are
 * opened for statements that would have to wait.
 */
final class OwnerSession implements AutoCloseable {

  /** The first key of the lock, the same for every owner: "Hive" in ASCII. */
  static final int LOCK_CLASS = 0x48697665;

  /** For connections after the first, to a server that is known to run. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final int PATIENCE_SECONDS = 5;

  private final ServerAddress address;
  private final int owner = new SecureRandom().nextInt();
  private final ReentrantLock first = new ReentrantLock();
  private final Deque<Connection> further = new ConcurrentLinkedDeque<>();
  private Connection connection;
  private volatile boolean alone;
  private volatile boolean closed;

  private OwnerSession(ServerAddress address, Connection connection) {
    this.address = address;
    this.connection = connection;
  }

  static OwnerSession open(Engine engine, Duration timeout) {
    try {
      OwnerSession session = new OwnerSession(engine.address(), engine.connect(timeout));
      session.lock();
      return session;
    } catch (SQLException e) {
      throw LoginFailure.of(e, engine.address());
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

  /** Does something on a connection; a lost one is opened again first. */
  <T> T query(Work<T> work) throws SQLException {
    checkOpen();
    if (alone || !first.tryLock()) {
      if (!alone) {
        return queryFurther(work);
      }
      first.lock();
    }
    try {
      if (!connection.isValid(PATIENCE_SECONDS)) {
        connection.close();
        connection = Connections.open(address, CONNECT_TIMEOUT);
        lock();
      }
      return work.on(connection);
    } finally {
      first.unlock();
    }
  }

  /** As {@link #query}, and the only connection meanwhile: a database is copied that it is in. */
  <T> T queryAlone(Work<T> work) throws SQLException {
    first.lock();
    try {
      alone = true;
      closeFurther();
      return query(work);
    } finally {
      alone = false;
      first.unlock();
    }
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw new SQLException("the session was closed", "08003");
    }
  }

  private <T> T queryFurther(Work<T> work) throws SQLException {
    Connection mine = further.poll();
    if (mine == null || !mine.isValid(PATIENCE_SECONDS)) {
      mine = Connections.open(address, CONNECT_TIMEOUT);
    }
    try {
      return work.on(mine);
    } finally {
      further.push(mine);
      if (closed || alone) {
        closeFurther();
      }
    }
  }

  private void closeFurther() throws SQLException {
    for (Connection idle = further.poll(); idle != null; idle = further.poll()) {
      idle.close();
    }
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
      throw couldNot(what, e);
    }
  }

  /** Says that something which must not fail did. */
  BackendStartException couldNot(String what, SQLException failure) {
    return new BackendStartException(
        "The PostgreSQL server at ["
            + address.hosts()
            + "] could not "
            + what
            + ": "
            + ServerMessage.withState(failure)
            + ".",
        failure);
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
  public void close() {
    closed = true;
    first.lock();
    try {
      closeFurther();
      connection.close();
    } catch (SQLException e) {
      throw new BackendStartException(
          "The connection to the PostgreSQL server at ["
              + address.hosts()
              + "] did not close: "
              + ServerMessage.withState(e)
              + ".",
          e);
    } finally {
      first.unlock();
    }
  }

  /** What can be done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
