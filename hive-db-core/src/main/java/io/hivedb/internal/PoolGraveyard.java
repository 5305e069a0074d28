// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes pools that are not used any more, off the path of whoever waits for the next: HikariCP
 * waits for its threads. Its own close waits until all are closed.
 */
final class PoolGraveyard implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final ExecutorService closing;

  PoolGraveyard() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PoolGraveyard::thread);
    executor.allowCoreThreadTimeOut(true);
    closing = executor;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "hive-db-pool-closer");
    thread.setDaemon(true);
    return thread;
  }

  void bury(PoolGeneration generation) {
    closing.execute(generation::close);
  }

  @Override
  public void close() {
    closing.shutdown();
    try {
      closing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
