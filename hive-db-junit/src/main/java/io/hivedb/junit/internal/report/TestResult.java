// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a test.
 *
 * @param test its display name, with those of what is around it in its class
 * @param outcome what became of it
 * @param millis from its begin to its end, what the database took included
 * @param preparationMillis what was spent on its database alone
 * @param reason why it was skipped, was aborted or failed; null where it passed
 * @param refused the statements that its backend refused, whether it expected that or not
 */
public record TestResult(
    String test,
    Outcome outcome,
    double millis,
    double preparationMillis,
    @Nullable String reason,
    List<String> refused) {

  /** The ways for a test to end. */
  public enum Outcome {
    /** It ran to its end. */
    PASSED,
    /** It threw. */
    FAILED,
    /** An assumption of it did not hold. */
    ABORTED,
    /** A condition kept it from running. */
    SKIPPED
  }
}
