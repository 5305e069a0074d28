// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.BackendRoster;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/**
 * Skips what a backend of {@link EveryBackend} cannot run: because it is not ready, or because the
 * class is not meant for it, which JUnit itself asks just once around all backends.
 */
record InvocationCondition(BackendRoster.Entry entry, Class<?> type, boolean required)
    implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    RunNotes.meant(context, entry.backend());
    if (entry.missing().isEmpty()) {
      return BackendCondition.evaluate(type, context);
    }
    Unready unready = Unready.of(entry, required);
    if (required) {
      throw new AssertionFailedError(unready.reason());
    }
    return ConditionEvaluationResult.disabled(unready.reason());
  }
}
