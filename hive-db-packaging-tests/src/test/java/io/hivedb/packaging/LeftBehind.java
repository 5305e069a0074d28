// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks for what a JVM left that has ended. */
public final class LeftBehind {

  private static final long PATIENCE_SECONDS = 15;

  private LeftBehind() {}

  /** Fails unless the process is gone or goes soon; 0 is none. */
  public static void assertEnded(long pid) {
    Optional<ProcessHandle> process = pid == 0 ? Optional.empty() : ProcessHandle.of(pid);
    assertThat(process.map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null)))
        .as("the end of process " + pid)
        .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What servers left in a directory, but for the empty one of each user, and its lock. */
  static List<Path> filesIn(Path work) throws IOException {
    try (Stream<Path> all = Files.walk(work)) {
      return all.filter(path -> path.getNameCount() > work.getNameCount() + 1)
          .filter(path -> !path.getFileName().toString().equals("turn"))
          .toList();
    }
  }

  /** The backend sqlite names its directories after their JVM, here or there. */
  public static void assertNoDirectoryOf(long jvm) throws IOException {
    for (String parent : List.of("/dev/shm", System.getProperty("java.io.tmpdir"))) {
      if (Files.isDirectory(Path.of(parent))) {
        try (Stream<Path> entries = Files.list(Path.of(parent))) {
          assertThat(entries.map(entry -> entry.getFileName().toString()))
              .noneMatch(name -> name.startsWith("hive-db-") && name.contains("-" + jvm + "-"));
        }
      }
    }
  }
}
