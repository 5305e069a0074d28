// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.spi.BackendSnapshot;
import java.util.concurrent.atomic.AtomicBoolean;

/** A template: a database that nobody may enter, of which copies are made. */
final class PostgresSnapshot implements BackendSnapshot {

  private final String template;
  private final SparePool spares;
  private final Runnable atClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  PostgresSnapshot(String template, SparePool spares, Runnable atClose) {
    this.template = template;
    this.spares = spares;
    this.atClose = atClose;
  }

  String template() {
    return template;
  }

  SparePool spares() {
    return spares;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      atClose.run();
    }
  }

  @Override
  public String toString() {
    return "PostgresSnapshot[" + template + "]";
  }
}
