// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** rank and its like WITHIN GROUP: of a row that is not there. */
final class HypotheticalSets {

  private static final Set<String> NAMES =
      Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

  private final Resolver resolver;

  HypotheticalSets(Resolver resolver) {
    this.resolver = resolver;
  }

  static boolean isOne(String name, Expr.Call call) {
    return NAMES.contains(name) && call.options().withinGroup();
  }

  @Nullable Typed call(String name, Expr.Call call, Scope scope) {
    if (!isOne(name, call)) {
      return null;
    }
    List<OrderItem> order = call.options().orderBy();
    if (order.size() != 1 || call.arguments().size() != 1) {
      throw PgException.unsupported(name + " WITHIN GROUP of several keys").at(call.position());
    }
    OrderItem item = order.get(0);
    Typed given = resolver.resolve(call.arguments().get(0), scope);
    Typed key = resolver.resolve(item.key(), scope);
    var type = resolver.casts().common(List.of(given, key), "WITHIN GROUP");
    Typed value = OrderedAggregates.sortable(resolver.casts().implicit(key, type));
    String direction = item.descending() ? "desc" : "asc";
    String sql =
        "pg_hypothetical_"
            + name
            + "("
            + type.oid()
            + ", '"
            + direction
            + (item.nullsComeFirst() ? " first" : " last")
            + "', "
            + value.sql()
            + ", "
            + resolver.casts().implicit(given, type).sql()
            + ")";
    boolean share = name.equals("percent_rank") || name.equals("cume_dist");
    return Typed.of(sql, share ? FLOAT8 : INT8, call.position());
  }
}
