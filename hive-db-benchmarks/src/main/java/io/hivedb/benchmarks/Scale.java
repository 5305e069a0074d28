// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param starts rounds of server starts
 * @param rounds turns of short statements
 * @param statements statements in one turn
 * @param warmUps unmeasured turns before statements that are to be measured warm
 * @param builds rounds of an index build
 * @param vectors rows with a vector
 * @param copied rows of a COPY
 * @param databases further databases in one process
 * @param load how long ten threads work
 * @param single how long one connection works, before and after them
 */
record Scale(
    int starts,
    int rounds,
    int statements,
    int warmUps,
    int builds,
    int vectors,
    int copied,
    int databases,
    Duration load,
    Duration single) {

  /** What the bars are written for. */
  static final Scale FULL =
      new Scale(
          7, 15, 500, 20, 3, 10_000, 100_000, 5, Duration.ofSeconds(60), Duration.ofSeconds(10));

  /** Enough to see that everything works. */
  static final Scale QUICK =
      new Scale(1, 2, 50, 1, 1, 500, 2_000, 2, Duration.ofSeconds(2), Duration.ofSeconds(1));
}
