// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.lang.reflect.AnnotatedElement;
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
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a parameter or field can be given. */
enum Injectable {
  DATA_SOURCE(DataSource.class) {
    @Override
    Object from(OpenDatabase open, ExtensionContext context) {
      return open.database().dataSource();
    }
  },
  CONNECTION(Connection.class) {
    @Override
    Object from(OpenDatabase open, ExtensionContext context) {
      try {
        Connection connection = open.connection();
        // The store closes it with the test or, for what is static, with the class.
        context.getStore(Databases.NAMESPACE).put(new Object(), connection);
        return connection;
      } catch (SQLException e) {
        throw new ParameterResolutionException(
            "The database of the backend [" + open.database().backend() + "] gave no connection.",
            e);
      }
    }
  },
  HIVE_DB(HiveDb.class) {
    @Override
    Object from(OpenDatabase open, ExtensionContext context) {
      return open.database();
    }
  },
  SNAPSHOT(Snapshot.class) {
    @Override
    Object from(OpenDatabase open, ExtensionContext context) {
      return open.state(context);
    }
  },
  JDBC_URL(String.class) {
    @Override
    Object from(OpenDatabase open, ExtensionContext context) {
      return open.database().jdbcUrl();
    }
  };

  private final Class<?> type;

  Injectable(Class<?> type) {
    this.type = type;
  }

  /** Supplies the value; what must be closed is handed to the context's store. */
  abstract Object from(OpenDatabase open, ExtensionContext context);

  /** The one for exactly this type; a text is ours only where the element says so. */
  static Optional<Injectable> of(AnnotatedElement element, Class<?> type) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.type == type)
        .filter(
            candidate ->
                candidate != JDBC_URL || AnnotationSupport.isAnnotated(element, JdbcUrl.class))
        .findFirst();
  }

  /** Whether we answer for the type: by a value, or by an error that says what to ask for. */
  static boolean isOurs(ParameterContext parameter) {
    Class<?> type = parameter.getParameter().getType();
    return find(parameter).isPresent()
        || CommonDataSource.class.isAssignableFrom(type)
        || Connection.class.isAssignableFrom(type)
        || Statement.class.isAssignableFrom(type)
        || parameter.isAnnotated(HiveDatabase.class)
        || parameter.isAnnotated(JdbcUrl.class)
        || (Wrapper.class.isAssignableFrom(type) && type.isInterface());
  }

  static Injectable of(ParameterContext parameter) {
    return find(parameter).orElseThrow(() -> unresolvable(parameter.getParameter()));
  }

  private static Optional<Injectable> find(ParameterContext parameter) {
    return of(parameter.getParameter(), parameter.getParameter().getType());
  }

  /** The database that a parameter means. */
  static String name(ParameterContext parameter) {
    return parameter.findAnnotation(HiveDatabase.class).map(HiveDatabase::name).orElse("");
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
            + " java.sql.Connection, io.hivedb.HiveDb, io.hivedb.Snapshot, and a String with"
            + " @JdbcUrl. "
            + advice);
  }
}
