// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfig;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whose a database is.
 *
 * @param context the class, method or invocation that it lives as long as
 * @param declaration what was said of it
 * @param chosen the backend that {@link EveryBackend} runs, or null
 */
record Owner(ExtensionContext context, Declaration declaration, @Nullable Chosen chosen) {

  /** The nearest that declares the name. */
  static Optional<Owner> find(ExtensionContext context, String name) {
    Chosen chosen = Chosen.around(context);
    ExtensionContext lifetime = null;
    for (ExtensionContext current = context; current != null; current = parent(current)) {
      if (chosen != null && chosen.contextId().equals(current.getUniqueId())) {
        lifetime = current;
      }
      Declaration declaration = declared(current, name);
      if (declaration != null) {
        return Optional.of(new Owner(lifetime != null ? lifetime : current, declaration, chosen));
      }
    }
    return Optional.empty();
  }

  /** For what a parameter or field declares itself: it lives as long as the class. */
  static Owner ofClass(ExtensionContext context, Declaration declaration) {
    ExtensionContext type = Contexts.nearestClass(context);
    return new Owner(type, declaration, Chosen.around(context));
  }

  private static @Nullable Declaration declared(ExtensionContext context, String name) {
    Registered registered = Registered.by(name, context);
    if (registered != null && registered.contextId().equals(context.getUniqueId())) {
      return registered.declaration();
    }
    return isInvocationOfClass(context)
        ? null
        : context.getElement().map(element -> declared(element, name)).orElse(null);
  }

  private static @Nullable Declaration declared(AnnotatedElement element, String name) {
    return Declarations.of(element).get(name);
  }

  /** The class itself stands above it, and has the database, unless each invocation has one. */
  private static boolean isInvocationOfClass(ExtensionContext context) {
    return Contexts.isClass(context)
        && context
            .getParent()
            .filter(parent -> parent.getElement().equals(context.getElement()))
            .isPresent();
  }

  private static @Nullable ExtensionContext parent(ExtensionContext context) {
    return context.getParent().orElse(null);
  }

  HiveDbConfig config() {
    HiveDbConfig.Builder config =
        declaration.config(
            context.getTestClass().map(Class::getName).orElse(context.getDisplayName()));
    if (chosen != null) {
      chosen.onto(config);
    }
    return config.build();
  }

  /** Databases with the same key are one. */
  Object key() {
    return declaration.isolation() == Isolation.SHARED
        ? List.of("shared", declaration, chosen == null ? "" : chosen.backend())
        : List.of("database", declaration.name(), context.getUniqueId());
  }
}
