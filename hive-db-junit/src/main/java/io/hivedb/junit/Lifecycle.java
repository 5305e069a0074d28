// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What happens to the databases of a class at its begin, and before each test. */
final class Lifecycle {

  private Lifecycle() {}

  static void open(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    Declarations.of(type).keySet().forEach(name -> Databases.of(context, name));
    Optional<ExtensionContext> enclosing = context.getParent().filter(Contexts::isClass);
    if (enclosing.isPresent()
        && Objects.equals(Chosen.around(context), Chosen.around(enclosing.get()))) {
      restoreFor(context, enclosing.get());
    }
  }

  /** Before the {@code @BeforeAll} of a nested class. */
  private static void restoreFor(ExtensionContext nested, ExtensionContext enclosing) {
    for (String name : names(enclosing)) {
      if (!Declarations.of(nested.getRequiredTestClass()).containsKey(name)) {
        Databases.of(enclosing, name).beforeNested(enclosing);
      }
    }
  }

  static void restore(ExtensionContext test) {
    names(test).forEach(name -> Databases.of(test, name));
  }

  private static Set<String> names(ExtensionContext context) {
    Set<String> names = new LinkedHashSet<>();
    for (Optional<ExtensionContext> current = Optional.of(context);
        current.isPresent();
        current = current.get().getParent()) {
      current.get().getElement().map(Declarations::of).ifPresent(map -> names.addAll(map.keySet()));
    }
    if (Registered.by("", context) != null) {
      names.add("");
    }
    return names;
  }
}
