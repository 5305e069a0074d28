// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTests {

  @TempDir Path parent;

  @Test
  void closeRemovesItWithAllFiles() throws IOException {
    TemporaryDirectory directory = TemporaryDirectory.create(parent);
    Files.writeString(directory.path().resolve("database-1.sqlite"), "x");
    directory.close();
    directory.close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void severalOfOneJvmLiveSideBySide() throws IOException {
    try (TemporaryDirectory first = TemporaryDirectory.create(parent);
        TemporaryDirectory second = TemporaryDirectory.create(parent)) {
      assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
      assertThat(second.path()).isDirectory();
    }
  }

  @Test
  void aDirectoryWhoseOwnerIsGoneIsSwept() throws IOException {
    Path orphan = Files.createDirectory(parent.resolve(TemporaryDirectory.PREFIX + "1-1-x"));
    Files.writeString(orphan.resolve(TemporaryDirectory.LOCK_FILE), "");
    Files.writeString(orphan.resolve("database-1.sqlite"), "x");
    try (TemporaryDirectory own = TemporaryDirectory.create(parent)) {
      assertThat(own.path()).isDirectory();
      assertThat(orphan).doesNotExist();
    }
  }

  @Test
  void foreignDirectoriesAreLeftAlone() throws IOException {
    Path foreign = Files.createDirectory(parent.resolve("hive-other"));
    Path unlocked = Files.createDirectory(parent.resolve(TemporaryDirectory.PREFIX + "1-1-y"));
    TemporaryDirectory.create(parent).close();
    assertThat(foreign).isDirectory();
    assertThat(unlocked).isDirectory();
  }
}
