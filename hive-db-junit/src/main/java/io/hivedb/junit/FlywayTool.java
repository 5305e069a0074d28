// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.PreparationTarget;
import java.lang.reflect.InvocationTargetException;
import javax.sql.DataSource;

/** Calls Flyway by reflection: its jar has no module name that a module could require. */
final class FlywayTool implements MigrationStep.Tool {

  @Override
  public void migrate(PreparationTarget target, String place, ClassLoader loader) throws Exception {
    Class<?> flyway = Class.forName(Migrations.FLYWAY.type(), true, loader);
    try {
      Object configuration = flyway.getMethod("configure", ClassLoader.class).invoke(null, loader);
      Class<?> type = configuration.getClass();
      type.getMethod("dataSource", DataSource.class).invoke(configuration, target.dataSource());
      type.getMethod("locations", String[].class)
          .invoke(configuration, (Object) new String[] {"classpath:" + place});
      Object loaded = type.getMethod("load").invoke(configuration);
      flyway.getMethod("migrate").invoke(loaded);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
