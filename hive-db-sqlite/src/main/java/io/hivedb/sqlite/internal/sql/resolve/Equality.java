// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;

/** PostgreSQL compares no values of type json, so that they cannot be told apart or sorted. */
final class Equality {

  private Equality() {}

  /** Fails where values of a type cannot be told apart, as DISTINCT and GROUP BY have to. */
  static void require(PgType type, int position) {
    if (isMissing(type)) {
      throw new PgException("42883", "could not identify an equality operator for type " + type)
          .at(position);
    }
  }

  /** Fails where values of a type cannot be sorted. */
  static void requireOrder(PgType type, int position) {
    if (isMissing(type)) {
      throw new PgException("42883", "could not identify an ordering operator for type " + type)
          .hint("Use an explicit ordering operator or modify the query.")
          .at(position);
    }
  }

  /** Whether a type is json, or an array of it. */
  static boolean isMissing(PgType type) {
    return type.equals(Types.JSON) || Types.JSON.equals(type.element());
  }
}
