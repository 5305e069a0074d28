// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.template;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock of the operating system on one of 256 empty files, so that it ends with its process, and
 * no lock file need ever be removed. Whoever holds it for too long, perhaps in a debugger, is
 * waited for no longer: a template is then made twice.
 */
final class TemplateLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateLock.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int STRIPE = 2;

  /** Within a JVM: closing any channel of a file would end all the locks that the JVM has on it. */
  private static final Map<Path, Semaphore> OWN = new ConcurrentHashMap<>();

  private final Semaphore own;
  private @Nullable FileChannel channel;
  private @Nullable FileLock lock;
  private boolean first;

  private TemplateLock(Semaphore own) {
    this.own = own;
  }

  /** Does something beside others that only read. */
  static <T extends @Nullable Object> T shared(Path root, String key, Supplier<T> action) {
    return holding(take(root, key, true, PATIENCE), action);
  }

  /** Does something alone. */
  static <T extends @Nullable Object> T exclusive(Path root, String key, Supplier<T> action) {
    return holding(take(root, key, false, PATIENCE), action);
  }

  private static <T extends @Nullable Object> T holding(TemplateLock lock, Supplier<T> action) {
    try {
      return action.get();
    } finally {
      lock.close();
    }
  }

  static TemplateLock tryExclusive(Path root, String key) {
    return take(root, key, false, Duration.ZERO);
  }

  /** Whether two templates have one lock. */
  static boolean isSame(String key, String other) {
    return key.substring(0, STRIPE).equals(other.substring(0, STRIPE));
  }

  private static TemplateLock take(Path root, String key, boolean shared, Duration patience) {
    Path file = root.resolve("lock-" + key.substring(0, STRIPE));
    TemplateLock taken =
        new TemplateLock(
            OWN.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new Semaphore(1)));
    try {
      taken.acquire(file, shared, System.nanoTime() + patience.toNanos());
      if (!taken.isHeld() && !patience.isZero()) {
        LOG.warn("The lock [{}] was not free within {}: going on without it", file, patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("The lock [{}] cannot be taken: going on without it", file, e);
    }
    return taken;
  }

  private void acquire(Path file, boolean shared, long end)
      throws IOException, InterruptedException {
    first = own.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    if (!first) {
      return;
    }
    FileChannel opened =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel = opened;
    lock = opened.tryLock(0, Long.MAX_VALUE, shared);
    long left = end - System.nanoTime();
    if (lock == null && left > 0) {
      lock = await(opened, shared, left);
    }
  }

  /** The operating system wakes us when it is free; the channel's end, when that takes too long. */
  private static @Nullable FileLock await(FileChannel channel, boolean shared, long nanos)
      throws IOException {
    CompletableFuture<Void> alarm =
        CompletableFuture.runAsync(
            () -> closeQuietly(channel),
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
    try {
      return channel.lock(0, Long.MAX_VALUE, shared);
    } catch (AsynchronousCloseException e) {
      return null;
    } finally {
      alarm.cancel(false);
    }
  }

  boolean isHeld() {
    return lock != null && lock.isValid();
  }

  @Override
  public void close() {
    if (channel != null) {
      closeQuietly(channel);
    }
    if (first) {
      first = false;
      own.release();
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("The lock file of a template was not closed", e);
    }
  }
}
