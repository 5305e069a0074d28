// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of the {@code @RegisterExtension} form.
 *
 * @param declaration what was said of it
 * @param contextId the class of a static field, or the test of an instance field
 */
record Registered(Declaration declaration, String contextId) {

  /** Only the outermost call counts: a nested class shares the database. */
  @SuppressWarnings("ReferenceEquality") // two that say the same are two databases
  static void put(Declaration declaration, ExtensionContext context) {
    Registered known = by(declaration.name(), context);
    if (known != null && known.declaration() == declaration) {
      return;
    }
    boolean here = known != null && known.contextId().equals(context.getUniqueId());
    if (here || Owner.find(context, declaration.name()).isPresent()) {
      throw Declarations.twice(context.getRequiredTestClass(), declaration.name());
    }
    context
        .getStore(Databases.NAMESPACE)
        .put(key(declaration.name()), new Registered(declaration, context.getUniqueId()));
  }

  static @Nullable Registered by(String name, ExtensionContext context) {
    return context.getStore(Databases.NAMESPACE).get(key(name), Registered.class);
  }

  private static Object key(String name) {
    return List.of(Registered.class, name);
  }
}
