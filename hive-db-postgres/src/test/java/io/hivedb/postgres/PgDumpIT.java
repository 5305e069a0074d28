// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;

@DisplayName("PostgreSQL's own form of a database")
class PgDumpIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"local", "container", "url"})
  @DisplayName("is an archive that pg_restore reads; a database that is gone is told")
  void archive(String mode) throws Exception {
    Path form = directory.resolve("native");
    try (BackendServer server = TestServers.start(settings(mode));
        BackendDatabase other = server.create(DatabaseSpec.throwAway("other"))) {
      BackendDatabase database = server.create(DatabaseSpec.throwAway("kept"));
      database.runScript(
          "CREATE TABLE kept (n int, v vector(2)); INSERT INTO kept VALUES (7, '[1,2]')");
      assertThat(database.export(form))
          .isEqualTo(
              "an archive of pg_dump, read into an empty database by: pg_restore --no-owner"
                  + " --dbname=DATABASE "
                  + form.resolve("database.dump"));
      restore(form.resolve("database.dump"), other.connection());
      assertThat(TestServers.ask(other.connection(), "SELECT n || ' ' || v FROM kept"))
          .isEqualTo("7 [1,2]");

      database.close();
      Path gone = directory.resolve("gone");
      assertThatThrownBy(() -> database.export(gone))
          .isInstanceOf(BackendStartException.class)
          .hasMessageStartingWith(
              "pg_dump could not write [" + gone.resolve("database.dump") + "]: ")
          .message()
          // The database ends in the background.
          .containsAnyOf("does not exist", "is not currently accepting connections");
      assertThat(gone).doesNotExist();
    }
  }

  private static ServerSettings settings(String mode) {
    if (mode.equals("local")) {
      return TestServers.localServer(Map.of());
    }
    if (mode.equals("container")) {
      TestServers.requireDocker();
      return TestServers.container(Map.of());
    }
    String home = TestServers.localHome().toString();
    return TestServers.byUrl(TestServers.existingUrl(), Map.of(PostgresProvider.HOME, home));
  }

  private static void restore(Path archive, ConnectionInfo into) throws Exception {
    ProcessResult result =
        new ProcessExecutor(
                TestServers.localHome().resolve("pg_restore").toString(),
                "--no-owner",
                "--exit-on-error",
                "--dbname="
                    + into.jdbcUrl()
                        .replace("jdbc:postgresql://", "postgresql://" + into.username() + "@"),
                archive.toString())
            .environment("PGPASSWORD", into.password())
            .readOutput(true)
            .execute();
    assertThat(result.getExitValue()).as(result.outputUTF8()).isZero();
  }

  @Test
  @DisplayName("is not written by a program that is older than the server")
  void tooOld() throws IOException, SQLException {
    Path program = directory.resolve("pg_dump");
    Files.writeString(program, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.3 (Debian)'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    ServerAddress server = address();
    String major =
        TestServers.ask(server.connectionInfo(), "SHOW server_version").replaceAll("\\D.*", "");
    assertRefused(
        server,
        "["
            + program
            + "] has version [12] and cannot read a server of version ["
            + major
            + "]. Install the client programs of PostgreSQL "
            + major
            + ", or name their place by hive.postgres.home");
  }

  @Test
  @DisplayName("is not written without a program")
  void none() {
    assertRefused(
        address(),
        "it needs PostgreSQL's program pg_dump, which is not on the PATH. Install PostgreSQL's"
            + " client programs, or name their place by hive.postgres.home");
  }

  @Test
  @DisplayName("is not written by an image without a program")
  void noneInTheImage() {
    TestServers.requireDocker();
    try (GenericContainer<?> container = new GenericContainer<>(PostgresProvider.DEFAULT_IMAGE)) {
      container
          .withEnv("PATH", "/no/such/directory")
          .withCreateContainerCmdModifier(create -> create.withEntrypoint("/bin/sleep"))
          .withCommand("600")
          .start();
      PgDump dump = new ContainerPgDump(container.getContainerId(), "an/image:1");
      assertThatThrownBy(() -> dump.write(address(), directory.resolve("database.dump")))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("the image [an/image:1] has no program pg_dump");
    }
  }

  @Test
  @DisplayName("does not wait for a table that somebody keeps locked")
  void locked() throws SQLException {
    Path form = directory.resolve("native");
    try (BackendServer server = TestServers.start(settings("local"))) {
      BackendDatabase database = server.create(DatabaseSpec.throwAway("locked"));
      database.runScript("CREATE TABLE held (n int)");
      try (Connection holder = TestServers.connect(database.connection());
          Statement lock = holder.createStatement()) {
        holder.setAutoCommit(false);
        lock.execute("LOCK TABLE held");
        assertThatThrownBy(() -> database.export(form))
            .isInstanceOf(BackendStartException.class)
            .hasMessageStartingWith(
                "pg_dump could not write [" + form.resolve("database.dump") + "]: ")
            .hasMessageContaining("canceling statement due to statement timeout")
            .hasMessageContaining("LOCK TABLE public.held IN ACCESS SHARE MODE");
      }
      assertThat(form).doesNotExist();
    }
  }

  private void assertRefused(ServerAddress server, String why) {
    assertThatThrownBy(
            () ->
                new InstalledPgDump(Optional.empty(), directory.toString())
                    .write(server, directory.resolve("database.dump")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(why);
  }

  private static ServerAddress address() {
    return ServerAddress.parse(TestServers.byUrl(TestServers.existingUrl()).url().orElseThrow());
  }
}
