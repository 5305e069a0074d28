// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/** Overloads of functions that are otherwise here; a gate test finds those that are missing. */
final class RefusedOverloads {

  private RefusedOverloads() {}

  static void register(Registry registry) {
    PgType interval = Types.INTERVAL;
    registry.refused("gcd", Types.NUMERIC, Types.NUMERIC);
    registry.refused("lcm", Types.NUMERIC, Types.NUMERIC);
    registry.refused("bit_count", Types.BYTEA);
    registry.refused("get_bit", Types.BYTEA, Types.INT8);
    registry.refused("set_bit", Types.BYTEA, Types.INT8, Types.INT4);
    registry.refused("jsonb_strip_nulls", Types.JSONB, Types.BOOL);
    registry.refused("quote_literal", Types.ANYELEMENT);
    registry.refused("quote_nullable", Types.ANYELEMENT);
    registry.refused("regexp_split_to_table", Types.TEXT, Types.TEXT, Types.TEXT);
    registry.refused("string_to_table", Types.TEXT, Types.TEXT, Types.TEXT);
    registry.refused("substring", Types.TEXT, Types.TEXT, Types.TEXT);
    for (String name : new String[] {"ltrim", "rtrim", "btrim", "string_agg"}) {
      registry.refused(name, Types.BYTEA, Types.BYTEA);
    }
    for (String name : new String[] {"substr", "substring"}) {
      registry.refused(name, Types.BYTEA, Types.INT4);
      registry.refused(name, Types.BYTEA, Types.INT4, Types.INT4);
    }
    for (PgType stamp : List.of(Types.TIMESTAMP, Types.TIMESTAMPTZ)) {
      registry.refused("timezone", stamp);
      registry.refused("timezone", interval, stamp);
    }
  }
}
