// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbException;
import io.hivedb.spi.BackendServer;
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

  private final Supplier<BackendServer> starter;
  private @Nullable BackendServer server;
  private @Nullable HiveDbException failure;
  private boolean closed;

  SharedServer(Supplier<BackendServer> starter) {
    this.starter = starter;
  }

  /** Waits for a start under way: whoever comes second wants the same server. */
  synchronized BackendServer running() {
    if (closed) {
      throw new IllegalStateException("the test run is over");
    }
    if (failure != null) {
      throw failure;
    }
    BackendServer current = server;
    if (current != null && !current.health().isUp()) {
      LOG.warn("The database server is gone and is started again. It said: {}", current.health());
      server = null;
      current.close();
      current = null;
    }
    return current != null ? current : started();
  }

  private BackendServer started() {
    try {
      BackendServer started = starter.get();
      server = started;
      return started;
    } catch (HiveDbException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    BackendServer running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }
}
