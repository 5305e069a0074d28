// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for one server while it runs, which nobody but its user can enter. It goes with its
 * owner: at close, by the supervisor of the server if the JVM is killed, or by the next owner.
 */
final class WorkDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);

  private static final Path MEMORY = Path.of("/dev/shm");

  /** Containers often have 64 MB there: too little for a cluster and what tests put into it. */
  private static final long ROOM = 512L << 20;

  private static final String LOCK = ".lock";

  private final Path path;
  private final OwnerLock lock;

  private WorkDirectory(Path path, OwnerLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one, after those of dead owners were removed.
   *
   * @param place where; empty for a memory file system with room, else the temp directory
   */
  static WorkDirectory create(Optional<Path> place, Account account) throws IOException {
    Path root = root(place.orElseGet(WorkDirectory::standard).toAbsolutePath(), account);
    return Turn.with(
        root.resolve("turn"),
        turn -> {
          sweep(root);
          return in(root, account);
        });
  }

  private static Path standard() {
    return standard(MEMORY, ROOM);
  }

  /** The memory file system where it can be written to and has room, else the temp directory. */
  static Path standard(Path memory, long room) {
    return hasRoom(memory, room) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static boolean hasRoom(Path directory, long room) {
    try {
      return Files.isWritable(directory) && Files.getFileStore(directory).getUsableSpace() >= room;
    } catch (IOException e) {
      return false;
    }
  }

  /** Everyone may write to such places: a directory that another user made is not trusted. */
  private static Path root(Path place, Account account) throws IOException {
    // Root's locks could not be read by the user who runs the server for it.
    String owner = account.name() + (account.isSelf() ? "" : "-for-root");
    Path root = place.resolve("hive-db-postgres-" + owner);
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      createUnlessAnotherDoes(root, account);
    }
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(root, LinkOption.NOFOLLOW_LINKS).getName().equals(account.name())) {
      throw new IOException(root + " is not a directory of the user " + account.name());
    }
    return root;
  }

  private static void createUnlessAnotherDoes(Path root, Account account) throws IOException {
    Path made = root.resolveSibling(root.getFileName() + "-" + UUID.randomUUID());
    PrivateFiles.createDirectory(made, account);
    try {
      Files.move(made, root);
    } catch (IOException e) {
      Files.delete(made);
      if (!Files.exists(root)) {
        throw e;
      }
    }
  }

  private static WorkDirectory in(Path root, Account account) throws IOException {
    String name = UUID.randomUUID().toString().substring(0, 8);
    OwnerLock lock =
        OwnerLock.tryTake(root.resolve(name + LOCK))
            .orElseThrow(() -> new IOException("the random name " + name + " is taken"));
    try {
      return new WorkDirectory(PrivateFiles.createDirectory(root.resolve(name), account), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Removes what owners left that were killed together with the supervisors of their servers. */
  private static void sweep(Path root) throws IOException {
    List<Path> locks = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root, "*" + LOCK)) {
      found.forEach(locks::add);
    }
    for (Path file : locks) {
      Optional<OwnerLock> abandoned = OwnerLock.tryTake(file);
      if (abandoned.isPresent()) {
        try {
          remove(file);
        } finally {
          abandoned.get().close();
        }
      }
    }
  }

  private static void remove(Path file) throws IOException {
    String name = file.getFileName().toString();
    Path directory = file.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    if (Files.exists(directory)) {
      Leftovers.end(directory.resolve("data"));
      PrivateFiles.delete(directory);
      LOG.info("Removed {}, which a killed JVM left", directory);
    }
    Files.deleteIfExists(file);
  }

  Path path() {
    return path;
  }

  /** Where a cluster that goes with this directory lies. */
  Path data() {
    return path.resolve("data");
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      Leftovers.end(data());
      PrivateFiles.delete(path);
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + LOCK));
    }
  }
}
