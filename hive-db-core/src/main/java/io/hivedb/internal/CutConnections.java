// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.internal.watch.Watch;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens the physical connections of one pool, and can cut them all at once, whoever holds them.
 * Safe to use from several threads at once.
 */
final class CutConnections implements DataSource {

  private final DataSource driver;
  private final Watch watch;
  private final Set<CuttableConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isFirst = new AtomicBoolean(true);
  private volatile String reason = "";
  private volatile int loginTimeout;

  CutConnections(DataSource driver, Watch watch) {
    this.driver = driver;
    this.watch = watch;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection physical = driver.getConnection();
    FirstQuestion question = FirstQuestion.of(isFirst.getAndSet(false));
    CuttableConnection connection =
        new CuttableConnection(physical, open::remove, watch.connection(), question);
    open.add(connection);
    // Whoever cuts sets the reason first: one of the two sees the other.
    if (!reason.isEmpty()) {
      connection.cut(reason);
    }
    return connection.facade();
  }

  /** Ends all connections, also those under way; what is done with them fails with the reason. */
  void cut(String why) {
    reason = why;
    open.forEach(connection -> connection.cut(why));
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("A database of Hive DB has one user.");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return driver.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    driver.setLogWriter(out);
  }

  /** Kept here: the driver manager's own would be every driver's in this JVM. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(driver) ? type.cast(driver) : driver.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(driver) || driver.isWrapperFor(type);
  }
}
