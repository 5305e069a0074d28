// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** ROLLUP, CUBE and GROUPING SETS: a query for each set of keys, put together by UNION ALL. */
final class GroupingSets {

  private final Resolver resolver;

  GroupingSets(Resolver resolver) {
    this.resolver = resolver;
  }

  Query resolve(Select.Core core, Select select, Scope scope, String with) {
    boolean star = core.items().stream().anyMatch(item -> item.value() instanceof Expr.Star);
    if (core.distinct() || !core.distinctOn().isEmpty() || star) {
      throw PgException.unsupported("grouping sets with DISTINCT or *").at(select.position());
    }
    List<Select.Item> items = new ArrayList<>(core.items());
    List<Integer> sorted = new ArrayList<>();
    for (OrderItem item : select.orderBy()) {
      sorted.add(index(item.key(), core.items(), items));
    }
    Query all = null;
    for (List<Expr> set : core.groupingSets()) {
      Query one = one(core, items, set, select, scope);
      all = all == null ? one : SetQuery.of(resolver, "union", true, all, one, select.position());
    }
    return around(Objects.requireNonNull(all), core.items().size(), sorted, select, scope, with);
  }

  /** The column that a key of ORDER BY means; where there is none, one is added. */
  private static int index(Expr key, List<Select.Item> outputs, List<Select.Item> items) {
    if (key instanceof Expr.NumberLiteral) {
      return -1;
    }
    if (key instanceof Expr.ColumnRef ref && ref.names().size() == 1) {
      boolean named =
          outputs.stream()
              .anyMatch(
                  o ->
                      ref.last().equals(o.alias() != null ? o.alias() : OutputNames.of(o.value())));
      if (named) {
        return -1;
      }
    }
    items.add(new Select.Item(key, null));
    return items.size() - 1;
  }

  private Query one(
      Select.Core core, List<Select.Item> items, List<Expr> set, Select select, Scope scope) {
    Scope own = new Scope(scope);
    LinkedHashSet<Expr> keys = new LinkedHashSet<>();
    core.groupingSets().forEach(keys::addAll);
    for (Expr key : keys) {
      if (key instanceof Expr.NumberLiteral || key instanceof Expr.StringLiteral) {
        continue;
      }
      if (key instanceof Expr.NullLiteral || key instanceof Expr.BooleanLiteral) {
        throw PgException.unsupported("a constant in grouping sets").at(key.position());
      }
    }
    own.grouping().set().of(List.copyOf(keys), set.isEmpty());
    Select.Core plain =
        new Select.Core(
            false,
            List.of(),
            items,
            core.from(),
            core.where(),
            set,
            List.of(),
            core.having(),
            core.windows());
    return resolver.queries().cores().resolve(plain, Select.of(plain, select.position()), own, "");
  }

  private Query around(
      Query all, int width, List<Integer> sorted, Select select, Scope scope, String with) {
    String alias = resolver.context().alias();
    List<Query.Output> outputs = new ArrayList<>();
    for (Scope.Item item : all.items(alias, List.of())) {
      outputs.add(
          new Query.Output(
              item.name(), Typed.of(item.sql(), item.type(), item.typmod(), select.position())));
    }
    SelectQuery query = new SelectQuery(resolver, outputs.subList(0, width));
    query.from("(" + all.render() + ") AS " + alias);
    List<SelectQuery.Key> keys = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      OrderItem item = select.orderBy().get(i);
      int added = sorted.get(i);
      keys.add(
          added >= 0
              ? new SelectQuery.Key(-1, outputs.get(added).value(), item)
              : new SelectQuery.Key(Queries.outputIndex(item.key(), query.outputs()), null, item));
    }
    query.surround(with, keys, resolver.queries().limits(select, scope));
    query.ties(select.withTies());
    return query;
  }

  /** A group of all rows is there even if no row is: SQLite wants to see an aggregate. */
  static void makeAggregate(SelectQuery query) {
    query.settle();
    Query.Output first = query.outputs().get(0);
    Typed value = first.value();
    String sql = "(CASE WHEN count(*) >= 0 THEN " + value.sql() + " END)";
    query
        .outputs()
        .set(0, new Query.Output(first.name(), Typed.of(sql, value.type(), value.position())));
  }

  /** GROUPING(keys): a bit for each, set where the key is null because of the grouping set. */
  static Typed grouping(Resolver resolver, Expr.Call call, Scope scope) {
    int bits = 0;
    for (Expr argument : call.arguments()) {
      scope.aggregates().enterGrouping();
      String key = resolver.resolve(argument, scope).identity();
      scope.aggregates().leave();
      int bit = scope.grouping().set().bit(key);
      if (bit < 0) {
        throw new PgException(
                "42803",
                "arguments to GROUPING must be grouping expressions of the associated query level")
            .at(argument.position());
      }
      bits = bits * 2 + bit;
    }
    return Typed.of("CAST(" + bits + " AS INTEGER)", Types.INT4, call.position());
  }
}
