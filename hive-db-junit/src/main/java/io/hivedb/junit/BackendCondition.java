// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.Capability;
import io.hivedb.HiveDbException;
import io.hivedb.internal.BackendPreview;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** Decides whether a test runs on the backend that its class would get; starts nothing. */
final class BackendCondition implements ExecutionCondition {

  /** Turns every skip of ours into a failure, for builds that must run everything. */
  static final String REQUIRE = "hive.database.require";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Databases.isForEveryBackend(context)) {
      return ConditionEvaluationResult.enabled("decided for each backend");
    }
    return context
        .getElement()
        .map(element -> evaluate(element, context))
        .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is said"));
  }

  static ConditionEvaluationResult evaluate(AnnotatedElement element, ExtensionContext context) {
    BackendPreview backend;
    try {
      backend = Databases.preview(context);
      RunNotes.meant(context, backend.backend());
    } catch (HiveDbException e) {
      // Not ours to skip: the start will fail the test with this very error.
      return ConditionEvaluationResult.enabled("no backend can be chosen: " + e.getMessage());
    }
    return refusals(element, backend)
        .findFirst()
        .map(reason -> skip(reason, backend))
        .orElseGet(() -> ConditionEvaluationResult.enabled("runs on [" + backend.backend() + "]"));
  }

  /** Why the element's tests do not run there. */
  static Stream<String> refusals(AnnotatedElement element, BackendPreview backend) {
    return Stream.of(
            refusal(element, EnabledOnBackend.class, enabled -> notNamed(enabled, backend)),
            refusal(element, DisabledOnBackend.class, disabled -> named(disabled, backend)),
            refusal(element, RequiresCapability.class, required -> lacking(required, backend)))
        .flatMap(Optional::stream);
  }

  private static <A extends Annotation> Optional<String> refusal(
      AnnotatedElement element, Class<A> type, Function<A, Optional<String>> check) {
    return AnnotationSupport.findAnnotation(element, type).flatMap(check);
  }

  private static Optional<String> notNamed(EnabledOnBackend enabled, BackendPreview backend) {
    if (isNamed(enabled.value(), backend)) {
      return Optional.empty();
    }
    String names = String.join(", ", enabled.value());
    return Optional.of("enabled on [" + names + "] only" + because(enabled.reason()));
  }

  private static Optional<String> named(DisabledOnBackend disabled, BackendPreview backend) {
    return isNamed(disabled.value(), backend)
        ? Optional.of("disabled on it" + because(disabled.reason()))
        : Optional.empty();
  }

  private static Optional<String> lacking(RequiresCapability required, BackendPreview backend) {
    Set<Capability> wanted = Set.of(required.value());
    Set<Capability> lacking = backend.lacking(wanted);
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of("it lacks " + lacking + ", " + able(backend.backendsWith(wanted)));
  }

  private static String able(List<String> backends) {
    return backends.isEmpty()
        ? "and so does every backend on the class path"
        : "which is to be had with hive.database.backend=" + String.join(" or ", backends);
  }

  private static boolean isNamed(String[] names, BackendPreview backend) {
    return Arrays.stream(names).anyMatch(backend::isCalled);
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }

  private static ConditionEvaluationResult skip(String reason, BackendPreview backend) {
    String text = "The test does not run on the backend [" + backend.backend() + "]: " + reason;
    if (backend.settings().flag(REQUIRE).orElse(false)) {
      throw new AssertionFailedError(text + ". With " + REQUIRE + "=true that is a failure.");
    }
    return ConditionEvaluationResult.disabled(text + ".");
  }
}
