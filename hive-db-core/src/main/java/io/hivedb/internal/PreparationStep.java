// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

/** One thing that is done to a new database before anybody gets it. Immutable. */
public interface PreparationStep {

  /**
   * Names what the step does, by kind and content: steps with the same key do the same.
   *
   * @return for example {@code script:} and the hash of the script
   */
  String key();

  /**
   * Tells whether the key holds the whole content, so that what the step made may be kept for other
   * JVMs.
   *
   * @return true by default
   */
  default boolean isReproducible() {
    return true;
  }

  /**
   * Does it.
   *
   * @param target the database
   * @throws io.hivedb.HiveDbException if it fails; says which step, and what to do
   */
  void run(PreparationTarget target);
}
