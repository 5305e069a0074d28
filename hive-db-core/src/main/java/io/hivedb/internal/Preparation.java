// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.util.List;

/** What is done to a new database before anybody gets it: steps, in order. Immutable. */
public final class Preparation {

  private final List<PreparationStep> steps;

  private Preparation(List<PreparationStep> steps) {
    this.steps = steps;
  }

  /**
   * Puts steps together.
   *
   * @param steps the steps, in order
   * @return the preparation
   */
  public static Preparation of(List<? extends PreparationStep> steps) {
    return new Preparation(List.copyOf(steps));
  }

  /** Tells whether nothing is to be done. */
  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Tells whether the key holds the whole content. */
  boolean isReproducible() {
    return steps.stream().allMatch(PreparationStep::isReproducible);
  }

  /**
   * Names the state that it leads to.
   *
   * @param backend the backend
   * @param format what else the state depends on: the versions of engine and extensions
   * @return a SHA-256 in hexadecimal digits
   */
  String key(String backend, String format) {
    Digest digest = new Digest().add("hive-db 1").add(backend).add(format);
    steps.forEach(step -> digest.add(step.key()));
    return digest.hex();
  }

  /** Runs all steps. */
  void run(PreparationTarget target) {
    steps.forEach(step -> step.run(target));
  }
}
