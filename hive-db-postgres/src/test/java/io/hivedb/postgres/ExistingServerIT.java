// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbClosedException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExistingServerIT {

  private final String url = TestServers.existingUrl();
  private final ConnectionInfo own = ServerAddress.parse(DatabaseUrl.parse(url)).connectionInfo();
  private final BackendServer server = TestServers.start(TestServers.byUrl(url));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aThrowAwayDatabaseHasPgvectorAndIsDropped() throws Exception {
    BackendDatabase database = server.create(DatabaseSpec.throwAway("test"));
    String name = TestServers.ask(database.connection(), "SELECT current_database()");

    assertThat(name).matches("hive_db_\\p{XDigit}{8}_1");
    assertThat(TestServers.ask(database.connection(), "SELECT '[1,2]'::vector <-> '[1,4]'"))
        .isEqualTo("2");
    database.close();
    database.close();
    Awaiting.until("the database is dropped", Duration.ofSeconds(10), () -> isGone(name));
  }

  private boolean isGone(String name) throws SQLException {
    return count("FROM pg_database WHERE datname = '" + name + "'").equals("0");
  }

  @Test
  void isDroppedThoughSomebodyIsConnected() throws Exception {
    BackendDatabase database = server.create(DatabaseSpec.throwAway("test"));
    try (Connection connection = TestServers.connect(database.connection())) {
      database.close();
      Awaiting.until("the connection is cut", Duration.ofSeconds(10), () -> !connection.isValid(1));
    }
  }

  @Test
  void theUsersOwnDatabaseIsNotTouched() throws SQLException {
    String mine = TestServers.unique("untouched");
    TestServers.ask(own, "CREATE DATABASE " + mine);
    try {
      String before = content(mine);
      try (BackendServer other = TestServers.start(TestServers.byUrl(of(mine)));
          BackendDatabase database = other.create(DatabaseSpec.throwAway("test"))) {
        database.runScript("CREATE TABLE mine (id int); INSERT INTO mine VALUES (1)");
      }
      assertThat(content(mine)).isEqualTo(before);
    } finally {
      TestServers.ask(own, "DROP DATABASE " + mine + " WITH (FORCE)");
    }
  }

  @Test
  void theNamedDatabaseIsTheUsersOwnAndStays() throws SQLException {
    String mine = TestServers.unique("named");
    TestServers.ask(own, "CREATE DATABASE " + mine);
    try {
      for (int round = 1; round <= 2; round++) {
        try (BackendServer other = TestServers.start(TestServers.byUrl(of(mine)));
            BackendDatabase database = other.create(DatabaseSpec.named("test"))) {
          database.runScript(
              "CREATE TABLE IF NOT EXISTS kept (v vector(2)); INSERT INTO kept VALUES ('[1,2]')");
          assertThat(TestServers.ask(database.connection(), "SELECT count(*) FROM kept"))
              .isEqualTo(String.valueOf(round));
        }
      }
    } finally {
      TestServers.ask(own, "DROP DATABASE " + mine + " WITH (FORCE)");
    }
  }

  @Test
  void tellsItsHealth() {
    assertThat(server.health().isUp()).isTrue();
    assertThat(server.health().details())
        .containsEntry("mode", "url")
        .containsKeys("version", "pgvector", "connections", "uptime", "data-directory");
    assertThatThrownBy(server::restart)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("The server is not Hive DB's to restart: it is the existing server")
        .hasMessageEndingWith(". Restart it there, or use the mode local or container.");
    assertThat(server.health().details().get("server"))
        .startsWith("the existing server at [127.0.0.1:");
    server.close();
    assertThat(server.health().isUp()).isFalse();
  }

  @Test
  void aLostConnectionIsOpenedAgain() throws Exception {
    String name;
    try (BackendDatabase first = server.create(DatabaseSpec.throwAway("test"))) {
      name = TestServers.ask(first.connection(), "SELECT current_database()");
      String owner = name.replaceFirst("hive_db_(.*)_1", "$1");
      TestServers.ask(
          own,
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
              + " AND lpad(to_hex(objid::bigint), 8, '0') = '"
              + owner
              + "'");
      assertThat(server.health().isUp()).isTrue();
    }
    Awaiting.until("the database is dropped", Duration.ofSeconds(10), () -> isGone(name));
  }

  @Test
  void aClosedServerSaysSo() {
    server.close();
    assertThatThrownBy(() -> server.create(DatabaseSpec.throwAway("my test")))
        .isInstanceOf(HiveDbClosedException.class)
        .hasMessage("The PostgreSQL server for [my test] is closed. Start another.");
  }

  private String count(String from) throws SQLException {
    return TestServers.ask(own, "SELECT count(*) " + from);
  }

  private String of(String database) {
    return url.replaceFirst("/[^/?]*(\\?.*)?$", "/" + database + "$1");
  }

  private String content(String database) throws SQLException {
    return TestServers.ask(
        ServerAddress.parse(DatabaseUrl.parse(of(database))).connectionInfo(),
        "SELECT (SELECT count(*) FROM pg_class) || ' ' || (SELECT string_agg(extname, ',') FROM"
            + " pg_extension) || ' ' || (SELECT count(*) FROM pg_namespace)");
  }
}
