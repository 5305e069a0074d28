// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

/**
 * Whether to spin for what comes next, by what it took lately: where processors are idle an answer
 * comes sooner to who spins, where they are busy to who sleeps. So both are tried, the one that
 * does worse seldom. What is asked after a pause tells nothing: then caches are cold and the
 * threads of the bridge asleep, and who spins would look slow. While a client connects, the
 * processors have other things to do: it sleeps. Not thread-safe: of one stream, which one thread
 * reads at a time.
 */
final class SpinDecision {

  /** Reads in a row of one kind. */
  private static final int TURN = 8;

  /** One turn of so many is one of sleep while spinning does better; so is the second of all. */
  private static final int SELDOM = 64;

  /** The same the other way round: it costs less, and more is to be won. */
  private static final int NOT_SELDOM = 16;

  /** Moves a median by this part of it for each value, so that one long statement counts as one. */
  private static final double STEP = 1 / 16.0;

  /** Nanoseconds between two reads that are a pause. */
  private static final long PAUSE = 1_000_000;

  /** Reads after a pause that are not looked at. */
  private static final int COLD = 4;

  private final double longest;
  private double spinning;
  private double sleeping;
  private int reads;
  private int sincePause = COLD;
  private long lastEnd;

  /**
   * For a stream.
   *
   * @param longest nanoseconds for which it spins, before it sleeps after all
   */
  SpinDecision(long longest) {
    this.longest = longest;
  }

  /** Whether to spin for the next read. */
  boolean next() {
    boolean isBetter = spinning != 0 && spinning <= Math.min(sleeping, longest);
    int seldom = isBetter ? SELDOM : NOT_SELDOM;
    boolean isTrial = Math.floorMod(reads++ / TURN, seldom) == 1;
    return isTrial != isBetter;
  }

  /** What was waited from one time to another, by {@link System#nanoTime()}. */
  void took(boolean hasSpun, long begin, long end) {
    if (begin - lastEnd > PAUSE) {
      sincePause = 0;
    }
    lastEnd = end;
    if (sincePause < COLD) {
      sincePause++;
    } else if (hasSpun) {
      spinning = moved(spinning, end - begin);
    } else {
      sleeping = moved(sleeping, end - begin);
    }
  }

  private static double moved(double median, long time) {
    if (median == 0) {
      return time;
    }
    return time > median ? median * (1 + STEP) : median * (1 - STEP);
  }
}
