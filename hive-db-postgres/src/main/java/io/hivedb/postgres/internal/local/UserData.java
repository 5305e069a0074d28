// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of the user's own: the cluster in it is made once, kept, and never deleted. */
final class UserData implements DataPlace {

  private static final Logger LOG = LoggerFactory.getLogger(UserData.class);

  private static final String CLUSTER = "pgdata";
  private static final long ORPHAN_PATIENCE_SECONDS = 5;

  private final Path data;
  private final OwnerLock lock;
  private final WorkDirectory work;
  private final Account account;
  private final AtomicBoolean closed = new AtomicBoolean();

  private UserData(Path data, OwnerLock lock, WorkDirectory work, Account account) {
    this.data = data;
    this.lock = lock;
    this.work = work;
    this.account = account;
  }

  /** The major version that made the data in a directory; empty where there are none yet. */
  static Optional<Integer> versionOf(Path directory) {
    Path file = directory.resolve(CLUSTER).resolve("PG_VERSION");
    try {
      return Files.exists(file)
          ? Optional.of(Integer.valueOf(Files.readString(file).strip().split("\\.", 2)[0]))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      throw unusable(directory, e);
    }
  }

  /** Opens the directory, or makes a cluster in it. */
  static UserData open(Path directory, Binaries binaries, Optional<Path> place) {
    try {
      Files.createDirectories(directory);
      Path real = directory.toRealPath();
      checkContent(real);
      OwnerLock lock =
          OwnerLock.tryTake(real.resolve("hive-db.lock"))
              .orElseThrow(() -> inUse(directory, "another process or database of Hive DB"));
      try {
        return locked(real, lock, binaries, place);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static UserData locked(
      Path directory, OwnerLock lock, Binaries binaries, Optional<Path> place) throws IOException {
    Path data = directory.resolve(CLUSTER);
    Account account = Account.ownerOf(Files.exists(data) ? data : directory);
    if (Files.exists(data)) {
      endFormerServer(directory, data);
    } else {
      create(data, binaries, account);
    }
    return new UserData(data, lock, WorkDirectory.create(place, account), account);
  }

  private static void checkContent(Path directory) throws IOException {
    if (Files.exists(directory.resolve("pgdata-container"))) {
      throw foreign(directory, "data of the mode [container]");
    }
    if (Files.exists(directory.resolve("PG_VERSION"))) {
      throw foreign(directory, "a cluster of another's");
    }
    Path data = directory.resolve(CLUSTER);
    if (Files.exists(data) && !Cluster.isOurs(data)) {
      throw foreign(data, "a cluster that was not made by this backend");
    }
  }

  private static BackendStartException foreign(Path directory, String what) {
    return new BackendStartException(
        "The data directory ["
            + directory
            + "] holds "
            + what
            + ". Nothing was changed. Name an empty or new directory, or start that cluster yourself"
            + " and name it by hive.database.url.");
  }

  /** Moved into place when it is whole: an interrupted start leaves nothing half made. */
  private static void create(Path data, Binaries binaries, Account account) throws IOException {
    LOG.info("Making a cluster of {} in {}", binaries, data);
    Path part = data.resolveSibling(CLUSTER + ".partial");
    PrivateFiles.delete(part);
    PrivateFiles.createDirectory(part, account);
    new Cluster(binaries, account)
        .create(part.resolve(CLUSTER), List.of("--locale=C.UTF-8"), List.of("timezone = 'UTC'"));
    Files.move(part.resolve(CLUSTER), data, StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.delete(part);
  }

  /**
   * A server whose JVM was killed is about to end. What only its file tells of is gone, even if its
   * number is another process's now; its shared memory the new server checks.
   */
  private static void endFormerServer(Path directory, Path data) throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.read(data);
    Optional<ProcessHandle> server = file.flatMap(PostmasterFile::process);
    if (server.isPresent()) {
      awaitEnd(directory, server.get());
    } else if (file.isPresent()) {
      LOG.info(
          "The server of {}, process {}, was killed: its data are recovered",
          directory,
          file.get().pid());
      PostmasterFile.delete(data);
    }
  }

  private static void awaitEnd(Path directory, ProcessHandle server) throws IOException {
    try {
      server.onExit().get(ORPHAN_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw inUse(directory, "a PostgreSQL server, process " + server.pid());
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

  private static BackendStartException unusable(Path directory, Exception cause) {
    return new BackendStartException(
        "The data directory [" + directory + "] cannot be used: " + cause + ".", cause);
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public Path work() {
    return work.path();
  }

  @Override
  public Path log() {
    return data.resolveSibling(LocalServer.LOG_FILE);
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public String password() {
    try {
      return Cluster.passwordOf(data);
    } catch (IOException e) {
      throw unusable(data, e);
    }
  }

  @Override
  public boolean isThrowAway() {
    return false;
  }

  @Override
  public void awaitLogin() {}

  @Override
  public void complete() {}

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (lock) {
        work.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
