// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A share in something that ends when its last holder lets go, such as a server that a database and
 * its forks use. Safe to use from several threads at once.
 */
final class Lease implements AutoCloseable {

  private final Runnable end;
  private final AtomicInteger holders;
  private final AtomicBoolean released = new AtomicBoolean();

  private Lease(Runnable end, AtomicInteger holders) {
    this.end = end;
    this.holders = holders;
  }

  /** The first share; the last to close runs the end. */
  static Lease of(Runnable end) {
    return new Lease(end, new AtomicInteger(1));
  }

  /** A further share, asked for by a holder. */
  Lease share() {
    if (holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new IllegalStateException("nobody holds it any more");
    }
    return new Lease(end, holders);
  }

  @Override
  public void close() {
    if (released.compareAndSet(false, true) && holders.decrementAndGet() == 0) {
      end.run();
    }
  }
}
