// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.Capability;
import io.hivedb.Snapshot;
import io.hivedb.internal.PreparedDatabase;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Whether tests ask for the prepared state. Where the server does not keep it anyway, it is taken
 * while the database is new and nobody has a connection: taking it may cut those.
 */
final class SnapshotNeeds {

  private SnapshotNeeds() {}

  /** Takes it for tests that ask, or may ask later where several classes share the database. */
  static void meet(PreparedDatabase database, Owner owner) {
    boolean asks =
        owner.declaration().isolation() == Isolation.SHARED
            || owner.context().getTestClass().filter(SnapshotNeeds::in).isPresent();
    if (!asks || !database.capabilities().contains(Capability.SNAPSHOTS)) {
      return;
    }
    try {
      Snapshot ignored = database.prepared();
    } catch (UnsupportedOperationException e) {
      // One that the user named: who asks for it is told.
    }
  }

  private static boolean in(Class<?> type) {
    return !ReflectionSupport.findFields(
                type, field -> field.getType() == Snapshot.class, HierarchyTraversalMode.TOP_DOWN)
            .isEmpty()
        || Stream.of(type.getDeclaredConstructors()).anyMatch(SnapshotNeeds::isParameter)
        || !ReflectionSupport.findMethods(
                type, SnapshotNeeds::isParameter, HierarchyTraversalMode.TOP_DOWN)
            .isEmpty()
        || Stream.of(type.getDeclaredClasses()).anyMatch(SnapshotNeeds::in);
  }

  private static boolean isParameter(Executable executable) {
    return Arrays.asList(executable.getParameterTypes()).contains(Snapshot.class);
  }
}
