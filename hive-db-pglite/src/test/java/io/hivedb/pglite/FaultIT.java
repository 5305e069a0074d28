// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static io.hivedb.pglite.TestServers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements that ask too much: they end in a result or in an error with an SQLState, in bounded
 * time; afterwards the database answers exactly, if need be restarted; others live on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
class FaultIT {

  private static final int LARGE = 100_000_000;

  private final PgliteServer server = TestServers.memory();
  private final BackendDatabase bystander = server.create(DatabaseSpec.throwAway("bystander"));

  @BeforeEach
  void prepareBystander() throws SQLException {
    try (Connection connection = connect(bystander)) {
      run(connection, "create table if not exists untouched as select 42 as n");
    }
  }

  @AfterAll
  void close() {
    bystander.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select octet_length(repeat(repeat('x', 1000), 1000000))",
        "select length(repeat('x', 1073741824))",
        "create function f(n int) returns int language plpgsql as"
            + " 'begin return f(n + 1); end'; select f(0)",
        "create function g(n int) returns int language sql as"
            + " 'select 1'; create or replace function g(n int) returns int language sql as"
            + " 'select g(n + 1) + 1'; select g(0)",
        "select (repeat('[', 100000) || repeat(']', 100000))::json is not null",
        "select (repeat('[', 100000) || repeat(']', 100000))::jsonb is not null",
        "select count(*) from (select md5(i::text) h from generate_series(1, 400000) i order by 1) s",
        "set work_mem = '1GB'; select count(*) from"
            + " (select md5(i::text), count(*) from generate_series(1, 500000) i group by 1) s",
        "select regexp_replace(repeat('a', 100000), '(a*)*b', '') = ''",
      })
  void endInAResultOrAnError(String sql) throws SQLException {
    expectSoundness(connection -> run(connection, sql));
  }

  @Test
  void twoHundredThousandTermsEndInAResultOrAnError() throws SQLException {
    expectSoundness(
        connection ->
            assertThat(ask(connection, "select 1" + "+1".repeat(199_999))).isEqualTo("200000"));
  }

  @Test
  void aHundredMegabytesGoInAndOut() throws SQLException {
    String large = "0123456789".repeat(LARGE / 10);
    expectSoundness(
        connection -> {
          run(connection, "create table large (s text)");
          try (var insert = connection.prepareStatement("insert into large values (?)")) {
            insert.setString(1, large);
            assertThat(insert.executeUpdate()).isEqualTo(1);
          }
          assertThat(ask(connection, "select s from large").equals(large)).isTrue();
        });
  }

  /** Something that may fail. */
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private void expectSoundness(Work work) throws SQLException {
    try (BackendDatabase database = server.create(DatabaseSpec.throwAway("fault"))) {
      try (Connection connection = connect(database)) {
        run(connection, "create table kept as select i from generate_series(1, 1000) i");
        try {
          work.on(connection);
        } catch (SQLException e) {
          assertThat(e.getSQLState()).isNotBlank();
          assertThat(e.getMessage()).hasSizeGreaterThan(20);
        }
      }
      checkAfter(database);
    }
    try (Connection connection = connect(bystander)) {
      assertThat(ask(connection, "select n from untouched")).isEqualTo("42");
    }
  }

  private static void checkAfter(BackendDatabase database) throws SQLException {
    try (Connection connection = connect(database)) {
      assertThat(ask(connection, "select sum(i) from kept")).isEqualTo("500500");
      run(connection, "insert into kept values (1001)");
      assertThat(ask(connection, "select count(*) from kept")).isEqualTo("1001");
    }
  }
}
