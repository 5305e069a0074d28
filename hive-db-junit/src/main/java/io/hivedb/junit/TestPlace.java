// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Where a test stands: the same on each backend.
 *
 * @param type the full name of its class
 * @param test its display name with those around it in the class
 * @param preparationMillis what was spent on databases of the class
 */
record TestPlace(String backend, String type, String test, double preparationMillis) {

  /** Null for a test without a database. */
  static @Nullable TestPlace of(TestIdentifier test, TestPlan plan, RunNotes notes) {
    String backend = backend(test, plan, notes);
    if (backend == null) {
      return null;
    }
    String type = "";
    double millis = 0;
    Deque<String> names = new ArrayDeque<>();
    for (TestIdentifier each = test; each != null; each = parent(each, plan)) {
      Optional<TestSource> source = each.getSource();
      if (source.orElse(null) instanceof ClassSource named) {
        type = type.isEmpty() ? named.getClassName() : type;
        millis += notes.preparationMillis(each.getUniqueId());
      } else if (type.isEmpty()) {
        // What EveryBackend puts around a test is a column, no part of its name.
        if (!each.getDisplayName().equals("[" + backend + "]")) {
          names.addFirst(each.getDisplayName());
        }
      }
    }
    return new TestPlace(
        backend, type, names.isEmpty() ? "(class)" : String.join(", ", names), millis);
  }

  private static @Nullable String backend(TestIdentifier test, TestPlan plan, RunNotes notes) {
    String backend = null;
    for (TestIdentifier each = test; each != null && backend == null; each = parent(each, plan)) {
      backend = notes.backend(each.getUniqueId());
    }
    return backend;
  }

  private static @Nullable TestIdentifier parent(TestIdentifier test, TestPlan plan) {
    return plan.getParent(test).orElse(null);
  }
}
