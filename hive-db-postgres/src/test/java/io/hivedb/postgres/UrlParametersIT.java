// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a URL says beside the address reaches driver and server: here, of a server with TLS. */
@TestInstance(Lifecycle.PER_CLASS)
class UrlParametersIT {

  private static final String ENCRYPTED =
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

  private BackendServer somebodys;
  private ConnectionInfo own;
  private Path trusted;
  private Path another;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    somebodys = TestServers.start(TestServers.localServer(Map.of()));
    own = somebodys.create(DatabaseSpec.throwAway("own")).connection();
    KeyStore key = SelfSignedKey.make(directory.resolve("server.p12"));
    trusted = Files.writeString(directory.resolve("trusted.crt"), certificate(key));
    another =
        Files.writeString(
            directory.resolve("another.crt"),
            certificate(SelfSignedKey.make(directory.resolve("other.p12"))));
    give(certificate(key), "server.crt");
    give(
        pem("PRIVATE KEY", key.getKey(SelfSignedKey.ALIAS, SelfSignedKey.password()).getEncoded()),
        "server.key");
    TestServers.ask(own, "ALTER SYSTEM SET ssl = on");
    TestServers.ask(own, "SELECT pg_reload_conf()");
    Awaiting.until(
        "the server has TLS",
        Duration.ofSeconds(10),
        () -> TestServers.ask(own, "SHOW ssl").equals("on"));
  }

  @AfterAll
  void stop() {
    if (somebodys != null) {
      somebodys.close();
    }
  }

  private static String certificate(KeyStore key) throws Exception {
    return pem("CERTIFICATE", key.getCertificate(SelfSignedKey.ALIAS).getEncoded());
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
  }

  /** Writes a file of the server's own, which it wants to be nobody else's. */
  private void give(String content, String name) throws SQLException {
    String data = TestServers.ask(own, "SHOW data_directory");
    TestServers.ask(
        own,
        "COPY (SELECT unnest(string_to_array('%s', E'\\n'))) TO PROGRAM 'umask 077; cat >%s/%s'"
            .formatted(content, data, name));
  }

  private String url(String parameters) {
    return TestServers.urlOf(somebodys) + "?" + parameters;
  }

  private String askOfTestClass(String parameters, String sql) throws SQLException {
    try (BackendServer server = TestServers.start(TestServers.byUrl(url(parameters)))) {
      return TestServers.ask(server.create(DatabaseSpec.throwAway("test")).connection(), sql);
    }
  }

  private String askOfApplication(String parameters, String sql) throws SQLException {
    HiveDbConfig config =
        HiveDbConfig.builder()
            .ignoreOutsideSettings()
            .set(HiveDbConfig.URL, url(parameters))
            .build();
    try (HiveDb db = HiveDb.start(config);
        Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void sslmodeDecidesOnEncryption() throws SQLException {
    assertThat(askOfTestClass("sslmode=require", ENCRYPTED)).isEqualTo("t");
    assertThat(askOfTestClass("sslmode=disable", ENCRYPTED)).isEqualTo("f");
    assertThat(askOfApplication("sslmode=require", ENCRYPTED)).isEqualTo("t");
    assertThat(askOfApplication("sslmode=disable", ENCRYPTED)).isEqualTo("f");
  }

  @Test
  void sslrootcertDecidesOnTrust() throws SQLException {
    String strict = "sslmode=verify-full&sslrootcert=";
    assertThat(askOfTestClass(strict + trusted, ENCRYPTED)).isEqualTo("t");
    assertThat(askOfApplication(strict + trusted, ENCRYPTED)).isEqualTo("t");
    assertThatThrownBy(() -> askOfTestClass(strict + another, ENCRYPTED))
        .isInstanceOf(ConnectionFailedException.class)
        .hasMessageStartingWith("The PostgreSQL server at [127.0.0.1:")
        .hasMessageContaining("SSL error");
  }

  @Test
  void otherParametersReachTheServer() throws SQLException {
    String parameters =
        "options=-c%20geqo%3Doff%20-c%20work_mem%3D7MB&application_name=my%20tests&connect_timeout=7";
    String sql =
        "SELECT concat_ws(',', current_setting('geqo'), current_setting('work_mem'),"
            + " current_setting('application_name'))";
    assertThat(askOfTestClass(parameters, sql)).isEqualTo("off,7MB,my tests");
    assertThat(askOfApplication(parameters, sql)).isEqualTo("off,7MB,my tests");
  }
}
