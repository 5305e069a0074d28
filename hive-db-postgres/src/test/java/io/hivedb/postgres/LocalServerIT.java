// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of this machine's programs, and what is left of it. */
class LocalServerIT {

  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  /** Not JUnit's: another user runs the server there where the tests run as root. */
  @TempDir(factory = OpenTempDir.class)
  private Path work;

  private Map<String, String> settings;

  @BeforeEach
  void choose() {
    settings = Map.of("hive.postgres.work-dir", work.toString());
  }

  private BackendServer start() {
    return TestServers.start(TestServers.localServer(settings));
  }

  @Test
  void givesADatabaseWithPgvector() throws SQLException {
    try (BackendServer server = start();
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      ConnectionInfo info = database.connection();
      assertThat(TestServers.ask(info, "SELECT '[1,2]'::vector <-> '[1,4]'")).isEqualTo("2");
      assertThat(TestServers.ask(info, "SHOW fsync")).isEqualTo("off");
      assertThat(TestServers.ask(info, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(TestServers.ask(info, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(TestServers.ask(info, "SHOW unix_socket_directories")).startsWith(work.toString());
      assertThat(TestServers.ask(info, "SHOW wal_segment_size")).isEqualTo("1MB");
    }
  }

  @Test
  void everyServerHasAPasswordOfItsOwn() throws SQLException {
    try (BackendServer one = start();
        BackendServer other = start()) {
      ConnectionInfo first = one.create(DatabaseSpec.throwAway("test")).connection();
      ConnectionInfo second = other.create(DatabaseSpec.throwAway("test")).connection();
      assertThat(first.password()).hasSize(24).isNotEqualTo(second.password());
      assertThatThrownBy(
              () ->
                  TestServers.ask(
                      ConnectionInfo.ofUrl(
                          first.jdbcUrl(), first.username(), second.password(), Map.of()),
                      "SELECT 1"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void noSecretIsInCommandsLogOrTexts() {
    try (BackendServer server = start()) {
      ConnectionInfo info = server.create(DatabaseSpec.throwAway("test")).connection();
      String seen =
          LocalTraces.servers(work).stream()
              .map(process -> process.info().commandLine().orElse(""))
              .reduce(server + "\n" + server.recentLog(), (one, two) -> one + "\n" + two);
      assertThat(seen).contains("-D " + work).doesNotContain(info.password());
    }
  }

  @Test
  void writesALogFileThatIsThereWhileItRuns() throws Exception {
    Path log;
    try (BackendServer server = start();
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      log = server.logFile().orElseThrow();
      assertThatThrownBy(() -> TestServers.ask(database.connection(), "SELECT 1/0"));
      Awaiting.until(
          "the file has the error",
          Duration.ofSeconds(5),
          () -> Files.readString(log).contains("division by zero"));
      assertThat(Files.getPosixFilePermissions(log))
          .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.readAllLines(log)).containsAll(server.recentLog());
    }
    assertThat(log).doesNotExist();
  }

  @Test
  void isRestartedWithItsDataAndAtItsAddress() throws Exception {
    try (BackendServer server = start();
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      String url = database.connection().jdbcUrl();
      database.runScript("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
      String before = TestServers.ask(database.connection(), STARTED);
      server.restart();
      assertThat(TestServers.ask(database.connection(), "SELECT n FROM kept")).isEqualTo("7");
      assertThat(TestServers.ask(database.connection(), STARTED)).isNotEqualTo(before);
      assertThat(database.connection().jdbcUrl()).isEqualTo(url);
      assertThat(server.health().isUp()).isTrue();
      assertThat(server.recentLog()).anyMatch(line -> line.contains("shutting down"));
      server.restart();
      assertThat(TestServers.ask(database.connection(), "SELECT n FROM kept")).isEqualTo("7");
    }
    assertThat(LocalTraces.servers(work)).isEmpty();
    assertThat(LocalTraces.files(work)).isEmpty();
  }

  @Test
  void aServerThatWasKilledIsRestarted() throws Exception {
    try (BackendServer server = start();
        BackendDatabase database = server.create(DatabaseSpec.throwAway("test"))) {
      database.runScript("CREATE TABLE kept (n int)");
      LocalTraces.killServers(work);
      Awaiting.until("it is down", Duration.ofSeconds(5), () -> !server.health().isUp());
      server.restart();
      assertThat(server.health().isUp()).isTrue();
      assertThat(TestServers.ask(database.connection(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void nothingIsLeftAfterClose() throws Exception {
    Set<String> before = LocalTraces.unusedSharedMemory();
    try (BackendServer server = start()) {
      server.create(DatabaseSpec.throwAway("test"));
      assertThat(LocalTraces.servers(work)).isNotEmpty();
    }
    assertThat(LocalTraces.servers(work)).isEmpty();
    assertThat(LocalTraces.files(work)).isEmpty();
    LocalTraces.assertNoMoreUnusedSharedMemory(before);
  }

  @Test
  void aKilledJvmLeavesNothing(@TempDir Path directory) throws Exception {
    Set<String> before = LocalTraces.unusedSharedMemory();
    try (ForkedJvm jvm = forked(directory)) {
      assertThat(jvm.answer()).startsWith("jdbc:postgresql://127.0.0.1:");
      assertThat(LocalTraces.servers(work)).isNotEmpty();
      jvm.kill();
      Awaiting.until(
          "server and data are gone",
          Duration.ofSeconds(5),
          () -> LocalTraces.servers(work).isEmpty() && LocalTraces.onlyLocks(work));
      LocalTraces.assertNoMoreUnusedSharedMemory(before);
    }
    start().close();
    assertThat(LocalTraces.files(work)).isEmpty();
  }

  @Test
  void whatAJvmLeavesThatIsKilledWithAllItsProcessesIsSwept(@TempDir Path directory)
      throws Exception {
    Set<String> before = LocalTraces.unusedSharedMemory();
    try (ForkedJvm jvm = forked(directory)) {
      jvm.answer();
      List<ProcessHandle> all = jvm.descendants();
      all.forEach(ProcessHandle::destroyForcibly);
      jvm.kill();
    }
    assertThat(LocalTraces.files(work)).isNotEmpty();
    start().close();
    assertThat(LocalTraces.servers(work)).isEmpty();
    assertThat(LocalTraces.files(work)).isEmpty();
    LocalTraces.assertNoMoreUnusedSharedMemory(before);
  }

  @Test
  void aLiveOwnersDirectoryIsLeftAlone(@TempDir Path directory) throws Exception {
    try (ForkedJvm jvm = forked(directory)) {
      jvm.answer();
      start().close();
      assertThat(LocalTraces.servers(work)).isNotEmpty();
      assertThat(LocalTraces.files(work)).anyMatch(file -> Files.exists(file));
      assertThat(jvm.endsWell()).isTrue();
      assertThat(LocalTraces.files(work)).isEmpty();
    }
  }

  private ForkedJvm forked(Path directory) throws Exception {
    return ForkedJvm.start(directory, TestServers.heldLocal(settings));
  }
}
