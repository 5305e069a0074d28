// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bridge's files, unpacked once into a folder named by their content. Several JVMs may unpack
 * at once: each into a folder of its own, and the first to finish gives its folder the name.
 */
final class BridgeFiles {

  /** A folder that a JVM is filling: its process number and start tell whether it still does. */
  private static final Pattern UNFINISHED = Pattern.compile("\\.unfinished-(\\d{1,18})-(\\d+)-.*");

  private final Path root;
  private final RuntimeIndex index = RuntimeIndex.load();

  BridgeFiles(Path root) {
    this.root = root;
  }

  /** The folder with all files, unpacked now if need be. */
  Path unpacked() {
    return unpacked(false);
  }

  /** The same, but every byte is checked: for when the bridge did not start. */
  boolean repaired() {
    try {
      Path folder = root.resolve(index.name());
      boolean whole = index.matches(folder, true);
      unpacked(true);
      return !whole;
    } catch (IOException e) {
      return false;
    }
  }

  private Path unpacked(boolean withHashes) {
    Path folder = root.resolve(index.name());
    try {
      if (!index.matches(folder, withHashes)) {
        sweep();
        replace(folder);
      }
      return folder;
    } catch (IOException e) {
      throw new BackendStartException(
          "The PGlite bridge cannot be unpacked into ["
              + folder
              + "]: "
              + e
              + ". Free some space, or name another directory with "
              + PgliteSettings.CACHE
              + ".",
          e);
    }
  }

  private void replace(Path folder) throws IOException {
    Path staging = Files.createDirectory(unfinished());
    try {
      for (RuntimeIndex.Entry entry : index.entries()) {
        unpack(entry, staging.resolve(entry.path()));
      }
      moveAside(folder);
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another JVM may have been faster; its files are the same.
      if (!index.matches(folder, false)) {
        throw e;
      }
    } finally {
      delete(staging);
    }
  }

  private static void unpack(RuntimeIndex.Entry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream content = RuntimeIndex.open(entry.path())) {
      Files.copy(content, target);
    }
    if (Files.size(target) != entry.size()) {
      throw new IOException("wrong size of " + target);
    }
  }

  /** A damaged folder may be in use: it is renamed, which running processes do not notice. */
  private void moveAside(Path folder) throws IOException {
    if (Files.exists(folder) && !index.matches(folder, true)) {
      Path aside = unfinished();
      Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
      delete(aside);
    }
  }

  private Path unfinished() {
    ProcessHandle self = ProcessHandle.current();
    return root.resolve(
        ".unfinished-" + self.pid() + "-" + startOf(self) + "-" + UUID.randomUUID());
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Removes what JVMs left that died while unpacking; never what a living one is at. */
  private void sweep() throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(root)) {
      found = files.filter(BridgeFiles::isAbandoned).toList();
    }
    for (Path abandoned : found) {
      delete(abandoned);
    }
  }

  private static boolean isAbandoned(Path folder) {
    Matcher name = UNFINISHED.matcher(folder.getFileName().toString());
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1)))
            .filter(owner -> startOf(owner) == Long.parseLong(name.group(2)))
            .isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> content;
      try (Stream<Path> walk = Files.walk(folder)) {
        content = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : content) {
        Files.deleteIfExists(path);
      }
    }
  }
}
