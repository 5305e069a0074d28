// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Keeps databases as they are at the first failure of a test, or of a class. */
final class Failures {

  private Failures() {}

  /** For a failure of a test: of its method, or of what is done before and after it. */
  static void keep(ExtensionContext test, Throwable failure) {
    String method =
        Contexts.nearestTest(test).getTestMethod().map(each -> each.getName()).orElse("");
    keep(test, method, failure);
  }

  /**
   * Keeps all databases that were used.
   *
   * @param what the part of the class that failed
   */
  static void keep(ExtensionContext context, String what, Throwable failure) {
    if (failure instanceof TestAbortedException || !Used.of(context).isFirstFailure()) {
      return;
    }
    // A test that ran out of time was interrupted, which would end our statements too.
    boolean interrupted = Thread.interrupted();
    try {
      Used.around(context).stream()
          .filter(database -> database.watch().writesOnFailure())
          .filter(database -> database.isSeenFrom(context))
          .forEach(database -> new FailedDatabase(database, context, what).keep(failure));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
