// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.DatabaseSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The oldest PostgreSQL that the backend takes and the newest, as zonky's artifacts have them. They
 * lack pgvector, and what it is built with, so that an empty extension stands in for it: this is
 * about what the backend itself says to a server and its programs.
 */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "the artifacts that the build gets are for Linux on amd64")
class OtherVersionsIT {

  @TempDir(factory = OpenTempDir.class)
  private Path directory;

  private Path work;

  @BeforeEach
  void makeWork() throws Exception {
    work = Files.createDirectory(directory.resolve("work"));
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private Path install(int version) throws Exception {
    Path home =
        PackedPostgres.unpack(
            Path.of("target/other-versions", version + ".jar"), directory.resolve("home"));
    Path extensions = home.resolve("share/postgresql/extension");
    Files.writeString(extensions.resolve("vector.control"), "default_version = '0.0.1'\n");
    Files.writeString(extensions.resolve("vector--0.0.1.sql"), "-- nothing\n");
    return home;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void serveAsLocalProgramsAndByUrl(int version) throws Exception {
    Map<String, String> settings =
        Map.of(
            PostgresProvider.HOME,
            install(version).toString(),
            "hive.postgres.work-dir",
            work.toString(),
            "hive.postgres.cache-dir",
            directory.resolve("cache").toString());
    try (BackendServer local = TestServers.start(TestServers.localServer(settings))) {
      assertThat(local.health().details().get("version")).startsWith(version + ".");
      assertKeepsStates(local);
      try (BackendServer byUrl = TestServers.start(TestServers.byUrl(TestServers.urlOf(local)))) {
        assertThat(byUrl.health().isUp()).isTrue();
        assertKeepsStates(byUrl);
      }
      local.restart();
      assertKeepsStates(local);
    }
    assertThat(LocalTraces.servers(work)).isEmpty();
    assertThat(LocalTraces.files(work)).isEmpty();
  }

  private static void assertKeepsStates(BackendServer server) throws SQLException {
    try (BackendDatabase first = server.create(DatabaseSpec.throwAway("first"))) {
      first.runScript("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
      BackendSnapshot snapshot = first.snapshot();
      first.runScript("INSERT INTO kept VALUES (8)");
      first.reset(snapshot);
      assertThat(sum(first)).isEqualTo("7");
      DatabaseSpec further = DatabaseSpec.throwAway("further");
      for (int copy = 0; copy < 3; copy++) {
        try (BackendDatabase fork = server.create(further, snapshot);
            BackendDatabase empty = server.create(further)) {
          assertThat(sum(fork)).isEqualTo("7");
          empty.runScript("CREATE TABLE kept (n int)");
        }
      }
    }
  }

  private static String sum(BackendDatabase database) throws SQLException {
    return TestServers.ask(database.connection(), "SELECT sum(n) FROM kept");
  }
}
