// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * HikariCP asks the first connection of each pool whether it is valid, to learn whether the driver
 * can tell. The server has just let it in, and that way there and back is a tenth of what the first
 * connection to a fresh database takes: so this one question is answered here.
 */
final class FirstQuestion {

  /** A pool asks at once; whoever asks later wants to know. */
  private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(1);

  private final long made = System.nanoTime();
  private final AtomicBoolean isOpen;

  private FirstQuestion(boolean isOpen) {
    this.isOpen = new AtomicBoolean(isOpen);
  }

  /** Of a connection that was just made: the first of its pool, or another one. */
  static FirstQuestion of(boolean isFirst) {
    return new FirstQuestion(isFirst);
  }

  /** Whether a call of the connection is that question. */
  boolean isAnsweredBy(Method method) {
    return method.getName().equals("isValid")
        && isOpen.getAndSet(false)
        && System.nanoTime() - made < AT_ONCE;
  }
}
