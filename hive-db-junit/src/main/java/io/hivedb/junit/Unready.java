// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.BackendRoster;
import java.lang.reflect.Constructor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A backend that an invocation of {@link EveryBackend} cannot run on. JUnit makes the instance of a
 * test before it asks whether the test is to be skipped: nothing may fail there.
 *
 * @param reason why it is not ready
 * @param required whether that is a failure
 */
record Unready(String reason, boolean required) {

  static Unready of(BackendRoster.Entry entry, boolean required) {
    String reason = "The backend [" + entry.backend() + "] is not ready: " + entry.missing();
    return new Unready(
        required
            ? reason + " With " + BackendCondition.REQUIRE + "=true that is a failure."
            : reason,
        required);
  }

  void put(ExtensionContext invocation) {
    invocation.getStore(Databases.NAMESPACE).put(Unready.class, this);
  }

  static @Nullable Unready around(ExtensionContext context) {
    return context.getStore(Databases.NAMESPACE).get(Unready.class, Unready.class);
  }

  /** A constructor that asks for a database cannot be called. */
  static void check(Class<?> type, ExtensionContext context) {
    Unready unready = around(context);
    if (unready != null && Stream.of(type.getDeclaredConstructors()).anyMatch(Unready::asks)) {
      unready.end();
    }
  }

  private static boolean asks(Constructor<?> constructor) {
    return Stream.of(constructor.getParameters())
        .anyMatch(parameter -> Injectable.of(parameter, parameter.getType()).isPresent());
  }

  /** Ends the test, in the way of those that do not run. */
  void end() {
    if (required) {
      throw new AssertionFailedError(reason);
    }
    throw new TestAbortedException(reason);
  }
}
