// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock on a file that lasts as long as this JVM, however it ends: the operating system drops it.
 */
final class Ownership implements AutoCloseable {

  private final FileChannel channel;

  private Ownership(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty if another process, or this one already, holds it. */
  @SuppressWarnings("resource") // The channel is what is owned: close() closes it.
  static Optional<Ownership> take(Path lockFile) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new Ownership(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Held by this JVM through another class loader.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
