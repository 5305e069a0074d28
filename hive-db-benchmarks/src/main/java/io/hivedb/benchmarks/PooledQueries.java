// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The time of a thousand short statements, each on a connection from a pool. */
final class PooledQueries {

  private static final int COUNT = 1_000;

  private PooledQueries() {}

  /** pgjdbc and HikariCP without us, to the same database. */
  static HikariDataSource plainPool(HiveDb db) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(db.jdbcUrl());
    config.setUsername(db.username());
    config.setPassword(db.password());
    db.properties().forEach(config::addDataSourceProperty);
    return new HikariDataSource(config);
  }

  static double milliseconds(DataSource dataSource) {
    long begin = System.nanoTime();
    try {
      for (int i = 0; i < COUNT; i++) {
        ask(dataSource, i);
      }
      return Starts.since(begin);
    } catch (SQLException e) {
      throw new IllegalStateException("a statement failed", e);
    }
  }

  private static void ask(DataSource dataSource, int number) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select name, note, made from t0 where id = ?")) {
      query.setInt(1, number % 300 + 1);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next() || rows.getString(1) == null || rows.getTimestamp(3) == null) {
          throw new SQLException("no row " + number);
        }
      }
    }
  }
}
