// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with servers of this machine's programs, each fault caused. */
class LocalFaultsIT {

  @TempDir(factory = OpenTempDir.class)
  private Path work;

  private Map<String, String> settings;

  @BeforeEach
  void choose() {
    settings = Map.of("hive.postgres.work-dir", work.toString());
  }

  private BackendServer start(Map<String, String> chosen) {
    return TestServers.start(TestServers.localServer(chosen));
  }

  @Test
  @Timeout(30)
  void aServerThatIsKilledIsNoticedAtOnce() throws Exception {
    Set<String> before = LocalTraces.unusedSharedMemory();
    try (BackendServer server = start(settings)) {
      var info = server.create(DatabaseSpec.throwAway("test")).connection();
      try (Connection connection = TestServers.connect(info);
          Statement statement = connection.createStatement()) {
        LocalTraces.killServers(work);
        assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(20)"))
            .isInstanceOf(SQLException.class);
      }
      Awaiting.until("the server is down", Duration.ofSeconds(5), () -> !server.health().isUp());
      assertThat(server.health().details().get("reason")).contains("refused");
    }
    assertThat(LocalTraces.files(work)).isEmpty();
    LocalTraces.assertNoMoreUnusedSharedMemory(before);
    start(settings).close();
  }

  @Test
  void aPortOfTheUsersChoiceThatIsTakenIsAnError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerSettings fixed =
          new ServerSettings(
              Settings.of(TestServers.local(settings)),
              null,
              null,
              taken.getLocalPort(),
              Duration.ofSeconds(30));
      assertThatThrownBy(() -> TestServers.start(fixed))
          .isInstanceOf(BackendStartException.class)
          .hasMessage(
              "The port [%d] on 127.0.0.1 is in use. End what listens there, choose another by"
                  + " hive.database.port, or leave that out for a free one.",
              taken.getLocalPort());
    }
    assertThat(LocalTraces.files(work)).isEmpty();
  }

  @Test
  void programsThatAreRemovedDuringUse(@TempDir Path directory) throws Exception {
    Path home = linkedPrograms(directory);
    Map<String, String> linked =
        Map.of("hive.postgres.work-dir", work.toString(), PostgresProvider.HOME, home.toString());
    try (BackendServer server = start(linked)) {
      deleteContent(home.resolve("bin"));

      var info = server.create(DatabaseSpec.throwAway("test")).connection();
      assertThat(TestServers.ask(info, "SELECT 1")).isEqualTo("1");
      assertThatThrownBy(() -> start(linked))
          .isInstanceOf(BackendNotAvailableException.class)
          .hasMessageStartingWith(
              "No PostgreSQL can be started on this machine: no PostgreSQL 13 or newer with pgvector"
                  + " is installed here: none at all found (looked at hive.postgres.home = ["
                  + home
                  + "]). Install it by apt install postgresql-17 postgresql-17-pgvector");
    }
    assertThat(LocalTraces.files(work)).isEmpty();
  }

  /** Programs follow links to find the rest of their installation. */
  private static Path linkedPrograms(Path directory) throws IOException {
    Path home = directory.resolve("home");
    Path bin = Files.createDirectories(home.resolve("bin"));
    try (DirectoryStream<Path> programs = Files.newDirectoryStream(TestServers.localHome())) {
      for (Path program : programs) {
        Files.createSymbolicLink(bin.resolve(program.getFileName()), program);
      }
    }
    LocalTraces.openForAll(directory);
    return home;
  }

  private static void deleteContent(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aDiskThatIsFullFailsTheStartWithoutTraces() throws Exception {
    start(settings).close();
    try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), 8)) {
      Map<String, String> small = Map.of("hive.postgres.work-dir", disk.path().toString());
      assertThatThrownBy(() -> start(small))
          .isInstanceOf(BackendStartException.class)
          .hasMessageMatching(
              "The template cluster cannot be copied into \\[\\Q%s\\E/[^\\]]+\\]: No space left on"
                      .formatted(disk.path())
                  + " device\\. Free some space there, or name another directory by"
                  + " hive\\.postgres\\.work-dir\\.");
      assertThat(LocalTraces.servers(disk.path())).isEmpty();
      assertThat(LocalTraces.files(disk.path())).isEmpty();
    }
  }

  @Test
  void aDiskThatFillsUpFailsTheStatement() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), 80)) {
      Map<String, String> small = Map.of("hive.postgres.work-dir", disk.path().toString());
      try (BackendServer server = start(small)) {
        var info = server.create(DatabaseSpec.throwAway("test")).connection();
        assertThatThrownBy(
                () ->
                    TestServers.ask(
                        info,
                        "CREATE TABLE big AS SELECT repeat(md5(n::text), 30)"
                            + " FROM generate_series(1, 500000) n"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("No space left on device");
      }
      assertThat(LocalTraces.servers(disk.path())).isEmpty();
      assertThat(LocalTraces.files(disk.path())).isEmpty();
    }
  }
}
