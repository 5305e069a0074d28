// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.HiveDb;
import io.hivedb.UnsupportedSqlException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** HikariCP pools the connections, and gives them back as new. */
class PoolTests {

  @Test
  void aPooledConnectionComesBackClean() throws SQLException {
    try (BackendServer server = TestServers.start(Map.of());
        BackendDatabase database = server.create(DatabaseSpec.throwAway("pool"));
        HikariDataSource pool = pool(database)) {
      database.runScript("CREATE TABLE t (a int)");
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        TestServers.run(connection, "INSERT INTO t VALUES (1)");
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(TestServers.ask(connection, "SELECT count(*) FROM t")).isEqualTo("0");
      }
    }
  }

  @Test
  void aRefusedStatementDoesNotCostThePooledConnection() throws SQLException {
    try (HiveDb db = HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection()) {
      assertThatThrownBy(() -> TestServers.run(connection, "LISTEN news"))
          .isInstanceOf(UnsupportedSqlException.class);

      assertThat(TestServers.ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  private static HikariDataSource pool(BackendDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestServers.dataSource(database));
    config.setMaximumPoolSize(2);
    return new HikariDataSource(config);
  }
}
