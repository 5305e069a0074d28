// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Values of types that java.sql has no class for: PGobject where pgjdbc is there, else text. */
final class ServerObjects {

  private final @Nullable PgDriverObjects objects = PgDriver.PRESENT ? new PgDriverObjects() : null;

  /** Where types are registered; null without pgjdbc. */
  @Nullable PgDriverObjects registry() {
    return objects;
  }

  /** The name of the class that was registered for a type; null for none. */
  @Nullable String className(String type) {
    return objects == null ? null : objects.className(type);
  }

  Object make(String type, String text) throws SQLException {
    return objects == null ? text : objects.make(type, text);
  }

  static boolean isPgObject(Object value) {
    return PgDriver.PRESENT && PgDriverObjects.isPgObject(value);
  }

  static boolean isPgObject(Class<?> javaType) {
    return PgDriver.PRESENT && PgDriverObjects.isPgObject(javaType);
  }
}
