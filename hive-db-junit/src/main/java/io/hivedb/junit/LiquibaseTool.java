// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.PreparationTarget;
import java.sql.Connection;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** The one class that knows Liquibase: loaded only where Liquibase is. */
final class LiquibaseTool implements MigrationStep.Tool {

  @Override
  public void migrate(PreparationTarget target, String place, ClassLoader loader)
      throws SQLException, LiquibaseException {
    try (Connection connection = target.dataSource().getConnection();
        Liquibase liquibase =
            new Liquibase(
                place,
                new ClassLoaderResourceAccessor(loader),
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
      liquibase.update(new Contexts());
    }
  }
}
