// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.CallOptions;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.List;
import java.util.Set;

/** FILTER of aggregates over windows. */
final class WindowFilters {

  private static final Set<String> IGNORING_NULLS =
      Set.of(
          "sum",
          "avg",
          "min",
          "max",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "variance",
          "var_pop",
          "var_samp");

  private WindowFilters() {}

  /** An aggregate that leaves nulls out needs no FILTER. */
  static Expr.Call withoutFilter(String name, Expr.Call call) {
    CallOptions options = call.options();
    Expr filter = options.filter();
    if (filter == null || !IGNORING_NULLS.contains(name) || call.arguments().size() != 1) {
      return call;
    }
    Expr value = call.arguments().get(0);
    Expr.When when = new Expr.When(filter, value);
    Expr chosen = new Expr.Case(null, List.of(when), null, value.position());
    CallOptions rest =
        new CallOptions(
            options.star(),
            options.distinct(),
            options.orderBy(),
            options.withinGroup(),
            null,
            options.over(),
            options.variadic());
    return new Expr.Call(call.names(), List.of(chosen), rest, call.position());
  }
}
