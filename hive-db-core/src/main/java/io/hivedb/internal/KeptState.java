// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.Snapshot;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A snapshot, whose it is, and whether it is still there. */
final class KeptState implements Snapshot {

  private final BackendSnapshot state;
  private final BackendServer server;
  private final String label;
  private final Consumer<KeptState> atClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A state.
   *
   * @param atClose frees it
   */
  KeptState(
      BackendSnapshot state, BackendServer server, String label, Consumer<KeptState> atClose) {
    this.state = state;
    this.server = server;
    this.label = label;
    this.atClose = atClose;
  }

  /** What the server knows the snapshot by. */
  static BackendSnapshot on(BackendServer server, Snapshot snapshot) {
    if (!(snapshot instanceof KeptState kept) || kept.server != server) {
      throw new IllegalArgumentException(
          "The snapshot ["
              + snapshot
              + "] belongs to another server. Use one of this database, or of a database that it was"
              + " forked from or to.");
    }
    if (kept.closed.get()) {
      throw new IllegalStateException(
          "The " + snapshot + " is closed. Use it before close(), or take another.");
    }
    return kept.state;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      atClose.accept(this);
    }
  }

  @Override
  public String toString() {
    return "snapshot of the database of [" + label + "]";
  }
}
