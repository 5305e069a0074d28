// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

/**
 * Whether to spin for what comes next, by what it took lately: where processors are idle an answer
 * comes sooner to who spins, where they are busy to who sleeps. So both are tried, the one that
 * does worse seldom. While a client connects, the processors have other things to do: it sleeps.
 * Not thread-safe: of one stream, which one thread reads at a time.
 */
final class SpinDecision {

  /** Reads in a row of one kind. */
  private static final int TURN = 8;

  /** One turn of so many is of the kind that does worse; so is the second of all. */
  private static final int SELDOM = 32;

  /** Moves a median by this part of it for each value, so that one long statement counts as one. */
  private static final double STEP = 1 / 16.0;

  private double spinning;
  private double sleeping;
  private int reads;

  /** Whether to spin for the next read. */
  boolean next() {
    boolean isTrial = Math.floorMod(reads++ / TURN, SELDOM) == 1;
    return isTrial != (spinning != 0 && spinning <= sleeping);
  }

  /** Nanoseconds that were waited. */
  void took(boolean hasSpun, long time) {
    if (hasSpun) {
      spinning = moved(spinning, time);
    } else {
      sleeping = moved(sleeping, time);
    }
  }

  private static double moved(double median, long time) {
    if (median == 0) {
      return time;
    }
    return time > median ? median * (1 + STEP) : median * (1 - STEP);
  }
}
