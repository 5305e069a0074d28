// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a bound. */
final class Awaiting {

  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

  private Awaiting() {}

  static void until(String what, Duration most, Callable<Boolean> condition) throws Exception {
    Deadline deadline = new Deadline(most);
    while (!condition.call()) {
      if (deadline.isOver()) {
        fail("%s: not after %s", what, deadline);
      }
      LockSupport.parkNanos(BETWEEN);
    }
  }
}
