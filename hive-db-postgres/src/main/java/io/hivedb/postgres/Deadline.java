// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.time.Duration;
import java.util.Locale;

/** A point in time by which a start must be over, and how much of it is spent. */
final class Deadline {

  private final long begin = System.nanoTime();
  private final Duration timeout;

  Deadline(Duration timeout) {
    this.timeout = timeout;
  }

  Duration spent() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** At least a millisecond, so that no wait becomes an endless one. */
  Duration left() {
    Duration left = timeout.minus(spent());
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  boolean isOver() {
    return spent().compareTo(timeout) >= 0;
  }

  /** For error messages: {@code 1.2 s of 60.0 s}. */
  @Override
  public String toString() {
    return seconds(spent()) + " of " + seconds(timeout);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
