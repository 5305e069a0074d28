// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.PreparationTarget;
import java.lang.reflect.InvocationTargetException;
import javax.sql.DataSource;

/**
 * Calls Flyway by reflection: its jar has no module name that a module could require. Flyway takes
 * two connections, of which one does nothing but hold a lock in an open transaction. It gets one
 * connection, and the lock is the session's; where its version cannot be told so, it gets its two.
 */
final class FlywayTool implements MigrationStep.Tool {

  private static final String POSTGRESQL =
      "org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension";

  @Override
  public void migrate(PreparationTarget target, String place, ClassLoader loader) throws Exception {
    Class<?> flyway = Class.forName(Migrations.FLYWAY.type(), true, loader);
    try {
      Object configuration = flyway.getMethod("configure", ClassLoader.class).invoke(null, loader);
      DataSource pool = target.dataSource();
      if (!holdsLockInSession(configuration, loader)) {
        migrate(configuration, place, pool);
        return;
      }
      try (OneConnection one = OneConnection.of(pool)) {
        migrate(configuration, place, one.dataSource());
      }
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static boolean holdsLockInSession(Object configuration, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(POSTGRESQL, true, loader);
      Object extension =
          configuration
              .getClass()
              .getMethod("getConfigurationExtension", Class.class)
              .invoke(configuration, type);
      type.getMethod("setTransactionalLock", boolean.class).invoke(extension, false);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static void migrate(Object configuration, String place, DataSource dataSource)
      throws ReflectiveOperationException {
    Class<?> type = configuration.getClass();
    type.getMethod("dataSource", DataSource.class).invoke(configuration, dataSource);
    type.getMethod("locations", String[].class)
        .invoke(configuration, (Object) new String[] {"classpath:" + place});
    Object loaded = type.getMethod("load").invoke(configuration);
    loaded.getClass().getMethod("migrate").invoke(loaded);
  }
}
