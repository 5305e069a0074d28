// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

/** Writes names and texts into SQL. */
final class Identifiers {

  private Identifiers() {}

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
