// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that a thread of its own does once for a JVM, and that others can wait for. */
final class LoadingTask {

  private final String what;
  private final FutureTask<Void> task;

  private LoadingTask(String what, Runnable work) {
    this.what = what;
    this.task = new FutureTask<>(work, null);
  }

  /**
   * Begins.
   *
   * @param what the beginning of an error, and of the thread's name
   * @param work what is waited for
   * @param rest what the thread does after that
   */
  static LoadingTask begin(String what, Runnable work, Runnable rest) {
    LoadingTask loading = new LoadingTask(what, work);
    Runnable all =
        () -> {
          loading.task.run();
          rest.run();
        };
    Thread thread = new Thread(all, "hive-db-sqlite-loading-" + what);
    thread.setDaemon(true);
    thread.start();
    return loading;
  }

  /** Waits for the end, so that no two threads initialize the same classes. */
  void await() {
    boolean interrupted = false;
    while (true) {
      try {
        task.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("The " + what + " cannot be loaded: " + e.getCause(), e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
