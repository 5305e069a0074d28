// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static io.hivedb.pglite.TestServers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two connections with open transactions, used in turn by one thread, as migration tools do. */
class ConcurrentTransactionsIT {

  private static PgliteServer server;
  private static BackendDatabase database;
  private Connection one;
  private Connection two;

  @BeforeAll
  static void start() {
    server = PgliteServer.start(TestServers.settings(Map.of("hive.pglite.wait-timeout", "500ms")));
    database = server.create(DatabaseSpec.throwAway("concurrent"));
  }

  @AfterAll
  static void stop() {
    database.close();
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    one = connect(database, "ApplicationName", "the first");
    two = connect(database);
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    two.close();
    try (Connection last = connect(database)) {
      run(last, "drop schema public cascade; create schema public");
    }
  }

  private void begin() throws SQLException {
    one.setAutoCommit(false);
    two.setAutoCommit(false);
  }

  /** What Flyway does by default: it writes its history while the migration is not committed. */
  @Test
  void bothWriteAndTheSecondCommitsFirst() throws SQLException {
    run(one, "create table history (n int)");
    begin();
    assertThat(ask(one, "select pg_try_advisory_xact_lock(7)")).isEqualTo("t");
    assertThat(ask(one, "select count(*) from history")).isEqualTo("0");
    run(two, "create table migrated (n int)");
    run(two, "insert into migrated values (1)");
    assertThat(ask(one, "select to_regclass('migrated') is null")).isEqualTo("t");
    run(one, "insert into history values (1)");
    assertThat(ask(two, "select count(*) from history")).isEqualTo("0");
    two.commit();
    one.commit();
    assertThat(ask(one, "select count(*) from migrated")).isEqualTo("1");
    assertThat(ask(two, "select count(*) from history")).isEqualTo("1");
  }

  /** Spring's REQUIRES_NEW. */
  @Test
  void anInnerTransactionIsCommittedWhileTheOuterIsRolledBack() throws SQLException {
    run(one, "create table audit (what text); create table work (what text)");
    begin();
    run(one, "insert into work values ('outer')");
    run(two, "insert into audit values ('inner')");
    two.commit();
    one.rollback();
    assertThat(ask(two, "select count(*) from audit")).isEqualTo("1");
    assertThat(ask(two, "select count(*) from work")).isEqualTo("0");
  }

  @Test
  void anOlderSnapshotStaysWhatItWas() throws SQLException {
    run(one, "create table changing as select 1 as n");
    one.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    begin();
    assertThat(ask(one, "select n from changing")).isEqualTo("1");
    run(two, "update changing set n = 2");
    two.commit();
    assertThat(ask(one, "select n from changing")).isEqualTo("1");
    assertThatThrownBy(() -> run(one, "update changing set n = 3"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    one.rollback();
    assertThat(ask(one, "select n from changing")).isEqualTo("2");
  }

  @Test
  void aThreadThatWaitsForItselfIsTold() throws SQLException {
    run(one, "create table contended as select 1 as n");
    begin();
    run(one, "update contended set n = 2");
    assertThatThrownBy(() -> run(two, "update contended set n = 3"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"))
        .hasMessageContaining("waited 0.5 s for a lock that is held by connection ")
        .hasMessageContaining("[the first], which has had a transaction open for ")
        .hasMessageContaining("its last statement was [update contended set n = 2]")
        .hasMessageContaining("a lock of its own other connection waits for itself");
    two.rollback();
    one.commit();
    assertThat(ask(two, "select n from contended")).isEqualTo("2");
  }

  @Test
  void aStatementGoesOnWhenTheLockIsReleased() throws SQLException {
    run(one, "create table counter as select 1 as n");
    begin();
    run(one, "update counter set n = n + 1");
    run(two, "create table something_else (n int)");
    CompletableFuture<Integer> waiting =
        CompletableFuture.supplyAsync(() -> updateReturning(two, 10));
    assertThat(ask(one, "select n from counter")).isEqualTo("2");
    one.commit();
    assertThat(waiting.join()).isEqualTo(12);
    two.commit();
    assertThat(ask(one, "select n from counter")).isEqualTo("12");
  }

  private static int updateReturning(Connection connection, int add) {
    String sql = "update counter set n = n + ? returning n";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, add);
      try (ResultSet rows = update.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void locksAreShown() throws SQLException {
    begin();
    run(one, "select pg_advisory_xact_lock(42)");
    String sql =
        "select count(*) from pg_locks where locktype = 'advisory' and objid = 42"
            + " and granted and pid <> pg_backend_pid()";
    assertThat(ask(two, sql)).isEqualTo("1");
    assertThat(ask(two, "select pg_try_advisory_lock(42)")).isEqualTo("f");
  }
}
