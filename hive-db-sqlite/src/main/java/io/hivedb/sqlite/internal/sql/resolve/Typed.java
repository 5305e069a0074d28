// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import org.jspecify.annotations.Nullable;

/**
 * A resolved expression: SQLite's SQL with a PostgreSQL type.
 *
 * @param sql SQLite's SQL, safe to stand as an operand
 * @param type its type; UNKNOWN for a literal or parameter that waits for its context
 * @param typmod PostgreSQL's type modifier, -1 for none
 * @param literal the text of a literal of type unknown
 * @param parameter the number of a parameter without a type, or 0
 * @param origin the column that it is unchanged
 * @param position where it stands
 */
record Typed(
    String sql,
    PgType type,
    int typmod,
    @Nullable String literal,
    int parameter,
    @Nullable Origin origin,
    int position) {

  /** Where a value comes from unchanged. */
  record Origin(String schema, String table, String column) {}

  static Typed of(String sql, PgType type, int position) {
    return new Typed(sql, type, -1, null, 0, null, position);
  }

  static Typed of(String sql, PgType type, int typmod, int position) {
    return new Typed(sql, type, typmod, null, 0, null, position);
  }

  /** Whether it is the same expression: a cast may change the type and leave SQLite's SQL alone. */
  boolean isSame(Typed other) {
    return identity().equals(other.identity());
  }

  /** What it shares with the same expression elsewhere in the statement. */
  String identity() {
    return identity(type, sql);
  }

  static String identity(PgType type, String sql) {
    return type.name() + " " + sql;
  }

  boolean isUnknown() {
    return type.equals(Types.UNKNOWN);
  }

  /** Whether it is the literal NULL. */
  boolean isNull() {
    return isUnknown() && literal == null && parameter == 0;
  }
}
