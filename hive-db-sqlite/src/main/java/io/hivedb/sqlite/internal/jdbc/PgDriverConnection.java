// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PGobject;

/**
 * The part of pgjdbc's own interface that libraries such as pgvector-java use. A proxy, since the
 * interface grows with pgjdbc's versions: what is not here is refused by name.
 */
final class PgDriverConnection implements InvocationHandler {

  /** The default of pgjdbc. */
  private static final int PREPARE_THRESHOLD = 5;

  private final HiveConnection connection;
  private final PgDriverObjects objects;

  private PgDriverConnection(HiveConnection connection, PgDriverObjects objects) {
    this.connection = connection;
    this.objects = objects;
  }

  static boolean isAsked(Class<?> type) {
    return type == PGConnection.class;
  }

  static Object of(HiveConnection connection, PgDriverObjects objects) {
    return Proxy.newProxyInstance(
        PGConnection.class.getClassLoader(),
        new Class<?>[] {PGConnection.class},
        new PgDriverConnection(connection, objects));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
    Object[] given = arguments == null ? new Object[0] : arguments;
    return switch (method.getName()) {
      case "addDataType" -> addDataType(given);
      case "createArrayOf" -> connection.parameters().arrayOf((String) given[0], given[1]);
      case "escapeIdentifier" -> Identifiers.quote((String) given[0]);
      case "escapeLiteral" -> ((String) given[0]).replace("'", "''");
      case "getBackendPID" -> (int) ProcessHandle.current().pid();
      case "cancelQuery" -> cancelQuery();
      case "getAutosave" -> AutoSave.NEVER;
      case "getPreferQueryMode" -> PreferQueryMode.EXTENDED;
      case "getDefaultFetchSize" -> 0;
      case "getPrepareThreshold" -> PREPARE_THRESHOLD;
      case "toString" -> "PGConnection of a HiveConnection";
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == given[0];
      default -> throw new UnsupportedOperationException(refusal(method));
    };
  }

  private @Nullable Object addDataType(Object[] given) throws SQLException {
    String type = (String) given[0];
    if (given[1] instanceof Class<?> javaType) {
      objects.register(type, javaType.asSubclass(PGobject.class));
    } else {
      objects.register(type, (String) given[1]);
    }
    return null;
  }

  private @Nullable Object cancelQuery() throws SQLException {
    connection.session().interrupt();
    return null;
  }

  private static String refusal(Method method) {
    return "PGConnection." + method.getName() + " is not supported by the backend [sqlite].";
  }
}
