// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;

/** The functions that need OVER; SQLite has them all with PostgreSQL's meaning. */
final class WindowFunctions {

  private WindowFunctions() {}

  static void register(Registry registry) {
    for (String name : List.of("row_number", "rank", "dense_rank")) {
      window(registry, name, INT8, name + "()");
    }
    for (String name : List.of("percent_rank", "cume_dist")) {
      window(registry, name, FLOAT8, name + "()");
    }
    window(registry, "ntile", INT4, "ntile({0})", INT4);
    for (String name : List.of("lag", "lead")) {
      window(registry, name, ANYELEMENT, name + "({0})", ANYELEMENT);
      window(registry, name, ANYELEMENT, name + "({0}, {1})", ANYELEMENT, INT4);
      window(registry, name, ANYELEMENT, name + "({0}, {1}, {2})", ANYELEMENT, INT4, ANYELEMENT);
    }
    for (String name : List.of("first_value", "last_value")) {
      window(registry, name, ANYELEMENT, name + "({0})", ANYELEMENT);
    }
    window(registry, "nth_value", ANYELEMENT, "nth_value({0}, {1})", ANYELEMENT, INT4);
  }

  private static void window(
      Registry registry, String name, PgType result, String template, PgType... arguments) {
    registry.function(name, result, Signature.Kind.WINDOW, template, arguments.length, arguments);
  }
}
