// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/** Values as objects of pgjdbc and of libraries that extend it, such as PGvector. */
final class PgDriverObjects {

  private final Map<String, Class<? extends PGobject>> types =
      new ConcurrentHashMap<>(Map.of("interval", PGInterval.class));

  void register(String type, Class<? extends PGobject> javaType) {
    types.put(type, javaType);
  }

  void register(String type, String className) throws SQLException {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      register(type, Class.forName(className, true, loader).asSubclass(PGobject.class));
    } catch (ClassNotFoundException | ClassCastException e) {
      throw SqlErrors.client(
          "99999",
          "Unable to load the class " + className + " responsible for the datatype " + type,
          e);
    }
  }

  /** The class that was registered for a type. */
  @Nullable String className(String type) {
    Class<?> registered = types.get(type);
    return registered == null ? null : registered.getName();
  }

  PGobject make(String type, String text) throws SQLException {
    PGobject object = instance(type);
    object.setType(type);
    object.setValue(text);
    return object;
  }

  private PGobject instance(String type) throws SQLException {
    Class<? extends PGobject> javaType = types.getOrDefault(type, PGobject.class);
    try {
      return javaType.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException i ? i.getCause() : e;
      throw SqlErrors.client("99999", "Failed to create object for: " + type + ".", cause);
    }
  }

  static boolean isPgObject(Object value) {
    return value instanceof PGobject;
  }

  static boolean isPgObject(Class<?> javaType) {
    return PGobject.class.isAssignableFrom(javaType);
  }

  static @Nullable String typeOf(Object object) {
    return ((PGobject) object).getType();
  }

  static @Nullable String textOf(Object object) {
    return ((PGobject) object).getValue();
  }
}
