// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections of our own, which are not pooled. */
final class Connections {

  /** Asked directly: DriverManager shows a driver only to class loaders that see it. */
  private static final Driver DRIVER = new Driver();

  private Connections() {}

  /** A connection for short statements, opened within a time. */
  static Connection open(ServerAddress address, Duration timeout) throws SQLException {
    Properties properties = address.credentials();
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds(timeout));
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(timeout));
    return open(address, properties);
  }

  /** A connection on which a text of several statements goes to the server whole. */
  static Connection openForScripts(ServerAddress address) throws SQLException {
    Properties properties = address.credentials();
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    return open(address, properties);
  }

  private static Connection open(ServerAddress address, Properties properties) throws SQLException {
    Connection connection = DRIVER.connect(address.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("pgjdbc does not take the URL " + address.jdbcUrl(), "08001");
    }
    return connection;
  }

  /** Whole seconds, as pgjdbc wants them; 0 would mean for ever. */
  private static int seconds(Duration timeout) {
    return (int) Math.max(1, Math.min(timeout.toSeconds(), Integer.MAX_VALUE));
  }
}
