// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.sqlite.internal.jdbc.HiveDataSource;
import io.hivedb.sqlite.internal.sql.SqlEngine;
import io.hivedb.sqlite.internal.storage.DatabaseFile;
import io.hivedb.sqlite.internal.storage.TemporaryDirectory;

/**
 * Loads the classes of the engine and of the driver once for a JVM, in two threads of their own,
 * while the caller's begins to log, and unpacks and loads SQLite's native library.
 */
final class EngineLoading {

  private static final LoadingTask ENGINE =
      LoadingTask.begin("engine", SqlEngine::preload, () -> {});

  private static final LoadingTask DRIVER =
      LoadingTask.begin("driver", EngineLoading::preload, HiveDataSource::preload);

  private EngineLoading() {}

  private static void preload() {
    DatabaseFile.preload();
    TemporaryDirectory.preload();
  }

  /** Begins, unless it has begun; it returns at once. */
  static void begin() {
    // The class's initialization has done it.
  }

  /** Waits until the driver may be used. */
  static void awaitDriver() {
    DRIVER.await();
  }

  /** Waits until the engine may be used. */
  static void awaitEngine() {
    ENGINE.await();
  }
}
