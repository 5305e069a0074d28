// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Connects JUnit's life cycle with {@link Databases}; all state is in JUnit's store. */
final class HiveDatabaseExtension
    implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver {

  /** So that a connection in a field or constructor parameter is closed after its test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Also without a static field: a database that cannot start shall fail the class at once.
    Databases.of(context);
    Fields.injectStatic(context);
  }

  @Override
  public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
    Fields.injectInstance(testInstance, context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Injectable.isOurs(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Injectable.of(parameter.getParameter()).from(Databases.of(context), context);
  }
}
