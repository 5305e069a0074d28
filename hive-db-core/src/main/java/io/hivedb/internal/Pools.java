// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.hivedb.spi.ConnectionInfo;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens connection pools. */
final class Pools {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Pools() {}

  static HikariDataSource open(ConnectionInfo connection, int size, String backend) {
    HikariConfig config = new HikariConfig();
    connection
        .dataSource()
        .ifPresentOrElse(config::setDataSource, () -> configureUrl(config, connection));
    config.setPoolName("hive-db-" + backend + "-" + COUNT.incrementAndGet());
    config.setMaximumPoolSize(size);
    // Connections are made when they are asked for: most test classes need one, not ten.
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new RefusalOverride());
    return new HikariDataSource(config);
  }

  /** By default the pool closes a connection for good on a statement that was merely refused. */
  private static final class RefusalOverride implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException e) {
      return "0A000".equals(e.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
  }

  private static void configureUrl(HikariConfig config, ConnectionInfo connection) {
    config.setJdbcUrl(connection.jdbcUrl());
    config.setUsername(connection.username());
    config.setPassword(connection.password());
    connection.properties().forEach(config::addDataSourceProperty);
  }
}
