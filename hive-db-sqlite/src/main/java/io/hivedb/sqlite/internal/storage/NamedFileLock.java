// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps other processes, and other servers of this one, away from a file that the user named: the
 * catalogue and the sequences live in Java, so two engines on one file would lose each other's.
 */
public final class NamedFileLock implements AutoCloseable {

  /** Of this JVM: a second attempt must not open, and by closing release, the lock file. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final Ownership ownership;

  private NamedFileLock(Path lockFile, Ownership ownership) {
    this.lockFile = lockFile;
    this.ownership = ownership;
  }

  /**
   * Makes the directory where it is missing, and takes the lock.
   *
   * @param file the database's file
   * @return the lock, held until it is closed or the JVM ends
   */
  public static NamedFileLock take(Path file) {
    try {
      Path directory = Files.createDirectories(parent(file)).toRealPath();
      Path lockFile = directory.resolve(file.getFileName() + ".lock");
      if (!HELD.add(lockFile)) {
        throw inUse(file, "this process");
      }
      return locked(file, lockFile);
    } catch (IOException e) {
      throw new BackendStartException(
          "The directory of the SQLite database ["
              + file
              + "] cannot be written: "
              + e.getMessage()
              + ". Name a file in a directory that may be written.",
          e);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static NamedFileLock locked(Path file, Path lockFile) throws IOException {
    boolean taken = false;
    try {
      Ownership ownership =
          Ownership.take(lockFile).orElseThrow(() -> inUse(file, "another process"));
      taken = true;
      return new NamedFileLock(lockFile, ownership);
    } finally {
      if (!taken) {
        HELD.remove(lockFile);
      }
    }
  }

  private static BackendStartException inUse(Path file, String who) {
    return new BackendStartException(
        "The SQLite database ["
            + file
            + "] is in use by "
            + who
            + ". Close the other HiveDb that opened it, or name another file.");
  }

  @Override
  public void close() throws IOException {
    HELD.remove(lockFile);
    ownership.close();
  }
}
