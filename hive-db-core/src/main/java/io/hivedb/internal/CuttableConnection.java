// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.internal.watch.Call;
import io.hivedb.internal.watch.CallNotes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A physical connection that can be cut by another thread. Then its every statement fails, those
 * under way too, and all of them say why; a driver alone would say that a socket was closed.
 */
final class CuttableConnection {

  /** What must still work, or tell the truth, on a connection that was cut. */
  private static final Set<String> HARMLESS = Set.of("close", "abort", "unwrap", "isWrapperFor");

  /** SQLSTATE 08003: the connection does not exist. */
  private static final String NO_CONNECTION = "08003";

  private final Connection physical;
  private final Consumer<CuttableConnection> atClose;
  private final CallNotes notes;
  private final Connection facade;
  private final FirstQuestion firstQuestion;
  private volatile String reason = "";

  CuttableConnection(
      Connection physical,
      Consumer<CuttableConnection> atClose,
      CallNotes notes,
      FirstQuestion firstQuestion) {
    this.physical = physical;
    this.firstQuestion = firstQuestion;
    this.atClose = atClose;
    this.notes = notes;
    this.facade = facade(Connection.class, physical, notes);
  }

  /** What is handed out. */
  Connection facade() {
    return facade;
  }

  /** Ends it; the reason is a sentence, or several. */
  void cut(String why) {
    reason = why;
    atClose.accept(this);
    try {
      physical.abort(Runnable::run);
    } catch (SQLException e) {
      // It is not used any more, whatever the driver says: see invoke.
      close();
    }
  }

  private void close() {
    try {
      physical.close();
    } catch (SQLException e) {
      // It was broken before.
    }
  }

  private <T> T facade(Class<T> type, T target, CallNotes calls) {
    InvocationHandler handler =
        (proxy, method, arguments) -> invoke(proxy, target, calls, method, arguments);
    return type.cast(
        Proxy.newProxyInstance(
            CuttableConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object invoke(
      Object proxy, Object target, CallNotes calls, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("equals") && arguments != null) {
      return proxy == arguments[0];
    }
    if (!reason.isEmpty() && method.getDeclaringClass() != Object.class) {
      if (method.getName().equals("isValid")) {
        return false;
      }
      if (method.getName().equals("isClosed")) {
        return true;
      }
      if (!HARMLESS.contains(method.getName())) {
        throw new SQLException(reason, NO_CONNECTION);
      }
    }
    if (target == physical && firstQuestion.isAnsweredBy(method)) {
      return true;
    }
    if (target == physical && method.getName().equals("close")) {
      atClose.accept(this);
    }
    return calls == CallNotes.NONE
        ? answer(target, method, arguments)
        : noted(target, calls, method, arguments);
  }

  private @Nullable Object noted(
      Object target, CallNotes calls, Method method, Object @Nullable [] arguments)
      throws Throwable {
    long begin = System.nanoTime();
    Object result = null;
    Throwable failure = null;
    try {
      result = answer(target, method, arguments);
      return result;
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      long nanos = System.nanoTime() - begin;
      calls.note(new Call(method.getName(), listOf(arguments), nanos, result, failure));
    }
  }

  private static List<@Nullable Object> listOf(Object @Nullable [] arguments) {
    return arguments == null ? List.of() : Arrays.asList(arguments);
  }

  private @Nullable Object answer(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return watched(method.getReturnType(), method.invoke(target, arguments), arguments);
    } catch (InvocationTargetException e) {
      Throwable failure = e.getTargetException();
      throw reason.isEmpty() || !(failure instanceof SQLException)
          ? failure
          : new SQLException(reason, NO_CONNECTION, failure);
    }
  }

  /** What leads to further statements is watched too; rows that were read are the caller's. */
  private @Nullable Object watched(
      Class<?> type, @Nullable Object result, Object @Nullable [] arguments) {
    if (result == null || !isWatched(type)) {
      return result;
    }
    boolean runs = Statement.class.isAssignableFrom(type);
    return watchedAs(type, result, runs ? notes.on(arguments) : CallNotes.NONE);
  }

  private <T> T watchedAs(Class<T> type, Object result, CallNotes calls) {
    return facade(type, type.cast(result), calls);
  }

  private static boolean isWatched(Class<?> type) {
    return type.isInterface()
        && (Statement.class.isAssignableFrom(type) || type == DatabaseMetaData.class);
  }
}
