// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes something when the JVM is ended from outside, by Ctrl-C or SIGTERM: then nobody else does.
 * Not for long, as whoever sent the signal waits. Closing this forgets it.
 */
final class EndOfJvm implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndOfJvm.class);
  private static final long PATIENCE_MILLIS = 10_000;

  private final Thread hook;

  private EndOfJvm(AutoCloseable resource) {
    hook = new Thread(() -> closeInTime(resource), "hive-db-end");
  }

  static EndOfJvm closing(AutoCloseable resource) {
    EndOfJvm end = new EndOfJvm(resource);
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  /** In a thread of its own: a test that is under way may hold what closing waits for. */
  private static void closeInTime(AutoCloseable resource) {
    Thread closing = new Thread(() -> close(resource), "hive-db-closing");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception | Error e) {
      LOG.warn("Databases of a run that was interrupted were not closed: {}", e.toString());
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook has run or will.
    }
  }
}
