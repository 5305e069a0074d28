// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that is killed loses nothing that it had committed to a named file. */
@Timeout(60)
class NamedFileIT {

  @TempDir Path directory;

  private Process owner(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            NamedFileOwner.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void survivesTheKillOfItsJvm() throws Exception {
    Path file = directory.resolve("app.db");
    String url = "jdbc:sqlite:" + file;
    Process owner = owner(file);
    try (BufferedReader lines = owner.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("committed");
      assertThatExceptionOfType(BackendStartException.class)
          .isThrownBy(() -> TestServers.start(Map.of(), url, null))
          .withMessage(
              "The SQLite database ["
                  + file
                  + "] is in use by another process. Close the other HiveDb that opened it, or name"
                  + " another file.");
    } finally {
      owner.destroyForcibly();
      assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    try (BackendServer server = TestServers.start(Map.of(), url, null);
        Connection connection =
            TestServers.dataSource(server.create(DatabaseSpec.named("app"))).getConnection()) {
      assertThat(TestServers.ask(connection, "SELECT count(*) FROM t")).isEqualTo("3");
      TestServers.run(connection, "INSERT INTO t (v) VALUES ('[4]')");
      assertThat(TestServers.ask(connection, "SELECT max(id) FROM t")).isEqualTo("4");
    }
  }
}
