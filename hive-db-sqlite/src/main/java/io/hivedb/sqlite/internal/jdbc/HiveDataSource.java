// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives unpooled connections of one database, and closes those that are open at its end. */
public final class HiveDataSource implements DataSource, AutoCloseable {

  /** Opens SQLite connections with everything set that a session needs. */
  @FunctionalInterface
  public interface Opener {

    /**
     * Opens one.
     *
     * @return a connection that nobody else uses
     */
    RawSession open() throws SQLException;
  }

  /** Work that no connection disturbs. */
  @FunctionalInterface
  public interface Exclusive<T> {

    /**
     * Does it.
     *
     * @return what came of it
     */
    T run() throws SQLException;
  }

  private final Opener opener;
  private final String url;
  private final long maxResultBytes;
  private final WriteLock writeLock = new WriteLock();
  private final Set<HiveConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile int loginTimeout;

  /** Loads the classes that the first connection and statement of a JVM need, as far as is safe. */
  public static void preload() {
    FirstClasses.link();
  }

  /**
   * A data source.
   *
   * @param opener opens the SQLite connections
   * @param url what metadata shows
   * @param maxResultBytes how large a result may be, as all of it is read
   */
  public HiveDataSource(Opener opener, String url, long maxResultBytes) {
    this.opener = opener;
    this.url = url;
    this.maxResultBytes = maxResultBytes;
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    checkOpen();
    RawSession raw = opener.open();
    Session session =
        new Session(raw.connection(), raw.sql(), raw.hook(), maxResultBytes, writeLock);
    HiveConnection connection = new HiveConnection(session, url, open::remove);
    open.add(connection);
    if (closed) {
      connection.close();
      checkOpen();
    }
    return connection;
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.client(
          SqlErrors.CONNECTION_DOES_NOT_EXIST,
          "The database [" + url + "] has been closed, and gives no more connections.");
    }
  }

  /**
   * Runs work while no connection runs anything.
   *
   * @param discard whether open transactions and settings end first, as after DISCARD ALL
   * @param work what to run
   * @param <T> what comes of it
   * @return what came of it
   */
  public synchronized <T> T exclusively(boolean discard, Exclusive<T> work) throws SQLException {
    Deque<Session> seized = new ArrayDeque<>();
    try {
      for (HiveConnection connection : open) {
        Session session = connection.session();
        session.seize();
        seized.push(session);
        if (discard) {
          session.discard();
        }
      }
      return work.run();
    } finally {
      seized.forEach(Session::release);
    }
  }

  /** There are no users: name and password are not looked at. */
  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  /** Closes all connections; what their transactions have not committed is rolled back. */
  @Override
  public void close() throws SQLException {
    closed = true;
    SQLException first = null;
    for (HiveConnection connection : open) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  /** Kept for pools, which also wait that long when they close; opening a file takes no time. */
  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.notImplemented("DataSource.getParentLogger()");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
