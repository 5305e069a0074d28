// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Spins, then blocks. The bridge answers a short statement after 20 to 40 µs of work; to wake a
 * thread that sleeps until then takes as long again, and more on virtual machines. Who spins is a
 * stream that is alone in the JVM, or one in a transaction, for whom the engine waits meanwhile;
 * and only while it gets its answers sooner by it.
 */
final class SpinningInputStream extends FilterInputStream {

  /** Nanoseconds; whoever waits for longer loses little by sleeping. */
  private static final long LONGEST = 100_000;

  /** A stream is alone after so many reads in a row. */
  private static final int ALONE = 8;

  private static final boolean HAS_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

  private static volatile @Nullable SpinningInputStream last;

  private final SpinDecision whenAlone = new SpinDecision(LONGEST);
  private final SpinDecision inTransaction = new SpinDecision(LONGEST);
  private boolean isInTransaction;
  private int inRow;

  SpinningInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    boolean alone = isAlone();
    int count =
        HAS_PROCESSORS && (alone || isInTransaction) && in.available() == 0
            ? spun(alone, bytes, offset, length)
            : super.read(bytes, offset, length);
    isInTransaction = ReadyForQuery.isInTransaction(bytes, offset, count, isInTransaction);
    return count;
  }

  private boolean isAlone() {
    if (last != this) {
      last = this;
      inRow = 0;
    }
    inRow = Math.min(inRow + 1, ALONE);
    return inRow == ALONE;
  }

  private int spun(boolean alone, byte[] bytes, int offset, int length) throws IOException {
    SpinDecision decision = alone ? whenAlone : inTransaction;
    boolean spins = decision.next();
    long begin = System.nanoTime();
    if (spins) {
      spin(alone, begin + LONGEST);
    }
    int count = super.read(bytes, offset, length);
    decision.took(spins, begin, System.nanoTime());
    return count;
  }

  /**
   * Beside others, it leaves the processor to them in each round. At the end nothing ever comes.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing but time depends on whom the scheduler runs
  private void spin(boolean alone, long end) throws IOException {
    while (in.available() == 0 && System.nanoTime() - end < 0) {
      if (!alone) {
        Thread.yield();
      } else if (last == this) {
        Thread.onSpinWait();
      } else {
        return;
      }
    }
  }
}
