// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.spi.BackendSnapshot;
import java.util.concurrent.atomic.AtomicBoolean;

/** A state that a bridge process keeps. Safe to use from several threads at once. */
final class PgliteSnapshot implements BackendSnapshot {

  private final PgliteServer server;
  private final String id;
  private final AtomicBoolean closed = new AtomicBoolean();

  PgliteSnapshot(PgliteServer server, String id) {
    this.server = server;
    this.id = id;
  }

  /** Its name in the bridge. */
  String id() {
    return id;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.discard(id);
    }
  }

  @Override
  public String toString() {
    return "PgliteSnapshot[" + id + "]";
  }
}
