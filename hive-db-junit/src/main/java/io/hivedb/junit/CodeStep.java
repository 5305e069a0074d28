// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.PreparationTarget;
import java.util.UUID;

/** Runs an object of which nothing is known but itself: no two of them are alike. */
final class CodeStep implements PreparationStep {

  private final DatabasePreparer preparer;
  private final String key = "code:" + UUID.randomUUID();

  CodeStep(DatabasePreparer preparer) {
    this.preparer = preparer;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public boolean isReproducible() {
    return false;
  }

  @Override
  public void run(PreparationTarget target) {
    try {
      preparer.prepare(target.dataSource());
    } catch (Exception e) {
      throw new HiveDbConfigurationException(
          "The preparer of the registered extension failed on the backend ["
              + target.backend()
              + "]: "
              + e
              + ". Correct it there.",
          e);
    }
  }
}
