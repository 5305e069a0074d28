// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.BackendRoster;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes one invocation for each backend. */
final class EveryBackendExtension
    implements ClassTemplateInvocationContextProvider, TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return isAnnotated(context);
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return isAnnotated(context);
  }

  /** Also a subclass or method below asks us, which may be a template of another kind. */
  private static boolean isAnnotated(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), EveryBackend.class);
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    return invocations(context).map(ClassTemplateInvocationContext.class::cast);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return invocations(context).map(TestTemplateInvocationContext.class::cast);
  }

  private static Stream<Invocation> invocations(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    Declaration declaration =
        Owner.find(context, "")
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "["
                            + type.getName()
                            + "] carries @EveryBackend, but no @HiveDatabase. Put both on it."))
            .declaration();
    if (!declaration.backend().equals(Declaration.AUTO)) {
      throw new ExtensionConfigurationException(
          "["
              + type.getName()
              + "] carries @EveryBackend, and @HiveDatabase(backend = \""
              + declaration.backend()
              + "\"). Remove one of the two: the one runs it on all backends, the other names one.");
    }
    BackendRoster roster =
        BackendRoster.of(declaration.config(type.getName()).build(), Databases.parameters(context));
    boolean required = roster.settings().flag(BackendCondition.REQUIRE).orElse(false);
    return roster.entries().stream().map(entry -> new Invocation(entry, type, required));
  }

  private record Invocation(BackendRoster.Entry entry, Class<?> type, boolean required)
      implements ClassTemplateInvocationContext, TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int index) {
      return "[" + entry.backend() + "]";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new InvocationCondition(entry, type, required));
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
      if (entry.missing().isEmpty()) {
        Chosen.put(entry, context);
      } else {
        Unready.of(entry, required).put(context);
      }
    }
  }
}
