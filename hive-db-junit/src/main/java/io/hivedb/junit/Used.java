// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The databases that a test, or a class for itself, has used. */
final class Used {

  private final Set<OpenDatabase> databases = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean failed = new AtomicBoolean();

  static Used of(ExtensionContext context) {
    // A store also answers for its parents.
    Object key = List.of(Used.class, context.getUniqueId());
    return context
        .getStore(Databases.NAMESPACE)
        .getOrComputeIfAbsent(key, absent -> new Used(), Used.class);
  }

  void add(OpenDatabase database) {
    databases.add(database);
  }

  /** Whether it is the first time that this is asked. */
  boolean isFirstFailure() {
    return failed.compareAndSet(false, true);
  }

  /** Those of the context, and of all around it. */
  static Set<OpenDatabase> around(ExtensionContext context) {
    Set<OpenDatabase> all = new LinkedHashSet<>();
    for (Optional<ExtensionContext> current = Optional.of(context);
        current.isPresent();
        current = current.get().getParent()) {
      all.addAll(of(current.get()).databases);
    }
    return all;
  }
}
