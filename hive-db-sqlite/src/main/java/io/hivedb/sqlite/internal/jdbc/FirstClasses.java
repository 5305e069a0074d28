// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.core.NativeDB;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4DatabaseMetaData;
import org.sqlite.jdbc4.JDBC4PreparedStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/** The classes that the first statement of a JVM runs through, each with its superclasses. */
final class FirstClasses {

  static final List<Class<?>> ALL =
      List.of(
          JDBC.class,
          JDBC4Connection.class,
          JDBC4DatabaseMetaData.class,
          JDBC4PreparedStatement.class,
          JDBC4ResultSet.class,
          NativeDB.class,
          HiveConnection.class,
          HivePreparedStatement.class,
          HiveResultSet.class,
          Session.class,
          SessionLock.class,
          SessionModes.class,
          SessionStatements.class,
          StatementCache.class,
          Transaction.class,
          TransactionCommands.class,
          ImplicitTransaction.class,
          Savepoints.class,
          PostponedWrites.class,
          StepRunner.class,
          PlanRunner.class,
          Parameters.class,
          ObjectReads.class,
          JdbcEscapes.class,
          KeyedExecution.class,
          TimeLimit.class,
          Results.class,
          Scripts.class,
          PgDriverObjects.class);

  private FirstClasses() {}

  /**
   * Loads and verifies them, but initializes none: so it may run beside a thread that uses them.
   *
   * @return how many there are
   */
  static int link() {
    int linked = 0;
    for (Class<?> type : ALL) {
      try {
        // To ask for constructors is what links a class; each has one.
        linked += type.getDeclaredConstructors().length > 0 ? 1 : 0;
      } catch (LinkageError e) {
        // Only time is lost: whoever uses the class is told what is missing.
      }
    }
    return linked;
  }
}
