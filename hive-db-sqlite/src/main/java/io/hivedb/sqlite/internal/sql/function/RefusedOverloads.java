// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/** Overloads of functions that are otherwise here; a gate test finds those that are missing. */
final class RefusedOverloads {

  private RefusedOverloads() {}

  static void register(Registry registry) {
    registry.refused("generate_subscripts", Types.ANYARRAY, Types.INT4, Types.BOOL);
    registry.refused("date_add", Types.TIMESTAMPTZ, Types.INTERVAL, Types.TEXT);
    registry.refused("date_subtract", Types.TIMESTAMPTZ, Types.INTERVAL, Types.TEXT);
    for (PgType stamp : List.of(Types.TIMESTAMP, Types.TIMESTAMPTZ)) {
      registry.refused("timezone", stamp);
    }
  }
}
