// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.tck.Requirement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run of tests that is interrupted")
class InterruptedRunIT {

  private static final long PATIENCE_SECONDS = 60;
  private static final String SERVER = "HIVE_TEST_POSTGRES_URL";
  private static final String HOME = "HIVE_TEST_POSTGRES_HOME";
  private static final String BY_URL = "-Dhive.postgres.mode=url";
  private static final String IN_CONTAINER = "-Dhive.postgres.mode=container";

  @ParameterizedTest
  @CsvSource({"pglite,INT", "pglite,TERM", "sqlite,INT", "sqlite,TERM"})
  @DisplayName("leaves no process and no directory behind")
  void embedded(String backend, String signal) throws Exception {
    Interrupted run = interrupt(signal, "-Dhive.database.backend=" + backend);
    LeftBehind.assertEnded(run.server());
    LeftBehind.assertNoDirectoryOf(run.jvm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @DisplayName("leaves no process and no file of a PostgreSQL that it started on this machine")
  void local(String signal, @TempDir Path work) throws Exception {
    String home = Objects.requireNonNullElse(System.getenv(HOME), "");
    Requirement.check("postgresql", !home.isEmpty(), HOME + " names no PostgreSQL");
    // Where this JVM is root's, the server's user must get in.
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    Interrupted run =
        interrupt(
            signal,
            "-Dhive.database.backend=postgresql",
            "-Dhive.postgres.mode=local",
            "-Dhive.postgres.home=" + home,
            "-Dhive.postgres.work-dir=" + work);
    assertThat(run.children()).as("its server's processes").isNotEmpty();
    assertThat(LeftBehind.filesIn(work)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @DisplayName("leaves no container")
  void container(String signal) throws Exception {
    Containers.check();
    Interrupted run = interrupt(signal, "-Dhive.database.backend=postgresql", IN_CONTAINER);
    assertThat(run.container()).as("its container").isNotEmpty();
    assertThat(Containers.ids()).doesNotContain(run.container());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @DisplayName("leaves no database on a PostgreSQL server")
  void server(String signal) throws Exception {
    String url = Objects.requireNonNullElse(System.getenv(SERVER), "");
    Requirement.check("postgresql", !url.isEmpty(), SERVER + " names no server");
    Interrupted run = interrupt(signal, "-Dhive.database.backend=postgresql", BY_URL);
    String database = run.url().replaceAll(".*/([^/?]+).*", "$1");
    assertThat(database).startsWith("hive_db_");
    try (HiveDb server = HiveDb.start(config -> config.url(url).ignoreOutsideSettings());
        Connection connection = server.dataSource().getConnection()) {
      assertThat(databases(connection, database)).isZero();
    }
  }

  private static int databases(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT count(*) FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1);
      }
    }
  }

  /**
   * A run that has ended, and its children with it.
   *
   * @param container the one whose port it used, where it did
   */
  private record Interrupted(
      long jvm, long server, String url, List<Long> children, String container) {}

  private static Interrupted interrupt(String signal, String... settings) throws Exception {
    Process process = start(settings);
    if (signal.equals("INT") && ignoresInt(process)) {
      process.destroyForcibly();
      Assumptions.abort("a shell that runs this in the background has its programs ignore SIGINT");
    }
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String ready =
          output.lines().filter(line -> line.startsWith("ready ")).findFirst().orElse("");
      List<String> words = List.of(ready.split(" ", -1));
      assertThat(words).as("what the run said first").hasSize(3);
      List<Long> children = process.descendants().map(ProcessHandle::pid).toList();
      String container =
          List.of(settings).contains(IN_CONTAINER) ? Containers.at(words.get(2)) : "";
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      String rest = output.lines().collect(Collectors.joining("\n"));
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(rest).isTrue();
      for (long child : children) {
        LeftBehind.assertEnded(child);
      }
      return new Interrupted(
          process.pid(), Long.parseLong(words.get(1)), words.get(2), children, container);
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean ignoresInt(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private static Process start(String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(settings));
    command.add("-Dhive.database.report=false");
    command.add(InterruptedRun.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    String server = System.getenv(SERVER);
    if (server != null && List.of(settings).contains(BY_URL)) {
      builder.environment().put("HIVE_DATABASE_URL", server);
    }
    return builder.start();
  }
}
