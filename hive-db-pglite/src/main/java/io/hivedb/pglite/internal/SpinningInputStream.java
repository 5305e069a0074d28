// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Spins, then blocks. The bridge answers a short statement after 20 to 40 µs of work; to wake a
 * thread that sleeps until then takes as long again, and more on virtual machines. One thread of
 * the JVM spins at a time, and only while its stream gets its answers sooner by it.
 */
final class SpinningInputStream extends FilterInputStream {

  /** Nanoseconds; whoever waits for longer loses little by sleeping. */
  private static final long LONGEST = 100_000;

  private static final boolean HAS_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;
  private static final AtomicBoolean BUSY = new AtomicBoolean();

  private final SpinDecision decision = new SpinDecision();

  SpinningInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!HAS_PROCESSORS || in.available() > 0) {
      return super.read(bytes, offset, length);
    }
    long begin = System.nanoTime();
    boolean spins = decision.next() && BUSY.compareAndSet(false, true);
    if (spins) {
      try {
        spinSince(begin);
      } finally {
        BUSY.set(false);
      }
    }
    int count = super.read(bytes, offset, length);
    decision.took(spins, System.nanoTime() - begin);
    return count;
  }

  /** At the end of the stream there is never anything. */
  private void spinSince(long begin) throws IOException {
    while (in.available() == 0 && System.nanoTime() - begin < LONGEST) {
      Thread.onSpinWait();
    }
  }
}
