// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Storage;

/** Values on their way through JSON: everything is a text there. */
final class Sets {

  private Sets() {}

  /** Turns the text of a JSON element back into a stored value; {@code raw} for stored integers. */
  static String decode(String sql, PgType type, boolean raw) {
    boolean integer = type.equals(INT2) || type.equals(INT4) || type.equals(INT8);
    if (type.storage() == Storage.INTEGER && (raw || integer)) {
      return "CAST(" + sql + " AS INTEGER)";
    }
    if (type.storage() == Storage.BLOB && raw) {
      return "unhex(" + sql + ")";
    }
    return type.storage() == Storage.TEXT ? sql : "pg_in(" + type.oid() + ", " + sql + ")";
  }

  /** Turns a stored value into a text for {@link #decode} with {@code raw}. */
  static String encode(String sql, PgType type) {
    return switch (type.storage()) {
      case INTEGER -> "CAST(" + sql + " AS TEXT)";
      case REAL -> "pg_out(" + type.oid() + ", " + sql + ")";
      case BLOB -> "hex(" + sql + ")";
      case TEXT -> sql;
    };
  }
}
