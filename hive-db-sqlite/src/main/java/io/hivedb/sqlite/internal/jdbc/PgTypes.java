// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's types under a name that does not clash with {@link java.sql.Types}. */
final class PgTypes {

  static final PgType BOOL = Types.BOOL;
  static final PgType INT2 = Types.INT2;
  static final PgType INT4 = Types.INT4;
  static final PgType INT8 = Types.INT8;
  static final PgType FLOAT4 = Types.FLOAT4;
  static final PgType FLOAT8 = Types.FLOAT8;
  static final PgType NUMERIC = Types.NUMERIC;
  static final PgType TEXT = Types.TEXT;
  static final PgType VARCHAR = Types.VARCHAR;
  static final PgType BPCHAR = Types.BPCHAR;
  static final PgType BYTEA = Types.BYTEA;
  static final PgType DATE = Types.DATE;
  static final PgType TIME = Types.TIME;
  static final PgType TIMESTAMP = Types.TIMESTAMP;
  static final PgType TIMESTAMPTZ = Types.TIMESTAMPTZ;
  static final PgType UUID = Types.UUID;

  /** The names that pgjdbc takes for a type besides its own. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("boolean", "bool"),
          Map.entry("smallint", "int2"),
          Map.entry("int", "int4"),
          Map.entry("integer", "int4"),
          Map.entry("long", "int8"),
          Map.entry("bigint", "int8"),
          Map.entry("float", "float8"),
          Map.entry("double", "float8"),
          Map.entry("double precision", "float8"),
          Map.entry("real", "float4"),
          Map.entry("decimal", "numeric"),
          Map.entry("character varying", "varchar"),
          Map.entry("time without time zone", "time"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("timestamp with time zone", "timestamptz"));

  private PgTypes() {}

  /** The type of a name; null where there is none. */
  static @Nullable PgType find(String name) {
    PgType exact = Types.byName(name);
    if (exact != null) {
      return exact;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return Types.byName(ALIASES.getOrDefault(lower, lower));
  }

  static List<PgType> all() {
    return Types.all();
  }

  static PgType arrayOf(PgType element) {
    return Types.array(element);
  }
}
