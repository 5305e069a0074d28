// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.util.Arrays;

/** Times actions turn by turn, so that a slow moment of the machine meets all of them. */
final class Medians {

  private Medians() {}

  /** Runs all actions once unmeasured, then in turns; the medians come in the order given. */
  static double[] inTurns(int rounds, Timed... actions) {
    for (Timed action : actions) {
      action.milliseconds();
    }
    return coldInTurns(rounds, actions);
  }

  /** The same without the unmeasured run. */
  static double[] coldInTurns(int rounds, Timed... actions) {
    double[][] times = new double[actions.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < actions.length; i++) {
        times[i][round] = actions[i].milliseconds();
      }
    }
    return Arrays.stream(times).mapToDouble(Medians::median).toArray();
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double mean(double... values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** An action that knows which part of it counts. */
  @FunctionalInterface
  interface Timed {
    double milliseconds();
  }
}
