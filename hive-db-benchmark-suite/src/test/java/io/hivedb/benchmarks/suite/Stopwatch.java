// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks.suite;

/**
 * Counts what lies between the tests: from the end of one's last statement to the answer of the
 * next one's first. The suite runs in one thread.
 */
final class Stopwatch {

  private static final double NANOS_PER_MILLI = 1e6;

  private static long ended;
  private static long between;
  private static int gaps;

  private Stopwatch() {}

  static void testAnswered() {
    if (ended != 0) {
      between += System.nanoTime() - ended;
      gaps++;
    }
  }

  static void testEnded() {
    ended = System.nanoTime();
  }

  /** The mean: a test that waits for what others had without waiting counts too. */
  static double millisecondsPerTest() {
    return between / NANOS_PER_MILLI / gaps;
  }
}
