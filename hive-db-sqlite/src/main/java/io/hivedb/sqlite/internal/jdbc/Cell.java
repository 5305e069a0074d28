// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;

/**
 * A value that is not null, of a result or of an array.
 *
 * @param type its type
 * @param stored how SQLite stores it
 * @param typmod the modifier of its type, -1 for none
 */
record Cell(PgType type, Object stored, int typmod) {

  /** PostgreSQL's text form, which is what pgjdbc reads. */
  String text() {
    return stored instanceof String text && isPlainText() ? text : type.text(stored);
  }

  private boolean isPlainText() {
    return type.category() == 'S';
  }

  boolean isA(String typeName) {
    return type.name().equals(typeName);
  }
}
