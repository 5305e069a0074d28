// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A test that is in the middle of a COPY holds up no test that uses another database. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
class NeighbourIT {

  @Test
  void othersAreForkedResetAndClosedInTheMiddleOfACopy() throws SQLException {
    try (HiveDb copying = HiveDb.start(config -> config.backend("pglite"));
        Connection connection = copying.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table notes (n int)");
      Snapshot empty = copying.snapshot();
      CopyIn copy =
          connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy notes from stdin");
      useAFork(copying, empty);
      byte[] row = "1\n".getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(row, 0, row.length);
      assertThat(copy.endCopy()).isEqualTo(1);
      assertThat(count(copying.dataSource())).isEqualTo(1);
    }
  }

  private static void useAFork(HiveDb copying, Snapshot empty) throws SQLException {
    try (HiveDb other = copying.fork(empty)) {
      Snapshot prepared = other.snapshot();
      try (Connection connection = other.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("insert into notes values (1), (2)");
      }
      assertThat(count(other.dataSource())).isEqualTo(2);
      other.reset(prepared);
      assertThat(count(other.dataSource())).isZero();
    }
  }

  private static long count(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from notes")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
