// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.ConnectionInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A HikariCP data source whose connections can all be cut and replaced by ones to elsewhere, while
 * it stays the same object. Nobody gets a connection from before the change after it, and whoever
 * asks during it waits for its end.
 */
final class RenewablePool extends HikariDataSource {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** After so long without a connection it is looked at why there is none. */
  private static final long LOOK_AFTER_MILLIS = 250;

  private final String label;
  private final Watch watch;
  private final ReadWriteLock changing = new ReentrantReadWriteLock();
  private final PoolGraveyard retired = new PoolGraveyard();
  private volatile @Nullable PoolGeneration current;
  private String refusal = "";
  private volatile boolean closed;

  RenewablePool(ConnectionInfo connection, int size, String backend, String label, Watch watch) {
    this.label = label;
    this.watch = watch;
    setPoolName("hive-db-" + backend + "-" + COUNT.incrementAndGet());
    setMaximumPoolSize(size);
    // Connections are made when they are asked for: most test classes need one, not ten.
    setMinimumIdle(0);
    setInitializationFailTimeout(-1);
    setExceptionOverride(new KeepAfterRefusal());
    validateWith(connection);
    current = PoolGeneration.open(this, connection, watch);
  }

  private void validateWith(ConnectionInfo connection) {
    // For people and metrics alone; see PoolGeneration for how connections are made.
    setJdbcUrl(connection.jdbcUrl());
    validate();
  }

  /**
   * Does something for which there must be no connection, and which changes nothing.
   *
   * @param why what connections from before say when they are used: sentences
   * @param action what to do meanwhile
   * @param connection tells how to connect afterwards
   */
  <T> T whileCut(String why, Supplier<T> action, Supplier<ConnectionInfo> connection) {
    changing.writeLock().lock();
    try {
      retire(why);
      return action.get();
    } finally {
      reopen(connection);
      changing.writeLock().unlock();
    }
  }

  /**
   * Makes a change while nobody gets a connection. If it fails, nobody gets one any more.
   *
   * @param why what connections from before say when they are used: sentences
   * @param failed the beginning of what everybody is told if the change fails
   * @param keeps whether connections survive the change, unless it fails
   * @param action makes the change
   * @param connection tells how to connect afterwards
   */
  void change(
      String why,
      String failed,
      boolean keeps,
      Runnable action,
      Supplier<ConnectionInfo> connection) {
    changing.writeLock().lock();
    try {
      if (!keeps) {
        retire(why);
      }
      action.run();
      reopen(connection);
    } catch (UnsupportedOperationException e) {
      reopen(connection);
      throw e;
    } catch (RuntimeException | Error e) {
      refusal = failed + e.getMessage();
      retire(refusal);
      throw e;
    } finally {
      changing.writeLock().unlock();
    }
  }

  private void reopen(Supplier<ConnectionInfo> connection) {
    if (current == null && !closed) {
      current = PoolGeneration.open(this, connection.get(), watch);
    }
  }

  private void retire(String why) {
    PoolGeneration old = current;
    current = null;
    if (old != null) {
      old.cut(why);
      retired.bury(old);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(false);
  }

  /** For whoever sees to it, or not, that it is returned. */
  Connection getConnection(boolean isSeenTo) throws SQLException {
    Connection connection = borrow();
    watch.taken(connection, isSeenTo);
    return connection;
  }

  private Connection borrow() throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
    while (true) {
      PoolGeneration generation = generation();
      try {
        Connection connection = generation.borrow(LOOK_AFTER_MILLIS);
        if (generation == generation()) {
          return connection;
        }
        connection.close();
      } catch (SQLException e) {
        if (generation == generation() && (isFinal(e) || System.nanoTime() > deadline)) {
          throw explained(e);
        }
      }
    }
  }

  /** Waits while there is a change under way. */
  private PoolGeneration generation() throws SQLException {
    changing.readLock().lock();
    try {
      PoolGeneration generation = current;
      if (generation == null) {
        throw new SQLNonTransientConnectionException(
            closed ? "The database of [" + label + "] has been closed." : refusal, "08003");
      }
      return generation;
    } finally {
      changing.readLock().unlock();
    }
  }

  /** Nobody answers, or lets us in: waiting longer would only look like a hang. */
  private static boolean isFinal(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
  }

  private SQLException explained(SQLException failure) {
    Throwable cause = failure.getCause();
    return cause == null || !isFinal(failure)
        ? failure
        : new SQLNonTransientConnectionException(
            "The database of ["
                + label
                + "] cannot be reached: "
                + cause.getMessage()
                + " Its server may have been killed or stopped: HiveDb.health() and log() tell"
                + " more.",
            failure.getSQLState(),
            failure);
  }

  @Override
  public HikariPoolMXBean getHikariPoolMXBean() {
    try {
      return generation().pool();
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void evictConnection(Connection connection) {
    PoolGeneration generation = current;
    if (generation != null) {
      generation.pool().evictConnection(connection);
    }
  }

  @Override
  public boolean isRunning() {
    return current != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    changing.writeLock().lock();
    try {
      closed = true;
      PoolGeneration last = current;
      current = null;
      if (last != null) {
        retired.bury(last);
      }
    } finally {
      changing.writeLock().unlock();
    }
    retired.close();
  }

  @Override
  public String toString() {
    return "HikariDataSource (" + getPoolName() + ")";
  }
}
