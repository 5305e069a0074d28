// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.DatabasePreparer;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.PreparationTarget;
import io.hivedb.internal.PreparerStep;

/** A preparer by its class: equal to another of the same class, so declarations can be compared. */
record ClassStep(Class<? extends DatabasePreparer> type) implements PreparationStep {

  @Override
  public String key() {
    return step().key();
  }

  @Override
  public boolean isReproducible() {
    return step().isReproducible();
  }

  @Override
  public void run(PreparationTarget target) {
    step().run(target);
  }

  private PreparationStep step() {
    return PreparerStep.of(type);
  }
}
