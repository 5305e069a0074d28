// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with an existing server, each fault caused on a real one. */
class ServerFaultsIT {

  private final String url = TestServers.existingUrl();
  private final ConnectionInfo own = ServerAddress.parse(DatabaseUrl.parse(url)).connectionInfo();
  private final String server = url.replaceFirst(".*@([^/]*).*", "$1");

  private String urlOf(String credentials, String database) {
    return "postgresql://" + credentials + "@" + server + "/" + database;
  }

  @Test
  void wrongPassword() {
    String wrong = urlOf("hive:hush%40", "postgres");

    assertThatThrownBy(() -> TestServers.start(TestServers.byUrl(wrong)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The PostgreSQL server at ["
                + server
                + "] refused the user [hive]: FATAL: password authentication failed for user"
                + " \"hive\". Correct user and password in hive.database.url; a character such as @,"
                + " :, / or % is written there as %40, %3A, %2F or %25.");
  }

  @Test
  void noSuchDatabase() {
    String wrong = url.replaceFirst("/[^/]*$", "/no_such_database");

    assertThatThrownBy(() -> TestServers.start(TestServers.byUrl(wrong)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The PostgreSQL server at ["
                + server
                + "] has no database [no_such_database]. Correct the name in hive.database.url, for"
                + " example to postgres, which nearly every server has.");
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String closed = "postgresql://u:hush@127.0.0.1:" + port + "/db";

    assertThatThrownBy(() -> TestServers.start(TestServers.byUrl(closed)))
        .isInstanceOf(ConnectionFailedException.class)
        .hasMessage(
            "The PostgreSQL server at [127.0.0.1:%1$s] cannot be reached: Connection to"
                + " 127.0.0.1:%1$s refused. Check that the hostname and port are correct and that"
                + " the postmaster is accepting TCP/IP connections. Start it, or correct host and"
                + " port in hive.database.url.",
            port);
  }

  @Test
  void noRightToCreateDatabases() throws SQLException {
    String role = TestServers.unique("no\"right");
    String quoted = '"' + role.replace("\"", "\"\"") + '"';
    TestServers.ask(own, "CREATE ROLE " + quoted + " LOGIN PASSWORD 'p'");
    try (BackendServer limited = startAs(role)) {
      assertThatThrownBy(() -> limited.create(DatabaseSpec.throwAway("test")))
          .isInstanceOf(BackendNotAvailableException.class)
          .hasMessage(
              "The user [%s] of the PostgreSQL server at [%s] may not create databases; each test"
                  + " class gets one of its own. Let a superuser run ALTER ROLE %s CREATEDB.",
              role, server, quoted);
    } finally {
      TestServers.ask(own, "DROP ROLE " + quoted);
    }
  }

  @Test
  void noRightToCreateTheExtension() throws SQLException {
    String role = TestServers.unique("creator");
    TestServers.ask(own, "CREATE ROLE " + role + " LOGIN CREATEDB PASSWORD 'p'");
    try (BackendServer limited = startAs(role)) {
      assertThatThrownBy(() -> limited.create(DatabaseSpec.throwAway("test")))
          .isInstanceOf(PgvectorMissingException.class)
          .hasMessageMatching(
              "The user \\[%s\\] of the PostgreSQL server at \\[%s\\] may not create the extension"
                      .formatted(role, server)
                  + " \\[vector\\] in the database \\[hive_db_\\p{XDigit}{8}_1\\]: ERROR:"
                  + " permission denied to create extension \"vector\" Hint: Must be superuser to"
                  + " create this extension\\. Let a superuser run CREATE EXTENSION vector there, and"
                  + " in template1 for the databases of tests\\.");
    } finally {
      // Works only if the half-made database is gone: its owner cannot be dropped.
      TestServers.ask(own, "DROP ROLE " + role);
    }
  }

  /** Here, one that is killed under everybody and started again at its address. */
  @Test
  @Timeout(60)
  void aServerThatGoesAwayIsToldAtOnceAndUsedAgainWhenItReturns(
      @TempDir(factory = OpenTempDir.class) Path work) throws Exception {
    Map<String, String> settings = Map.of("hive.postgres.work-dir", work.toString());
    try (BackendServer theirs = TestServers.start(TestServers.localServer(settings));
        BackendServer ours = TestServers.start(TestServers.byUrl(TestServers.urlOf(theirs)));
        BackendDatabase database = ours.create(DatabaseSpec.throwAway("test"))) {
      database.runScript("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
      BackendSnapshot snapshot = database.snapshot();
      LocalTraces.killServers(work);
      Awaiting.until("it is down", Duration.ofSeconds(5), () -> !ours.health().isUp());
      Deadline soon = new Deadline(Duration.ofSeconds(5));
      assertThatThrownBy(() -> createTwo(ours))
          .isInstanceOf(BackendStartException.class)
          .hasMessageContaining("refused");
      assertThatThrownBy(() -> database.reset(snapshot)).isInstanceOf(BackendStartException.class);
      assertThatThrownBy(() -> database.runScript("SELECT 1")).isInstanceOf(SQLException.class);
      assertThat(soon.isOver()).as("%s", soon).isFalse();
      theirs.restart();
      database.runScript("INSERT INTO kept VALUES (8)");
      database.reset(snapshot);
      assertThat(TestServers.ask(database.connection(), "SELECT sum(n) FROM kept")).isEqualTo("7");
      ours.create(DatabaseSpec.throwAway("afterwards")).close();
      assertThat(ours.health().isUp()).isTrue();
    }
  }

  /** The first may be a copy that was made ahead, for which the server is not asked. */
  private static void createTwo(BackendServer server) {
    server.create(DatabaseSpec.throwAway("meanwhile"));
    server.create(DatabaseSpec.throwAway("meanwhile"));
  }

  private BackendServer startAs(String role) {
    String encoded = URLEncoder.encode(role, StandardCharsets.UTF_8);
    return TestServers.start(TestServers.byUrl(urlOf(encoded + ":p", "postgres")));
  }
}
