// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheRootTests {

  private static final String KEY = "some.key";

  @TempDir private Path root;

  @Test
  void usesTheTempDirectoryWhereTheHomeCannotBeWritten() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "no folder");
    Path temporary = root.resolve("temporary");
    assertThat(CacheRoot.find(KEY, Optional.empty(), file.resolve("cache"), temporary))
        .isEqualTo(temporary);
    assertThat(temporary).isDirectory();
  }

  @Test
  void saysWhatToDoWhenTheCacheDirectoryCannotBeWritten() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "no folder");
    Path cache = file.resolve("cache");
    assertThatThrownBy(() -> CacheRoot.find(KEY, Optional.of(cache)))
        .isInstanceOf(BackendStartException.class)
        .hasMessageStartingWith("Files cannot be kept in the cache directory [" + cache + "]: ")
        .hasMessageEndingWith(". Name a directory that can be written with some.key.");
  }

  @Test
  void knowsWhereSystemsKeepCaches() {
    assertThat(CacheRoot.standard("Mac OS X", "/Users/me"))
        .isEqualTo(Path.of("/Users/me/Library/Caches/hive-db"));
  }
}
