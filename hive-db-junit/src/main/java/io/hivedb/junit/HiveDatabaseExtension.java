// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * What {@link HiveDatabase} registers; and, for those who need code, to be registered by
 * {@code @RegisterExtension}. In a static field the database is the class's; in an instance field,
 * each test's own.
 *
 * <p>Immutable: all state is in JUnit's store.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class HiveDatabaseExtension
    implements BeforeAllCallback,
        BeforeClassTemplateInvocationCallback,
        BeforeEachCallback,
        TestInstancePreConstructCallback,
        TestInstancePostProcessor,
        ParameterResolver,
        InvocationInterceptor,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        AfterTestExecutionCallback,
        AfterEachCallback {

  private final @Nullable Declaration declaration;

  /** For the annotation; JUnit calls it. */
  HiveDatabaseExtension() {
    this(null);
  }

  HiveDatabaseExtension(@Nullable Declaration declaration) {
    this.declaration = declaration;
  }

  /**
   * Begins an extension for {@code @RegisterExtension}.
   *
   * @return a builder to which nothing was said yet
   */
  public static HiveDatabaseBuilder builder() {
    return new HiveDatabaseBuilder();
  }

  /** So that a connection in a field or constructor parameter is closed after its test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    register(context);
    if (!Databases.isForEveryBackend(context)) {
      begin(context);
    }
  }

  @Override
  public void beforeClassTemplateInvocation(ExtensionContext context) {
    if (Chosen.around(context) != null) {
      begin(context);
    }
  }

  /** Also without a static field: a database that cannot start shall fail the class at once. */
  private void begin(ExtensionContext context) {
    Lifecycle.open(context);
    Fields.injectStatic(context);
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    Unready.check(factory.getTestClass(), context);
  }

  @Override
  public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
    Fields.injectInstance(testInstance, context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    register(context);
    Lifecycle.restore(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    register(context);
    return Injectable.isOurs(parameter) && isMine(Injectable.name(parameter), context);
  }

  /** A registered extension serves its own database; the annotation's serves all others. */
  private boolean isMine(String name, ExtensionContext context) {
    return declaration == null
        ? Registered.by(name, context) == null
        : declaration.name().equals(name);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Injectable.of(parameter)
        .from(Databases.of(context, parameter.findAnnotation(HiveDatabase.class)), context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Failures.keep(context, failure);
    throw failure;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Failures.keep(context, "BeforeAll", failure);
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Failures.keep(context, failure);
    throw failure;
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Failures.keep(context, failure);
    throw failure;
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Failures.keep(context, "AfterAll", failure);
    throw failure;
  }

  /** JUnit tells a dynamic test's failure to nobody else. */
  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext test,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      Failures.keep(context, failure);
      throw failure;
    }
  }

  /** For failures of other extensions, such as soft assertions. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> Failures.keep(context, failure));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> Failures.keep(context, failure));
  }

  private void register(ExtensionContext context) {
    if (declaration != null) {
      Registered.put(declaration, context);
    }
  }
}
