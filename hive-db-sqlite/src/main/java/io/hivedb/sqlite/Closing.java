// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import org.jspecify.annotations.Nullable;

/** Runs every step of a close, whatever fails; the first failure is thrown at the end. */
final class Closing {

  /** A step. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private final String what;
  private @Nullable IllegalStateException failure;

  Closing(String what) {
    this.what = what;
  }

  void run(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      if (failure == null) {
        failure = new IllegalStateException("Could not close " + what + ": " + e.getMessage(), e);
      } else {
        failure.addSuppressed(e);
      }
    }
  }

  void throwFirst() {
    if (failure != null) {
      throw failure;
    }
  }
}
