// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What one JVM, and one thread of it, does at a time: others wait for their turn. */
final class Turn {

  private static final Object IN_THIS_JVM = new Object();

  private Turn() {}

  /** Does something while nobody else does anything with the same file. */
  static <T> T with(Path file, Work<T> work) throws IOException {
    synchronized (IN_THIS_JVM) {
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return work.done(lock);
      }
    }
  }

  /** What is done; the lock is held meanwhile. */
  @FunctionalInterface
  interface Work<T> {
    T done(FileLock lock) throws IOException;
  }
}
