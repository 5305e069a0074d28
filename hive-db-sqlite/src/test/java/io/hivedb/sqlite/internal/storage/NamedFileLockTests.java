// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFileLockTests {

  @TempDir Path directory;

  @Test
  void oneAtATime() throws IOException {
    Path file = directory.resolve("app.db");
    try (NamedFileLock first = NamedFileLock.take(file)) {
      assertThat(first).isNotNull();
      assertThatExceptionOfType(BackendStartException.class)
          .isThrownBy(() -> NamedFileLock.take(file))
          .withMessage(
              "The SQLite database ["
                  + file
                  + "] is in use by this process. Close the other HiveDb that opened it, or name"
                  + " another file.");
    }
    NamedFileLock.take(file).close();
  }

  @Test
  void theDirectoryIsMade() throws IOException {
    Path file = directory.resolve("a/b/app.db");
    NamedFileLock.take(file).close();
    assertThat(file.getParent()).isDirectory();
  }

  @Test
  void aDirectoryThatCannotBeMadeSaysSo() throws IOException {
    Path file = Files.writeString(directory.resolve("plain"), "").resolve("app.db");
    assertThatExceptionOfType(BackendStartException.class)
        .isThrownBy(() -> NamedFileLock.take(file))
        .withMessageStartingWith(
            "The directory of the SQLite database [" + file + "] cannot be written: ")
        .withMessageEndingWith(". Name a file in a directory that may be written.");
  }
}
