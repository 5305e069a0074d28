// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import io.hivedb.internal.cache.TemporaryNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for throw-away databases, removed at close; those of JVMs that died are swept when
 * the next is made.
 *
 * <p>Its name holds this JVM's process id and start time, so that a sweep never opens a lock file
 * of its own JVM: on POSIX systems, closing any channel on a file drops the process's lock on it.
 */
public final class TemporaryDirectory implements AutoCloseable {

  static final String PREFIX = "hive-db-sqlite-";
  static final String LOCK_FILE = "owner.lock";

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);
  private static final int ATTEMPTS = 5;

  private final Path path;
  private final Ownership ownership;

  private TemporaryDirectory(Path path, Ownership ownership) {
    this.path = path;
    this.ownership = ownership;
  }

  /**
   * Sweeps what dead JVMs left, then makes a directory.
   *
   * @param chosen where; empty for the best place
   * @return the directory, owned by this JVM
   */
  public static TemporaryDirectory create(Optional<Path> chosen) throws IOException {
    return create(
        chosen.isPresent()
            ? Files.createDirectories(chosen.get()).toAbsolutePath()
            : TemporaryPlaces.choose());
  }

  static TemporaryDirectory create(Path parent) throws IOException {
    sweep(parent);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path path = TemporaryNames.directory(parent, PREFIX + owner() + "-");
      Path lockFile = path.resolve(LOCK_FILE);
      Optional<Ownership> ownership = Ownership.take(lockFile);
      // A sweep of another JVM can come between making the directory and locking it.
      if (ownership.isPresent() && Files.exists(lockFile)) {
        return new TemporaryDirectory(path, ownership.get());
      }
    }
    throw new IOException("No directory could be owned in " + parent);
  }

  /** Loads what {@link #create} needs first: what Java knows of processes takes its time. */
  public static void preload() {
    owner();
  }

  private static String owner() {
    ProcessHandle self = ProcessHandle.current();
    Instant start = self.info().startInstant().orElse(Instant.EPOCH);
    return self.pid() + "-" + start.toEpochMilli();
  }

  private static void sweep(Path parent) {
    String own = PREFIX + owner() + "-";
    try (Stream<Path> entries = Files.list(parent)) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
          .filter(entry -> !entry.getFileName().toString().startsWith(own))
          .forEach(TemporaryDirectory::removeIfOrphaned);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Leftover directories in {} could not be listed", parent, e);
    }
  }

  private static void removeIfOrphaned(Path directory) {
    Path lockFile = directory.resolve(LOCK_FILE);
    if (!Files.isRegularFile(lockFile)) {
      return;
    }
    try (Ownership orphan = Ownership.take(lockFile).orElse(null)) {
      if (orphan != null) {
        removeContents(directory);
      }
    } catch (IOException e) {
      LOG.debug("Leftover directory {} could not be removed", directory, e);
    }
  }

  /** The lock file goes last: while it is there, the directory can be recognised. */
  private static void removeContents(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (!file.endsWith(LOCK_FILE)) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(directory.resolve(LOCK_FILE));
    Files.deleteIfExists(directory);
  }

  /**
   * Tells where it is.
   *
   * @return the absolute path
   */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(path)) {
      removeContents(path);
    }
    ownership.close();
  }
}
