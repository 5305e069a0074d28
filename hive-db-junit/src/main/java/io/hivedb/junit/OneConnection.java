// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The same connection for all who ask a data source, open until this is closed: for a tool that
 * opens several without need. PGlite changes backends where more than one has a transaction open.
 * Used by one thread.
 */
final class OneConnection implements AutoCloseable {

  private final Connection connection;
  private final DataSource dataSource;

  private OneConnection(Connection connection, DataSource pool) {
    this.connection = connection;
    Connection shared = proxy(Connection.class, this::onConnection);
    this.dataSource =
        proxy(
            DataSource.class,
            (self, method, values) ->
                method.getName().equals("getConnection") ? shared : call(pool, method, values));
  }

  static OneConnection of(DataSource pool) throws SQLException {
    return new OneConnection(pool.getConnection(), pool);
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** Who closes it does so for himself. */
  private @Nullable Object onConnection(Object self, Method method, Object @Nullable [] values)
      throws Throwable {
    return method.getName().equals("close") ? null : call(connection, method, values);
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] values)
      throws Throwable {
    try {
      return method.invoke(target, values);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            OneConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
