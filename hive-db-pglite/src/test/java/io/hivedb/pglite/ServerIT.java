// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static io.hivedb.pglite.TestServers.ask;
import static io.hivedb.pglite.TestServers.connect;
import static io.hivedb.pglite.TestServers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import io.hivedb.Health;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ScriptException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyManager;

/** A running server through pgjdbc: what only PGlite's bridge can get wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerIT {

  private final PgliteServer server =
      PgliteServer.start(TestServers.settings(Map.of(PgliteSettings.WAIT_TIMEOUT, "300ms")));
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("server"));

  @BeforeAll
  void prepare() throws SQLException {
    database.runScript("create table numbers (n int primary key, s text)");
  }

  @AfterAll
  void stop() {
    database.close();
    server.close();
  }

  @Test
  void tellsItsVersions() {
    Health health = server.health();
    assertThat(health.isUp()).isTrue();
    assertThat(health.details())
        .containsKeys("version", "pgvector", "pglite", "node", "pid", "databases", "connections")
        .hasEntrySatisfying("version", version -> assertThat(version).startsWith("18."))
        .hasEntrySatisfying("pglite", version -> assertThat(version).isEqualTo("0.5.14"));
  }

  @Test
  void keepsThePasswordOutOfCommandAndEnvironment() throws IOException {
    long pid = Long.parseLong(server.health().details().getOrDefault("pid", ""));
    ProcessHandle bridge = ProcessHandle.of(pid).orElseThrow();
    assertThat(bridge.info().commandLine().orElse("")).doesNotContain(server.password());
    Path environment = Path.of("/proc/" + pid + "/environ");
    if (Files.isReadable(environment)) {
      assertThat(Files.readString(environment)).doesNotContain(server.password());
    }
    assertThat(String.join("\n", server.recentLog())).doesNotContain(server.password());
    assertThat(database.connection().toString()).doesNotContain(server.password());
  }

  @Test
  void anUnknownPasswordIsRefused() {
    assertThatThrownBy(() -> connect(database, "password", "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void aSelfDeadlockIsAnExplanation() throws SQLException {
    try (Connection owner = connect(database, "ApplicationName", "the owner");
        Connection other = connect(database)) {
      owner.setAutoCommit(false);
      run(owner, "insert into numbers values (-1, 'open')");
      assertThatThrownBy(() -> run(other, "insert into numbers values (-1, 'again')"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"))
          .hasMessageContaining("waited 0.3 s for a lock that is held by connection ")
          .hasMessageContaining("[the owner], which has had a transaction open for ")
          .hasMessageContaining("its last statement was [insert into numbers values (-1, 'open')]")
          .hasMessageContaining("a lock of its own other connection waits for itself");
      owner.rollback();
      assertThat(ask(other, "select count(*) from numbers where n = -1")).isEqualTo("0");
    }
  }

  @Test
  void copiesInAndOut() throws Exception {
    try (Connection connection = connect(database)) {
      run(connection, "create table copied (n int, s text)");
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      StringBuilder rows = new StringBuilder();
      IntStream.range(0, 20_000)
          .forEach(i -> rows.append(i).append("\trow ").append(i).append('\n'));
      assertThat(copy.copyIn("copy copied from stdin", new StringReader(rows.toString())))
          .isEqualTo(20_000);
      StringWriter out = new StringWriter();
      assertThat(copy.copyOut("copy copied to stdout", out)).isEqualTo(20_000);
      assertThat(out).hasToString(rows.toString());
      assertThatThrownBy(
              () -> copy.copyIn("copy copied from stdin", new StringReader("not a number\tx\n")))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22P02"));
      assertThatThrownBy(() -> run(connection, "copy copied from stdin"))
          .hasMessageContaining("COPY");
      assertThat(ask(connection, "select count(*) from copied")).isEqualTo("20000");
    }
  }

  @Test
  void batchesAreWhole() throws SQLException {
    try (Connection connection = connect(database)) {
      run(connection, "create table batched (n int primary key)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into batched values (?)")) {
        for (int n = 0; n < 1000; n++) {
          insert.setInt(1, n);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(1000).containsOnly(1);
        insert.setInt(1, 5);
        insert.addBatch();
        assertThatThrownBy(insert::executeBatch)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
      }
      assertThat(ask(connection, "select count(*) from batched")).isEqualTo("1000");
    }
  }

  @Test
  void notifiesTheListener() throws SQLException {
    try (Connection listener = connect(database);
        Connection other = connect(database)) {
      run(listener, "listen news");
      run(other, "notify news, 'hello'");
      PGNotification[] heard = listener.unwrap(PGConnection.class).getNotifications(5000);
      assertThat(heard).extracting(PGNotification::getParameter).containsExactly("hello");
      assertThat(other.unwrap(PGConnection.class).getNotifications(1)).isNullOrEmpty();
    }
  }

  @Test
  void tellsThePlaceOfAScriptErrorInCharactersOfJava() {
    String script = "select '😀😀';\nselect wrong_column;";
    assertThatThrownBy(() -> database.runScript(script))
        .isInstanceOfSatisfying(
            ScriptException.class,
            e -> assertThat(e.offset()).isEqualTo(script.indexOf("wrong_column")));
    assertThatThrownBy(() -> database.runScript("select 1/0"))
        .isInstanceOfSatisfying(ScriptException.class, e -> assertThat(e.offset()).isEqualTo(-1));
  }

  @Test
  void scriptsKeepBracesAndQuestionMarks() throws SQLException {
    database.runScript(
        "create table odd as select '{d ?}'::text as s, '{\"a\":1}'::jsonb ? 'a' as b");
    try (Connection connection = connect(database)) {
      assertThat(ask(connection, "select s || b from odd")).isEqualTo("{d ?}true");
    }
  }

  @Test
  void databasesHaveTheirNames() throws SQLException {
    try (BackendDatabase other = server.create(DatabaseSpec.throwAway("other"));
        Connection connection = connect(other)) {
      assertThat(ask(connection, "select current_database()")).isEqualTo(connection.getCatalog());
    }
  }

  @Test
  void aKilledBridgeIsReported() {
    PgliteServer victim = TestServers.memory();
    try (victim) {
      long pid = Long.parseLong(victim.health().details().getOrDefault("pid", ""));
      ProcessHandle bridge = ProcessHandle.of(pid).orElseThrow();
      bridge.destroyForcibly();
      bridge.onExit().join();
      assertThat(victim.health().isUp()).isFalse();
      assertThat(victim.health().details().get("reason"))
          .startsWith("The PGlite bridge has ended.\n  Command: [");
      assertThatThrownBy(() -> victim.create(DatabaseSpec.throwAway("late")))
          .isInstanceOf(BackendStartException.class)
          .hasMessageStartingWith("The PGlite bridge has ended.");
    }
  }
}
