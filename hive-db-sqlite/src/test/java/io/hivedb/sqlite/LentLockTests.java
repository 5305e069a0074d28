// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction that has only locked rows, and others of the same thread that write. */
@Timeout(60)
class LentLockTests {

  private final BackendServer server =
      TestServers.start(Map.of(SqliteBackendProvider.BUSY_TIMEOUT, "150ms"));
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("lent"));
  private final DataSource source = TestServers.dataSource(database);

  @BeforeEach
  void create() throws SQLException {
    database.runScript(
        """
        CREATE TABLE property (name text PRIMARY KEY, value int);
        INSERT INTO property VALUES ('lock', 0), ('next', 1), ('free', 2);
        CREATE TABLE child (id int, name text REFERENCES property ON DELETE CASCADE);
        CREATE TABLE numbered (id int PRIMARY KEY, n int);
        INSERT INTO numbered VALUES (1, 1), (2, 2);
        """);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Connection begin() throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void lock(Connection connection) throws SQLException {
    String read =
        TestServers.ask(connection, "SELECT value FROM property WHERE name = 'lock' FOR UPDATE");
    assertThat(read).isEqualTo("0");
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return TestServers.ask(connection, sql);
    }
  }

  @Test
  void anotherTransactionOfTheThreadWritesOtherRows() throws SQLException {
    try (Connection outer = begin();
        Connection inner = begin()) {
      lock(outer);
      TestServers.run(inner, "UPDATE property SET value = value + 1 WHERE name = 'next'");
      TestServers.run(inner, "INSERT INTO numbered VALUES (3, 3)");
      inner.commit();
      assertThat(TestServers.ask(outer, "SELECT value FROM property WHERE name = 'next'"))
          .isEqualTo("2");
      TestServers.run(outer, "UPDATE property SET value = 7 WHERE name = 'lock'");
      outer.commit();
    }
    assertThat(ask("SELECT string_agg(value::text, ',' ORDER BY name) FROM property"))
        .isEqualTo("2,7,2");
  }

  @Test
  void aStatementOfItsOwnAndSavepointsDoToo() throws SQLException {
    try (Connection outer = begin();
        Connection inner = source.getConnection()) {
      var savepoint = outer.setSavepoint();
      lock(outer);
      TestServers.run(inner, "UPDATE property SET value = 8 WHERE name = 'next'");
      TestServers.run(outer, "UPDATE property SET value = 7 WHERE name = 'lock'");
      outer.rollback(savepoint);
      outer.commit();
    }
    assertThat(ask("SELECT string_agg(value::text, ',' ORDER BY name) FROM property"))
        .isEqualTo("2,0,8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE property SET value = 1 WHERE name = 'lock'",
        "UPDATE property SET value = value",
        "DELETE FROM property",
        "DELETE FROM property WHERE name = 'lock'",
        "INSERT INTO property VALUES ('lock', 1) ON CONFLICT (name) DO UPDATE SET value = 3",
        "INSERT INTO child VALUES (1, 'lock')",
        "SELECT * FROM property FOR UPDATE",
        "SELECT * FROM property FOR UPDATE SKIP LOCKED",
        "TRUNCATE property CASCADE",
        "ALTER TABLE property ADD COLUMN more int",
        "LOCK TABLE property",
        "DO $$ BEGIN UPDATE property SET value = 9; END $$"
      })
  void aLockedRowIsNotChanged(String sql) throws SQLException {
    for (boolean lent : new boolean[] {false, true}) {
      try (Connection outer = begin();
          Connection inner = begin()) {
        lock(outer);
        if (lent) {
          TestServers.run(inner, "UPDATE numbered SET n = n + 1");
        }
        assertThatThrownBy(() -> TestServers.run(inner, sql))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
        inner.rollback();
        TestServers.run(outer, "UPDATE property SET value = value WHERE name = 'lock'");
        outer.commit();
      }
    }
    assertThat(ask("SELECT string_agg(value::text, ',' ORDER BY name) FROM property"))
        .isEqualTo("2,0,1");
    assertThat(ask("SELECT sum(n) FROM numbered")).isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource({"UPDATE numbered SET id = 7 WHERE id = 1", "DELETE FROM numbered"})
  void aRowIsNotRenumberedOrDeletedWithAllOthers(String sql) throws SQLException {
    try (Connection outer = begin();
        Connection inner = source.getConnection()) {
      TestServers.ask(outer, "SELECT n FROM numbered WHERE id = 1 FOR UPDATE");
      assertThatThrownBy(() -> TestServers.run(inner, sql)).hasMessageContaining("lock timeout");
    }
    assertThat(ask("SELECT count(*) FROM numbered WHERE id = 1")).isEqualTo("1");
  }

  @Test
  void rowsAreLockedByBothAndNotByNowait() throws SQLException {
    try (Connection outer = begin();
        Connection inner = begin()) {
      lock(outer);
      assertThat(
              TestServers.ask(
                  inner, "SELECT value FROM property WHERE name = 'next' FOR UPDATE NOWAIT"))
          .isEqualTo("1");
      assertThatThrownBy(() -> TestServers.ask(inner, "SELECT * FROM property FOR UPDATE NOWAIT"))
          .hasMessageContaining("could not obtain lock on row in relation \"property\"");
    }
  }

  @Test
  void whatIsNotKnownRowByRowIsNotLent() throws SQLException {
    try (Connection outer = begin();
        Connection inner = source.getConnection()) {
      TestServers.ask(outer, "SELECT value FROM property ORDER BY name OFFSET 2 FOR UPDATE");
      assertThatThrownBy(() -> TestServers.run(inner, "UPDATE numbered SET n = 3"))
          .hasMessageContaining("lock timeout");
    }
  }

  @Test
  void anotherThreadWaitsForTheEnd() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (BackendServer patient =
            TestServers.start(Map.of(SqliteBackendProvider.BUSY_TIMEOUT, "30s"));
        BackendDatabase own = patient.create(DatabaseSpec.throwAway("patient"))) {
      own.runScript("CREATE TABLE c (id int PRIMARY KEY, n int); INSERT INTO c VALUES (1, 0)");
      for (boolean block : new boolean[] {false, true}) {
        others(own, other, block);
      }
      assertThat(TestServers.ask(TestServers.dataSource(own).getConnection(), "SELECT n FROM c"))
          .isEqualTo("22");
    } finally {
      other.shutdownNow();
    }
  }

  private static void others(BackendDatabase own, ExecutorService threads, boolean block)
      throws Exception {
    DataSource connections = TestServers.dataSource(own);
    try (Connection outer = connections.getConnection();
        Connection inner = connections.getConnection();
        Connection third = connections.getConnection()) {
      outer.setAutoCommit(false);
      third.setAutoCommit(!block);
      int read = Integer.parseInt(TestServers.ask(outer, "SELECT n FROM c FOR UPDATE"));
      TestServers.run(inner, "INSERT INTO c VALUES (" + (block ? 3 : 2) + ", 0)");
      Future<?> waits =
          threads.submit(
              () -> {
                TestServers.run(third, "UPDATE c SET n = n + 10 WHERE id = 1");
                if (block) {
                  third.commit();
                }
                return null;
              });
      assertThatThrownBy(() -> waits.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      TestServers.run(outer, "UPDATE c SET n = " + (read + 1) + " WHERE id = 1");
      outer.commit();
      waits.get(20, TimeUnit.SECONDS);
    }
  }
}
