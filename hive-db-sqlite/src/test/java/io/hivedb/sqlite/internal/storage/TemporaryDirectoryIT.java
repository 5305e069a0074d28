// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that is killed leaves its directory; the next one sweeps it, but never a live one's. */
@Timeout(60)
class TemporaryDirectoryIT {

  @TempDir Path parent;

  private Process owner() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            TemporaryDirectoryOwner.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path read(Process owner) throws IOException {
    try (BufferedReader lines = owner.inputReader(StandardCharsets.UTF_8)) {
      return Path.of(lines.readLine());
    }
  }

  @Test
  void sweepsTheDeadAndSparesTheLiving() throws Exception {
    Process owner = owner();
    try {
      Path path = read(owner);
      TemporaryDirectory.create(parent).close();
      assertThat(path.resolve("database-1.sqlite")).exists();

      owner.destroyForcibly();
      assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(path).isDirectory();

      TemporaryDirectory.create(parent).close();
      assertThat(path).doesNotExist();
    } finally {
      owner.destroyForcibly();
    }
  }
}
