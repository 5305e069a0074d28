// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the databases that are alive at once. A test class waits for its first one, never for a
 * further one, and no thread waits that is within such a class already: JUnit may run one class
 * while it waits for the tests of another. Whoever is stuck all the same goes on after a while.
 */
final class DatabaseLimit {

  static final String KEY = "hive.database.max-databases";
  static final int DEFAULT = 16;

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLimit.class);

  private final long patienceNanos;
  private final Map<Object, Integer> holders = new HashMap<>();
  private int alive;
  private long changes;

  DatabaseLimit() {
    this(TimeUnit.SECONDS.toNanos(30));
  }

  DatabaseLimit(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  /** Waits for a place; closing the answer gives it back. */
  synchronized AutoCloseable enter(String testClass, int most) {
    Thread thread = Thread.currentThread();
    if (!holders.containsKey(testClass) && !holders.containsKey(thread)) {
      await(testClass, most);
    }
    alive++;
    holders.merge(testClass, 1, Integer::sum);
    holders.merge(thread, 1, Integer::sum);
    return () -> leave(testClass, thread);
  }

  private void await(String testClass, int most) {
    long seen = changes;
    long end = System.nanoTime() + patienceNanos;
    try {
      while (alive >= most) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          LOG.warn(
              "[{}] waited for one of [{}] databases ({}), and none was given back: it goes beyond.",
              testClass,
              most,
              KEY);
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
        if (changes != seen) {
          seen = changes;
          end = System.nanoTime() + patienceNanos;
        }
      }
    } catch (InterruptedException e) {
      // The run is being ended: what follows will notice.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void leave(String testClass, Thread thread) {
    alive--;
    changes++;
    release(testClass);
    release(thread);
    notifyAll();
  }

  private void release(Object holder) {
    holders.computeIfPresent(holder, (key, count) -> count == 1 ? null : count - 1);
  }
}
