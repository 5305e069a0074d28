// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;

/**
 * Callable statements whose text calls nothing: tools prepare plain queries so. Whatever is about
 * parameters that come out is refused.
 */
final class CallableStatements {

  private CallableStatements() {}

  static CallableStatement of(PreparedStatement statement) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (!isOfPreparedStatement(method)) {
            throw SqlErrors.notImplemented("CallableStatement." + method.getName());
          }
          try {
            return method.invoke(statement, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (CallableStatement)
        Proxy.newProxyInstance(
            CallableStatements.class.getClassLoader(),
            new Class<?>[] {CallableStatement.class},
            handler);
  }

  private static boolean isOfPreparedStatement(Method method) {
    return method.getDeclaringClass().isAssignableFrom(PreparedStatement.class);
  }
}
