// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

/**
 * Tells whether pgjdbc is there. It is optional: only classes whose name begins with {@code
 * PgDriver} use its types, and only after asking here.
 */
final class PgDriver {

  static final boolean PRESENT = isPresent();

  private PgDriver() {}

  private static boolean isPresent() {
    try {
      Class.forName("org.postgresql.util.PSQLException", false, PgDriver.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
