// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDb;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What a parameter or field can be given. */
enum Injectable {
  DATA_SOURCE(DataSource.class) {
    @Override
    Object from(HiveDb database, ExtensionContext context) {
      return database.dataSource();
    }
  },
  CONNECTION(Connection.class) {
    @Override
    Object from(HiveDb database, ExtensionContext context) {
      try {
        Connection connection = database.dataSource().getConnection();
        // The store closes it with the test or, for what is static, with the class.
        context.getStore(Databases.NAMESPACE).put(new Object(), connection);
        return connection;
      } catch (SQLException e) {
        throw new ParameterResolutionException(
            "The database of the backend [" + database.backend() + "] gave no connection.", e);
      }
    }
  },
  HIVE_DB(HiveDb.class) {
    @Override
    Object from(HiveDb database, ExtensionContext context) {
      return database;
    }
  };

  private final Class<?> type;

  Injectable(Class<?> type) {
    this.type = type;
  }

  /** Supplies the value; what must be closed is handed to the context's store. */
  abstract Object from(HiveDb database, ExtensionContext context);

  /** The one for exactly this type. */
  static Optional<Injectable> of(Class<?> type) {
    return Arrays.stream(values()).filter(candidate -> candidate.type == type).findFirst();
  }

  /** Whether we answer for the type: by a value, or by an error that says what to ask for. */
  static boolean isOurs(Class<?> type) {
    return of(type).isPresent()
        || CommonDataSource.class.isAssignableFrom(type)
        || Connection.class.isAssignableFrom(type)
        || Statement.class.isAssignableFrom(type)
        || (Wrapper.class.isAssignableFrom(type) && type.isInterface());
  }

  static Injectable of(Parameter parameter) {
    return of(parameter.getType()).orElseThrow(() -> unresolvable(parameter));
  }

  private static ParameterResolutionException unresolvable(Parameter parameter) {
    String advice =
        Connection.class.isAssignableFrom(parameter.getType())
                || CommonDataSource.class.isAssignableFrom(parameter.getType())
            ? "Ask for its JDBC interface and unwrap it: dataSource.unwrap("
                + parameter.getType().getSimpleName()
                + ".class)."
            : "Ask for a Connection and make it from that.";
    return new ParameterResolutionException(
        "The parameter ["
            + parameter.getType().getName()
            + " "
            + parameter.getName()
            + "] of ["
            + parameter.getDeclaringExecutable()
            + "] cannot be supplied: @HiveDatabase gives javax.sql.DataSource,"
            + " java.sql.Connection and io.hivedb.HiveDb. "
            + advice);
  }
}
