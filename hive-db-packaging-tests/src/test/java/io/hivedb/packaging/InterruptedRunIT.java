// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.tck.Requirement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A run of tests that is interrupted")
class InterruptedRunIT {

  private static final long PATIENCE_SECONDS = 60;
  private static final String SERVER = "HIVE_TEST_POSTGRES_URL";

  @ParameterizedTest
  @CsvSource({"pglite,INT", "pglite,TERM", "sqlite,INT", "sqlite,TERM"})
  @DisplayName("leaves no process and no directory behind")
  void embedded(String backend, String signal) throws Exception {
    Interrupted run = interrupt(signal, "-Dhive.database.backend=" + backend);
    LeftBehind.assertEnded(run.server());
    LeftBehind.assertNoDirectoryOf(run.jvm());
  }

  @ParameterizedTest
  @CsvSource({"INT", "TERM"})
  @DisplayName("leaves no database on a PostgreSQL server")
  void server(String signal) throws Exception {
    String url = Objects.requireNonNullElse(System.getenv(SERVER), "");
    Requirement.check("postgresql", !url.isEmpty(), SERVER + " names no server");
    Interrupted run = interrupt(signal, "-Dhive.database.backend=postgresql");
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

  /** A run that has ended. */
  private record Interrupted(long jvm, long server, String url) {}

  private static Interrupted interrupt(String signal, String setting) throws Exception {
    Process process = start(setting);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String ready =
          output.lines().filter(line -> line.startsWith("ready ")).findFirst().orElse("");
      List<String> words = List.of(ready.split(" ", -1));
      assertThat(words).as("what the run said first").hasSize(3);
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      String rest = output.lines().collect(Collectors.joining("\n"));
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(rest).isTrue();
      return new Interrupted(process.pid(), Long.parseLong(words.get(1)), words.get(2));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String setting) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(setting);
    command.add("-Dhive.database.report=false");
    command.add(InterruptedRun.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    String server = System.getenv(SERVER);
    if (server != null && setting.endsWith("postgresql")) {
      builder.environment().put("HIVE_DATABASE_URL", server);
    }
    return builder.start();
  }
}
