// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.util.DriverDataSource;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.ConnectionInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** The pool between two changes of a {@link RenewablePool}, and its physical connections. */
final class PoolGeneration implements AutoCloseable {

  private final HikariPool pool;
  private final CutConnections physical;

  private PoolGeneration(HikariPool pool, CutConnections physical) {
    this.pool = pool;
    this.physical = physical;
  }

  /** Opens no connection yet. */
  static PoolGeneration open(HikariConfig config, ConnectionInfo connection, Watch watch) {
    CutConnections physical = new CutConnections(driver(connection), watch);
    config.setDataSource(physical);
    return new PoolGeneration(new HikariPool(config), physical);
  }

  /** Each of its connections is a new one. */
  static DataSource driver(ConnectionInfo connection) {
    return connection.dataSource().orElseGet(() -> byUrl(connection));
  }

  private static DataSource byUrl(ConnectionInfo connection) {
    Properties properties = new Properties();
    properties.putAll(connection.localProperties());
    return new DriverDataSource(
        connection.jdbcUrl(), null, properties, connection.username(), connection.password());
  }

  HikariPool pool() {
    return pool;
  }

  Connection borrow(long millis) throws SQLException {
    return pool.getConnection(millis);
  }

  /** What is told to the pool too fails nobody who then merely returns a connection. */
  void cut(String why) {
    physical.cut(why);
    pool.softEvictConnections();
  }

  @Override
  public void close() {
    try {
      pool.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
