// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import io.hivedb.junit.internal.report.TestResult.Outcome;
import java.util.List;
import java.util.Locale;

/**
 * A backend at a glance.
 *
 * @param seconds of all tests and of what was prepared before them
 * @param preparationSeconds the part of it that was spent on databases
 * @param refused statements
 */
record Sum(
    String backend,
    long passed,
    long failed,
    long skipped,
    double seconds,
    double preparationSeconds,
    int refused) {

  private static final double MILLIS = 1000;

  static Sum of(Run run, List<TestResult> results) {
    double classes = run.classes().stream().mapToDouble(ClassResult::preparationMillis).sum();
    double tests = results.stream().mapToDouble(TestResult::millis).sum();
    double databases = results.stream().mapToDouble(TestResult::preparationMillis).sum();
    return new Sum(
        run.backend(),
        count(results, Outcome.PASSED),
        count(results, Outcome.FAILED),
        count(results, Outcome.SKIPPED) + count(results, Outcome.ABORTED),
        (classes + tests) / MILLIS,
        (classes + databases) / MILLIS,
        results.stream().mapToInt(result -> result.refused().size()).sum());
  }

  private static long count(List<TestResult> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** For people: as many digits as tell something. */
  static String time(double seconds) {
    return seconds < 1
        ? String.format(Locale.ROOT, "%.0f ms", seconds * MILLIS)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
