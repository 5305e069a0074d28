// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine crashes under an open pool. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
class CrashIT {

  private static final String CRASH = "select (repeat('[', 1000000))::json";
  private static final int CRASHES = 3;

  @Test
  void thePoolGoesOnWithWhatWasCommitted() throws SQLException {
    try (PgliteServer server = TestServers.memory();
        BackendDatabase database = server.create(DatabaseSpec.throwAway("crashing"));
        HikariDataSource pool = TestServers.pool(database, 4)) {
      try (Connection connection = pool.getConnection()) {
        run(connection, "create table kept (n serial primary key, note text)");
      }
      for (int crash = 1; crash <= CRASHES; crash++) {
        crash(pool);
        List<String> states = insertUntilAllConnectionsAreGood(pool);
        assertThat(states).isSubsetOf("57P02", "08006");
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(ask(connection, "select count(*) from kept where note = 'open'")).isEqualTo("0");
        assertThat(ask(connection, "select count(*) from kept where note = 'before'"))
            .isEqualTo(Integer.toString(CRASHES));
        assertThat(ask(connection, "select count(*) from kept where note = 'after'"))
            .isEqualTo(Integer.toString(CRASHES * 10));
      }
      assertThat(server.health().isUp()).isTrue();
    }
  }

  private static void crash(HikariDataSource pool) throws SQLException {
    try (Connection victim = pool.getConnection();
        Connection open = pool.getConnection()) {
      run(victim, "insert into kept (note) values ('before')");
      open.setAutoCommit(false);
      run(open, "insert into kept (note) values ('open')");
      SQLException own = catchThrowableOfType(SQLException.class, () -> run(victim, CRASH));
      assertThat(own.getSQLState()).isEqualTo("XX000");
      assertThat(own.getMessage()).contains("crashed and is restarted", CRASH);
      SQLException other =
          catchThrowableOfType(SQLException.class, () -> run(open, "select count(*) from kept"));
      assertThat(other.getSQLState()).isEqualTo("57P02");
    }
  }

  /** Ten rows; gives the SQLStates of connections that the pool did not know to be closed. */
  private static List<String> insertUntilAllConnectionsAreGood(HikariDataSource pool)
      throws SQLException {
    List<String> states = new ArrayList<>();
    for (int inserted = 0; inserted < 10; ) {
      try (Connection connection = pool.getConnection()) {
        run(connection, "insert into kept (note) values ('after')");
        inserted++;
      } catch (SQLException e) {
        states.add(e.getSQLState());
        assertThat(states).as("one of each pooled connection at most").hasSizeLessThan(4);
      }
    }
    return states;
  }
}
