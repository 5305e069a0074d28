// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.sqlite.internal.sql.SqlEngine;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Loads the classes of the engine once for a JVM, in a thread of its own, while the caller's
 * unpacks and loads SQLite's native library: each takes about as long as the other.
 */
final class EngineLoading {

  private static final FutureTask<Void> TASK = new FutureTask<>(EngineLoading::load, null);

  static {
    Thread thread = new Thread(TASK, "hive-db-sqlite-loading");
    thread.setDaemon(true);
    thread.start();
  }

  private EngineLoading() {}

  private static void load() {
    SqlEngine.preload();
  }

  /** Begins, unless it has begun; it returns at once. */
  static void begin() {
    // The class's initialization has done it.
  }

  /** Waits for the end, so that no two threads initialize these classes. */
  static void await() {
    boolean interrupted = false;
    while (true) {
      try {
        TASK.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("The SQL engine cannot be loaded: " + e.getCause(), e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
