// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a server of this machine's programs is, as the documentation says. */
@TestInstance(Lifecycle.PER_CLASS)
class LocalPromisesIT {

  private static final String SOCKETS = "SHOW unix_socket_directories";

  private Path work;
  private BackendServer server;
  private ConnectionInfo info;

  @BeforeAll
  void start(@TempDir(factory = OpenTempDir.class) Path directory) {
    work = directory;
    server = in(work);
    info = server.create(DatabaseSpec.throwAway("test")).connection();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static BackendServer in(Path directory) {
    return TestServers.start(
        TestServers.localServer(Map.of("hive.postgres.work-dir", directory.toString())));
  }

  private String ask(String sql) throws SQLException {
    return TestServers.ask(info, sql);
  }

  @Test
  void itDoesWithoutTheCareForAPowerCut() throws SQLException {
    for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
      assertThat(ask("SHOW " + setting)).as(setting).isEqualTo("off");
    }
    assertThat(ask("SHOW wal_level")).isEqualTo("minimal");
    assertThat(ask("SHOW dynamic_shared_memory_type")).isEqualTo("mmap");
  }

  @Test
  void textsAreComparedByteByByteWhateverTheMachineSpeaks() throws SQLException {
    assertThat(ask("SELECT datcollate FROM pg_database WHERE datname = current_database()"))
        .isIn("C.UTF-8", "C");
    assertThat(
            ask("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'postgres'"))
        .isEqualTo("UTF8");
  }

  @Test
  void everyWayInAsksForTheScramPassword() throws SQLException {
    assertThat(ask("SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
        .isEqualTo("scram-sha-256");
    assertThat(ask("SELECT string_agg(DISTINCT type, ',' ORDER BY type) FROM pg_hba_file_rules"))
        .isEqualTo("host,local");
    assertThat(ask("SELECT rolpassword FROM pg_authid WHERE rolname = current_user"))
        .startsWith("SCRAM-SHA-256$");
  }

  /** All copies begin with the template's, which lies in the cache. */
  @Test
  void theTemplatesPasswordIsNoLongerGood() throws Exception {
    Path data = Path.of(server.health().details().get("data-directory"));
    String templates = Files.readString(data.resolve("hive-db.password")).strip();
    assertThatThrownBy(
            () ->
                TestServers.ask(
                    ConnectionInfo.ofUrl(info.jdbcUrl(), info.username(), templates, Map.of()),
                    "SELECT 1"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void itsSocketIsInADirectoryThatNobodyElseEnters() throws Exception {
    Path sockets = Path.of(ask(SOCKETS));
    assertThat(sockets).startsWith(work);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sockets)))
        .isEqualTo("rwx------");
    assertThat(sockets.resolve(".s.PGSQL." + port())).exists();
  }

  @Test
  void aPathThatIsTooLongForASocketIsDoneWithout() throws Exception {
    Path deep = work;
    for (int i = 0; i < 3; i++) {
      deep = Files.createDirectory(deep.resolve("a-name-of-thirty-six-characters-----"));
      Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    try (BackendServer other = in(deep);
        BackendDatabase database = other.create(DatabaseSpec.throwAway("test"))) {
      assertThat(TestServers.ask(database.connection(), SOCKETS)).isEmpty();
    }
  }

  @Test
  void noOtherAddressOfTheMachineAnswers() throws Exception {
    int port = port();
    for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : card.inetAddresses().toList()) {
        if (!address.isLoopbackAddress()) {
          // A container's card, with its address, may come or go at this moment.
          assertThatThrownBy(() -> connect(address, port))
              .as("%s", address)
              .isInstanceOfAny(ConnectException.class, BindException.class);
        }
      }
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 5_000);
    }
  }

  private int port() {
    return Integer.parseInt(info.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  @Test
  void itTellsItsHealth() {
    assertThat(server.health().isUp()).isTrue();
    assertThat(server.health().details())
        .containsEntry("mode", "local")
        .hasEntrySatisfying("version", text -> assertThat(text).matches("\\d+\\.\\d+"))
        .hasEntrySatisfying("pgvector", text -> assertThat(text).matches("\\d+\\.\\d+\\.\\d+"))
        .hasEntrySatisfying("uptime", text -> assertThat(text).matches("\\d+ s"))
        .hasEntrySatisfying("connections", text -> assertThat(text).matches("[1-9]\\d* of 300"))
        .hasEntrySatisfying("data-directory", text -> assertThat(Path.of(text)).startsWith(work))
        .hasEntrySatisfying(
            "server", text -> assertThat(text).startsWith("a local server of PostgreSQL "));
  }
}
