// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeFilesTests {

  private static final RuntimeIndex INDEX = RuntimeIndex.load();

  @TempDir Path root;

  private List<String> content() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void unpacksOnceIntoAFolderNamedByItsContent() throws IOException {
    Path folder = new BridgeFiles(root).unpacked();
    assertThat(folder.getFileName().toString()).matches("pglite-[0-9a-f]{16}");
    assertThat(INDEX.matches(folder, true)).isTrue();
    var before = Files.getLastModifiedTime(folder.resolve("bridge/main.js"));
    assertThat(new BridgeFiles(root).unpacked()).isEqualTo(folder);
    assertThat(Files.getLastModifiedTime(folder.resolve("bridge/main.js"))).isEqualTo(before);
    assertThat(content()).containsExactly(folder.getFileName().toString());
  }

  @Test
  void severalMayUnpackAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Path>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(() -> new BridgeFiles(root).unpacked());
      }
      for (Future<Path> folder : threads.invokeAll(tasks)) {
        assertThat(INDEX.matches(folder.get(), true)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(content()).hasSize(1);
  }

  @Test
  void unpacksAgainWhatIsIncomplete() throws IOException {
    Path folder = new BridgeFiles(root).unpacked();
    Files.delete(folder.resolve("engine/pglite.wasm"));
    Files.writeString(folder.resolve("bridge/main.js"), "short");
    new BridgeFiles(root).unpacked();
    assertThat(INDEX.matches(folder, true)).isTrue();
    assertThat(content()).hasSize(1);
  }

  @Test
  void repairsAChangedByteWhenAskedTo() throws IOException {
    BridgeFiles files = new BridgeFiles(root);
    Path folder = files.unpacked();
    Path main = folder.resolve("bridge/main.js");
    byte[] bytes = Files.readAllBytes(main);
    bytes[100]++;
    Files.write(main, bytes);
    assertThat(files.repaired()).isTrue();
    assertThat(INDEX.matches(folder, true)).isTrue();
    assertThat(files.repaired()).isFalse();
  }

  @Test
  void sweepsWhatADeadProcessLeftAndNothingElse() throws IOException {
    Path dead = Files.createDirectory(root.resolve(".unfinished-999999999-1-x"));
    Files.writeString(dead.resolve("file"), "half");
    ProcessHandle self = ProcessHandle.current();
    long since = self.info().startInstant().orElseThrow().toEpochMilli();
    Path living =
        Files.createDirectory(root.resolve(".unfinished-" + self.pid() + "-" + since + "-x"));
    Path recycled = Files.createDirectory(root.resolve(".unfinished-" + self.pid() + "-7-x"));
    Path other = Files.createDirectory(root.resolve("something else"));
    new BridgeFiles(root).unpacked();
    assertThat(dead).doesNotExist();
    assertThat(recycled).doesNotExist();
    assertThat(living).exists();
    assertThat(other).exists();
  }
}
