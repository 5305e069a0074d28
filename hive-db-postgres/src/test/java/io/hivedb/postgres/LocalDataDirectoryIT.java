// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import io.hivedb.HiveDbConfig;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory of the user's own, in this machine's PostgreSQL. */
class LocalDataDirectoryIT {

  private static final String TABLE = "CREATE TABLE IF NOT EXISTS kept (n int)";
  private static final String COUNT = "SELECT count(*) FROM kept";

  @TempDir(factory = OpenTempDir.class)
  private Path data;

  private ServerSettings settings() {
    return new ServerSettings(
        Settings.of(TestServers.local(Map.of())), null, data, 0, Duration.ofSeconds(60));
  }

  private BackendServer start() {
    return TestServers.start(settings());
  }

  private static ConnectionInfo named(BackendServer server) {
    return server.create(DatabaseSpec.named("test")).connection();
  }

  private ForkedJvm forked(Path directory, String sql) throws Exception {
    Map<String, String> values = new HashMap<>();
    values.put(HiveDbConfig.DATA_DIRECTORY, data.toString());
    Map<String, String> environment = new HashMap<>(TestServers.heldLocal(values));
    environment.put("HELD_SQL", sql);
    return ForkedJvm.start(directory, environment);
  }

  @Test
  void isDurableAndStaysAfterClose() throws Exception {
    try (BackendServer server = start()) {
      assertThat(TestServers.ask(named(server), "SHOW fsync")).isEqualTo("on");
      assertThat(TestServers.ask(named(server), "SHOW full_page_writes")).isEqualTo("on");
      assertThat(TestServers.ask(named(server), "SHOW synchronous_commit")).isEqualTo("on");
      TestServers.ask(named(server), TABLE + "; INSERT INTO kept VALUES (1), (2)");
    }
    try (BackendServer server = start()) {
      assertThat(TestServers.ask(named(server), COUNT)).isEqualTo("2");
      assertThat(TestServers.ask(named(server), "SELECT '[1,2]'::vector <-> '[1,4]'"))
          .isEqualTo("2");
    }
  }

  @Test
  void itsLogIsKeptAndContinued() throws Exception {
    Path log;
    try (BackendServer server = start()) {
      log = server.logFile().orElseThrow();
      assertThat(log).hasParent(data.toRealPath());
      Awaiting.until("the start is logged", Duration.ofSeconds(5), () -> starts(log) == 1);
    }
    try (BackendServer server = start()) {
      assertThat(server.logFile()).contains(log);
      Awaiting.until("the second start is logged", Duration.ofSeconds(5), () -> starts(log) == 2);
    }
    assertThat(log).exists();
  }

  private static long starts(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("ready to accept connections"))
        .count();
  }

  @Test
  void holdsJustOneDatabase() {
    try (BackendServer server = start()) {
      assertThat(server.create(DatabaseSpec.throwAway("test")).connection().jdbcUrl())
          .isEqualTo(named(server).jdbcUrl())
          .endsWith("/postgres");
    }
  }

  @Test
  void commitsSurviveAKilledJvmAndAKilledServer(@TempDir Path directory) throws Exception {
    for (int round = 1; round <= 2; round++) {
      try (ForkedJvm jvm = forked(directory, TABLE + "; INSERT INTO kept VALUES (1)")) {
        assertThat(jvm.answer()).as("%s", jvm.output()).startsWith("jdbc:postgresql:");
        if (round == 2) {
          jvm.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        jvm.kill();
      }
      try (BackendServer server = start()) {
        assertThat(TestServers.ask(named(server), COUNT)).isEqualTo(Integer.toString(round));
      }
    }
  }

  /** The socket and what else the server had beside its data. */
  @Test
  void aKilledJvmLeavesNothingButTheData(
      @TempDir(factory = OpenTempDir.class) Path work, @TempDir Path directory) throws Exception {
    Map<String, String> settings =
        Map.of(
            HiveDbConfig.DATA_DIRECTORY,
            data.toString(),
            "hive.postgres.work-dir",
            work.toString());
    try (ForkedJvm jvm = ForkedJvm.start(directory, TestServers.heldLocal(settings))) {
      assertThat(jvm.answer()).as("%s", jvm.output()).startsWith("jdbc:postgresql:");
      assertThat(LocalTraces.files(work)).anyMatch(file -> file.toString().contains(".s.PGSQL."));
      jvm.kill();
      Awaiting.until(
          "server and socket are gone",
          Duration.ofSeconds(5),
          () -> LocalTraces.servers(data).isEmpty() && LocalTraces.onlyLocks(work));
    }
    assertThat(data.resolve("pgdata/PG_VERSION")).exists();
  }

  @Test
  void asRootTheServerRunsAsTheOwnerOfTheDirectory() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"), "only root gives files away");
    Files.setOwner(
        data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    try (BackendServer server = start()) {
      TestServers.ask(named(server), TABLE);
    }
    try (Stream<Path> files = Files.walk(data.resolve("pgdata"))) {
      assertThat(files).allMatch(file -> owner(file).equals("nobody"));
    }
  }

  private static String owner(Path file) {
    try {
      return Files.getOwner(file).getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDiskThatIsFullLeavesNoHalfMadeCluster() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(data.resolve("disk"), 12)) {
      ServerSettings small =
          new ServerSettings(
              Settings.of(TestServers.local(Map.of())),
              null,
              disk.path(),
              0,
              Duration.ofSeconds(60));
      assertThatThrownBy(() -> TestServers.start(small))
          .isInstanceOf(BackendStartException.class)
          .hasMessageStartingWith("The data directory [" + disk.path() + "] cannot be used: ")
          .hasMessageContaining("No space left on device");
      assertThat(disk.path().resolve("pgdata")).doesNotExist();
    }
  }

  @Test
  void aNoteOfAServerThatIsGoneIsRecognisedThoughItsNumberIsInUse() throws Exception {
    start().close();
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    Files.write(
        data.resolve("pgdata/postmaster.pid"),
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            data.resolve("pgdata").toString(),
            Long.toString(yesterday.getEpochSecond()),
            "5432",
            "",
            "127.0.0.1",
            " 12345 99999999",
            "ready"));
    try (BackendServer server = start()) {
      assertThat(server.health().isUp()).isTrue();
    }
  }

  @Test
  void twoAtOnceAreRefused(@TempDir Path directory) throws Exception {
    try (BackendServer server = start()) {
      assertThat(server.health().isUp()).isTrue();
      assertInUse("another process or database of Hive DB");
    }
    try (ForkedJvm jvm = forked(directory, "SELECT 1")) {
      assertThat(jvm.answer()).as("%s", jvm.output()).startsWith("jdbc:postgresql:");
      assertInUse("another process or database of Hive DB");
      // Without the lock of Hive DB, that of PostgreSQL still tells.
      Files.delete(data.resolve("hive-db.lock"));
      String pid = Files.readAllLines(data.resolve("pgdata/postmaster.pid")).get(0);
      assertInUse("a PostgreSQL server, process " + pid);
      assertThat(jvm.endsWell()).isTrue();
    }
  }

  private void assertInUse(String owner) {
    assertThatThrownBy(this::start)
        .isInstanceOf(BackendStartException.class)
        .hasMessage(
            "The data directory ["
                + data
                + "] is in use by "
                + owner
                + ". Close the database there, or name another directory.");
  }

  @Test
  void dataOfAnotherVersionAreLeftUnchanged() throws Exception {
    start().close();
    Path version = data.resolve("pgdata/PG_VERSION");
    Files.writeString(version, "12\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(BackendStartException.class)
        .hasMessageMatching(
            "The data directory \\[\\Q%s\\E\\] was made by PostgreSQL \\[12\\], but found is"
                    .formatted(data)
                + " PostgreSQL \\S+ with pgvector \\S+ at \\S+, which cannot read it\\. Nothing was"
                + " changed\\. Install PostgreSQL 12 with pgvector beside it, or name it by"
                + " hive\\.postgres\\.home; to upgrade the data, run pg_upgrade of \\d+ on \\[pgdata\\],"
                + " see https://www\\.postgresql\\.org/docs/current/pgupgrade\\.html\\.");
    assertThat(version).hasContent("12");
  }

  @Test
  void aClusterOfAnothersIsNotTouched() throws Exception {
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(BackendStartException.class)
        .hasMessage(
            "The data directory [%s] holds a cluster of another's. Nothing was changed. Name an empty"
                + " or new directory, or start that cluster yourself and name it by"
                + " hive.database.url.",
            data);
    assertThat(data).isDirectoryNotContaining(file -> file.endsWith("pgdata"));
  }
}
