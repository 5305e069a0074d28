// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is started once, and once more when it has died; a start that failed is not tried
 * again.
 */
final class SharedServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedServer.class);

  private final Supplier<Templates> starter;
  private @Nullable Templates server;
  private @Nullable RuntimeException failure;
  private boolean closed;

  SharedServer(Supplier<Templates> starter) {
    this.starter = starter;
  }

  /** Waits for a start under way: whoever comes second wants the same server. */
  synchronized Templates running() {
    if (closed) {
      throw new IllegalStateException("the test run is over");
    }
    if (failure != null) {
      throw failure;
    }
    Templates current = server;
    if (current != null && !current.server().health().isUp()) {
      LOG.warn(
          "The database server is gone and is started again. It said: {}",
          current.server().health());
      server = null;
      current.close();
      current = null;
    }
    return current != null ? current : started();
  }

  private Templates started() {
    try {
      Templates started = starter.get();
      server = started;
      return started;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    Templates running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }
}
