// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A server that somebody else runs, and may change: here, one in a container. */
@TestInstance(Lifecycle.PER_CLASS)
class OtherServerIT {

  /** Printable ASCII without letters and digits, and more. */
  private static final String ODD = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ äß€😀";

  private BackendServer other;
  private ConnectionInfo own;

  @BeforeAll
  void start() {
    TestServers.requireDocker();
    other = TestServers.start(TestServers.container(Map.of()));
    own = other.create(DatabaseSpec.named("own")).connection();
  }

  @AfterAll
  void stop() {
    if (other != null) {
      other.close();
    }
  }

  private BackendServer as(String user, String password) {
    String place = own.jdbcUrl().replaceFirst("jdbc:postgresql://", "").replaceFirst("/.*", "");
    return TestServers.start(
        TestServers.byUrl(
            "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + place + "/postgres"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void takesAPasswordWithEveryOddCharacter() throws SQLException {
    String literal = ODD.replace("'", "''");
    TestServers.ask(own, "CREATE ROLE odd LOGIN CREATEDB SUPERUSER PASSWORD '" + literal + "'");
    try (BackendServer server = as("odd", ODD);
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      assertThat(TestServers.ask(database.connection(), "SELECT current_user")).isEqualTo("odd");
    }
  }

  @Test
  void survivesAServerThatGoesAwayAndReturns() throws SQLException {
    try (BackendServer server = as(own.username(), own.password());
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      database.runScript("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
      BackendSnapshot snapshot = database.snapshot();
      other.restart();
      assertThat(server.health().isUp()).isTrue();
      database.runScript("INSERT INTO kept VALUES (8)");
      database.reset(snapshot);
      assertThat(TestServers.ask(database.connection(), "SELECT sum(n) FROM kept")).isEqualTo("7");
      server.create(DatabaseSpec.throwAway("another")).close();
    }
  }

  /** What an administrator does where pgvector is not trusted: see docs/postgres.md. */
  @Test
  void needsNoSuperuserWherePgvectorIsInTheTemplate() throws SQLException {
    ConnectionInfo template = in("template1");
    TestServers.ask(template, "CREATE EXTENSION vector");
    TestServers.ask(own, "CREATE ROLE plain LOGIN CREATEDB PASSWORD 'p'");
    try (BackendServer server = as("plain", "p");
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      database.runScript("CREATE TABLE kept (v vector(2)); INSERT INTO kept VALUES ('[1,2]')");
      BackendSnapshot snapshot = database.snapshot();
      database.runScript("DROP TABLE kept");
      database.reset(snapshot);
      assertThat(TestServers.ask(database.connection(), "SELECT v FROM kept")).isEqualTo("[1,2]");
      assertThat(server.health().details()).doesNotContainKey("data-directory");
    } finally {
      TestServers.ask(template, "DROP EXTENSION vector");
    }
  }

  @Test
  void aResetRestoresWhatIsKeptOutsideADatabase() throws SQLException {
    TestServers.ask(own, "CREATE ROLE reader");
    try (BackendServer server = as(own.username(), own.password());
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      String name = TestServers.ask(database.connection(), "SELECT current_database()");
      database.runScript(
          "ALTER DATABASE %1$s SET search_path = \"$user\", public, \"Odd name\";".formatted(name)
              + "ALTER DATABASE %1$s SET datestyle = 'German';".formatted(name)
              + "ALTER DATABASE %1$s SET my.setting = 'it''s 100%% mine';".formatted(name)
              + "REVOKE ALL ON DATABASE %1$s FROM PUBLIC;".formatted(name)
              + "GRANT CONNECT ON DATABASE %1$s TO reader".formatted(name));
      String before = outside(database);
      BackendSnapshot snapshot = database.snapshot();
      database.runScript(
          "ALTER DATABASE %1$s RESET ALL; GRANT ALL ON DATABASE %1$s TO PUBLIC".formatted(name));
      database.reset(snapshot);
      assertThat(outside(database)).isEqualTo(before).contains("Odd name").contains("mine");
    }
  }

  private static String outside(BackendDatabase database) throws SQLException {
    return TestServers.ask(
        database.connection(),
        "SELECT (SELECT array_agg(c ORDER BY c) FROM pg_db_role_setting, unnest(setconfig) c WHERE"
            + " setdatabase = d.oid)::text || (SELECT array_agg(a::text ORDER BY a::text) FROM"
            + " aclexplode(d.datacl) a)::text || current_setting('my.setting') FROM pg_database d"
            + " WHERE datname = current_database()");
  }

  private ConnectionInfo in(String database) {
    return ConnectionInfo.ofUrl(
        own.jdbcUrl().replaceFirst("/[^/]*$", "/" + database),
        own.username(),
        own.password(),
        Map.of());
  }
}
