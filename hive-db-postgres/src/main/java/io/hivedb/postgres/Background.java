// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on a server that nobody waits for, one after another. Its thread ends when there is none,
 * and never keeps a JVM alive.
 */
final class Background implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private static final long PATIENCE_SECONDS = 60;

  /** Longer than a connection to a fresh database and its first query take. */
  private static final long MOMENT_MILLIS = 25;

  private final ScheduledThreadPoolExecutor thread;

  Background(String name) {
    thread = new ScheduledThreadPoolExecutor(1, task -> thread(name, task));
    thread.setKeepAliveTime(1, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Does it soon; tells whether it will be done at all. */
  boolean submit(Runnable task) {
    return schedule(task, 0);
  }

  /** Does it in a moment: whoever just got a database connects first. */
  boolean submitLater(Runnable task) {
    return schedule(task, MOMENT_MILLIS);
  }

  private boolean schedule(Runnable task, long delay) {
    try {
      Future<?> unused = thread.schedule(() -> run(task), delay, TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.debug("Work in the background failed", e);
    }
  }

  /** Leaves undone what has not begun, and waits for what has. */
  void abandon() {
    thread.shutdownNow();
    await();
  }

  /** Does what is left, and waits for it. */
  @Override
  public void close() {
    thread.shutdown();
    await();
  }

  private void await() {
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Work in the background did not end within {} s", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
