// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process out of a data directory: PGlite itself would let both write, and lose rows
 * without a word. The lock is the operating system's, so a holder that dies releases it.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String LOCK_FILE = "hive-db.lock";

  /** Apart from the lock: on POSIX systems, to close any reader of a locked file ends the lock. */
  private static final String OWNER_FILE = "hive-db.owner";

  private static final long ORPHAN_PATIENCE_SECONDS = 5;

  /** For the same reason this JVM must know, without opening the file, what it holds. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param directory an existing directory
   * @throws BackendStartException if another holds it
   */
  static DirectoryLock take(Path directory) {
    Path real = realPath(directory);
    if (!HELD.add(real)) {
      throw inUse(directory, "this process, " + ProcessHandle.current().pid());
    }
    try {
      return lock(real);
    } catch (IOException | RuntimeException e) {
      HELD.remove(real);
      if (e instanceof BackendStartException failure) {
        throw failure;
      }
      throw new BackendStartException(
          "The data directory [" + directory + "] cannot be locked: " + e.getMessage(), e);
    }
  }

  private static Path realPath(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new BackendStartException(
          "The data directory [" + directory + "] cannot be used: " + e.getMessage(), e);
    }
  }

  private static DirectoryLock lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(directory, owner(directory));
      }
      endOrphan(directory);
      Files.writeString(directory.resolve(OWNER_FILE), line("jvm", ProcessHandle.current()));
      return new DirectoryLock(directory, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static BackendStartException inUse(Path directory, String owner) {
    return new BackendStartException(
        "The data directory ["
            + directory
            + "] is in use by "
            + owner
            + ". Close the database there, or name another directory.");
  }

  private static String owner(Path directory) throws IOException {
    return entry(directory, "jvm").map(pid -> "process " + pid).orElse("another process");
  }

  /**
   * The holder died, but the bridge that it started may need a moment to notice; it has no business
   * here any more, and two writers would destroy the data.
   */
  private static void endOrphan(Path directory) throws IOException {
    Optional<ProcessHandle> orphan = entry(directory, "node").flatMap(ProcessHandle::of);
    if (orphan.isEmpty() || !isSame(directory, orphan.get())) {
      return;
    }
    // Named as a script that starts Node.js, the process has children.
    orphan.get().descendants().forEach(ProcessHandle::destroyForcibly);
    orphan.get().destroyForcibly();
    try {
      orphan.get().onExit().get(ORPHAN_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "the bridge of its former owner, process " + orphan.get().pid() + ", does not end", e);
    }
  }

  /** A process number may have been given to another program since. */
  private static boolean isSame(Path directory, ProcessHandle process) throws IOException {
    Path file = directory.resolve(OWNER_FILE);
    return Files.readAllLines(file).contains(line("node", process).strip());
  }

  private static Optional<Long> entry(Path directory, String role) throws IOException {
    Path file = directory.resolve(OWNER_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.matches(role + " \\d{1,18} .*"))
        .map(line -> Long.valueOf(line.split(" ", 3)[1]))
        .findFirst();
  }

  private static String line(String role, ProcessHandle process) {
    String since = process.info().startInstant().map(Instant::toString).orElse("unknown");
    return role + " " + process.pid() + " " + since + "\n";
  }

  /** Notes which process works in the directory on behalf of this one. */
  void noteBridge(ProcessHandle bridge) {
    try {
      Files.writeString(
          directory.resolve(OWNER_FILE), line("node", bridge), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new BackendStartException(
          "The data directory [" + directory + "] cannot be written: " + e.getMessage(), e);
    }
  }

  /** Gives the directory up; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(directory.resolve(OWNER_FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(directory);
    }
  }
}
