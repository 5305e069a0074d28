// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that the user named: the cluster lives in {@code pgdata} below it, beside our lock. It
 * is locked while this is open, and never deleted.
 */
final class DataDirectory implements AutoCloseable {

  private static final String CLUSTER = "pgdata";
  private static final String MAJOR_VERSION = "18";
  private static final Set<String> OURS =
      Set.of(CLUSTER, CLUSTER + ".partial", "hive-db.lock", "hive-db.owner");

  private final Path cluster;
  private final DirectoryLock lock;

  private DataDirectory(Path cluster, DirectoryLock lock) {
    this.cluster = cluster;
    this.lock = lock;
  }

  /**
   * Opens a folder, creating it if it is not there.
   *
   * @param directory the folder
   * @throws BackendStartException if it cannot be used
   */
  static DataDirectory open(Path directory) {
    try {
      Files.createDirectories(directory);
      checkContent(directory);
      checkVersion(directory);
    } catch (IOException e) {
      throw new BackendStartException(
          "The data directory [" + directory + "] cannot be used: " + e + ".", e);
    }
    return new DataDirectory(clusterIn(directory), DirectoryLock.take(directory));
  }

  /** Where the cluster is in a folder that the user names. */
  static Path clusterIn(Path directory) {
    return directory.resolve(CLUSTER).toAbsolutePath();
  }

  private static void checkContent(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Set<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      Optional<String> foreign =
          names.stream().filter(name -> !OURS.contains(name)).sorted().findFirst();
      if (foreign.isPresent() && !names.contains(CLUSTER)) {
        throw new BackendStartException(
            "The data directory ["
                + directory
                + "] holds no PGlite database of Hive DB, but other files, such as ["
                + foreign.get()
                + "]. Name an empty or new directory.");
      }
    }
  }

  private static void checkVersion(Path directory) throws IOException {
    Path file = directory.resolve(CLUSTER).resolve("PG_VERSION");
    if (Files.exists(file) && !Files.readString(file).strip().equals(MAJOR_VERSION)) {
      throw new BackendStartException(
          "The data directory ["
              + directory
              + "] was made by PostgreSQL ["
              + Files.readString(file).strip()
              + "], but this Hive DB runs PostgreSQL "
              + MAJOR_VERSION
              + ", which cannot read it. Use the Hive DB version that made it, or name another directory.");
    }
  }

  /** Where the bridge finds or makes the cluster. */
  Path cluster() {
    return cluster;
  }

  void noteBridge(ProcessHandle bridge) {
    lock.noteBridge(bridge);
  }

  @Override
  public void close() {
    lock.close();
  }
}
