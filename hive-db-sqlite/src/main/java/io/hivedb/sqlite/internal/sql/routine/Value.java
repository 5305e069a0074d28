// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import org.jspecify.annotations.Nullable;

/**
 * A value with its type.
 *
 * @param type its type
 * @param stored the value as stored
 */
public record Value(PgType type, @Nullable Object stored) {

  static final Value NULL = new Value(Types.TEXT, null);

  static Value of(String text) {
    return new Value(Types.TEXT, text);
  }

  static Value of(boolean truth) {
    return new Value(Types.BOOL, truth ? 1L : 0L);
  }

  static Value of(long number) {
    return new Value(Types.INT8, number);
  }

  boolean isTrue() {
    return stored instanceof Number number && number.longValue() == 1;
  }

  /** PostgreSQL's text form, null for null. */
  @Nullable String text() {
    return stored == null ? null : type.text(stored);
  }
}
