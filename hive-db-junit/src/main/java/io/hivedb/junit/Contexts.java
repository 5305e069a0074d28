// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ways through JUnit's contexts. */
final class Contexts {

  private Contexts() {}

  static boolean isClass(ExtensionContext context) {
    return context.getElement().filter(Class.class::isInstance).isPresent();
  }

  /** The class, or the invocation of a class template, that the context is in. */
  static ExtensionContext nearestClass(ExtensionContext context) {
    Optional<ExtensionContext> current = Optional.of(context);
    while (current.isPresent() && !isClass(current.get())) {
      current = current.get().getParent();
    }
    return current.orElseThrow(
        () ->
            new ExtensionConfigurationException(
                "[" + context.getDisplayName() + "] is in no test class."));
  }

  /** The test that the context is, or is a dynamic part of; else the context itself. */
  static ExtensionContext nearestTest(ExtensionContext context) {
    Optional<ExtensionContext> current = Optional.of(context);
    while (current.isPresent() && current.get().getTestMethod().isEmpty()) {
      current = current.get().getParent();
    }
    return current.orElse(context);
  }

  /** The top-level class that the context is in. */
  static ExtensionContext outermostClass(ExtensionContext context) {
    ExtensionContext outermost = nearestClass(context);
    Optional<ExtensionContext> parent = outermost.getParent();
    while (parent.isPresent() && parent.get().getElement().isPresent()) {
      outermost = parent.get();
      parent = outermost.getParent();
    }
    return outermost;
  }
}
