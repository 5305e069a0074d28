// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDbConfigurationException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** Runs a user's class. */
public final class PreparerStep implements PreparationStep {

  private final Class<? extends DatabasePreparer> type;

  private final Optional<String> content;

  private PreparerStep(Class<? extends DatabasePreparer> type) {
    this.type = type;
    this.content = ClassContent.hash(type);
  }

  /**
   * Makes the step.
   *
   * @param type the class
   * @return the step
   */
  public static PreparerStep of(Class<? extends DatabasePreparer> type) {
    return new PreparerStep(type);
  }

  @Override
  public String key() {
    return "preparer:" + type.getName() + ":" + content.orElse("");
  }

  @Override
  public boolean isReproducible() {
    return content.isPresent();
  }

  @Override
  public void run(PreparationTarget target) {
    DatabasePreparer preparer = instance();
    try {
      preparer.prepare(target.dataSource());
    } catch (Exception e) {
      throw new HiveDbConfigurationException(
          "The preparer ["
              + type.getName()
              + "] failed on the backend ["
              + target.backend()
              + "]: "
              + e
              + ". Correct it there.",
          e);
    }
  }

  private DatabasePreparer instance() {
    try {
      Constructor<? extends DatabasePreparer> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw unusable("its constructor failed: " + e.getCause(), e);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unusable(e.toString(), e);
    }
  }

  private HiveDbConfigurationException unusable(String why, Exception cause) {
    return new HiveDbConfigurationException(
        "The preparer ["
            + type.getName()
            + "] cannot be made: "
            + why
            + ". Give it a constructor without parameters that works, make it a static class, and"
            + " open its package where it is in a named module.",
        cause);
  }
}
