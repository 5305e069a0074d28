// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Turns the expected failure of a test into its success, and its success into a failure. */
final class RefusedExtension implements InvocationInterceptor {

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    Optional<Refused> refused = refused(invocationContext.getExecutable(), backend(context));
    if (refused.isEmpty()) {
      invocation.proceed();
      return;
    }
    expectRefusal(invocation, refused.get());
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    interceptTestMethod(invocation, invocationContext, context);
  }

  private static void expectRefusal(Invocation<@Nullable Void> invocation, Refused refused) {
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      String said =
          Stream.<@Nullable Throwable>iterate(
                  failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
              .map(String::valueOf)
              .collect(Collectors.joining("\n"));
      assertThat(said).contains(refused.because());
      return;
    }
    throw new AssertionError(
        "This works now on the backend [" + refused.on() + "]: delete its @Refused.");
  }

  private static Optional<Refused> refused(Method test, String backend) {
    return AnnotationSupport.findRepeatableAnnotations(test, Refused.class).stream()
        .filter(refused -> refused.on().equals(backend))
        .findFirst();
  }

  /** As Hive DB itself would choose it: the run's property, the environment, the default. */
  private static String backend(ExtensionContext context) {
    return context
        .getConfigurationParameter("hive.database.backend")
        .or(() -> Optional.ofNullable(System.getenv("HIVE_DATABASE_BACKEND")))
        .orElse(System.getenv("HIVE_DATABASE_URL") == null ? "pglite" : "postgresql");
  }
}
