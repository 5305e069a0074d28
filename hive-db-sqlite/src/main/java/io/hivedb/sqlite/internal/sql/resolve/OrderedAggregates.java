// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.CallOptions;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates that sort their values themselves. */
final class OrderedAggregates {

  private final Resolver resolver;

  OrderedAggregates(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The SQL up to the closing bracket, if it is one of those. */
  @Nullable Typed call(String name, Expr.Call call, Scope scope) {
    Typed hypothetical = new HypotheticalSets(resolver).call(name, call, scope);
    if (hypothetical != null) {
      return hypothetical;
    }
    CallOptions options = call.options();
    boolean percentile = name.equals("percentile_cont") || name.equals("percentile_disc");
    if (percentile || name.equals("mode")) {
      checkShape(name, call, scope);
    }
    if (options.withinGroup() && percentile && call.arguments().size() == 1) {
      return percentile(name, call, scope);
    }
    if (options.withinGroup() && name.equals("mode") && call.arguments().isEmpty()) {
      Typed value = sortable(options.orderBy().get(0), scope);
      return Typed.of(
          sorted("mode", value, options.orderBy().get(0), "0.0"), value.type(), call.position());
    }
    if (options.distinct() && name.equals("string_agg") && call.arguments().size() == 2) {
      return joined(call, scope);
    }
    if (options.distinct() && name.equals("array_agg") && call.arguments().size() == 1) {
      return collected(call, scope);
    }
    boolean extreme = (name.equals("min") || name.equals("max")) && call.arguments().size() == 1;
    return extreme ? extreme(name, call, scope) : null;
  }

  /** One key, and WITHIN GROUP: nothing else exists. */
  private void checkShape(String name, Expr.Call call, Scope scope) {
    CallOptions options = call.options();
    int arguments = name.equals("mode") ? 0 : 1;
    boolean right =
        options.withinGroup()
            && options.orderBy().size() == 1
            && call.arguments().size() == arguments;
    if (!options.withinGroup() && call.arguments().size() == arguments + 1) {
      throw new PgException("42809", "WITHIN GROUP is required for ordered-set aggregate " + name)
          .at(call.position());
    }
    if (!right) {
      List<Typed> given = new ArrayList<>(resolver.resolve(call.arguments(), scope));
      options.orderBy().forEach(item -> given.add(resolver.resolve(item.key(), scope)));
      throw new PgException("42883", "function " + Calls.shownCall(name, given) + " does not exist")
          .at(call.position());
    }
    if (options.over() != null) {
      throw PgException.unsupported("OVER of " + name).at(call.position());
    }
  }

  private Typed sortable(OrderItem item, Scope scope) {
    return sortable(resolver.casts().settle(resolver.resolve(item.key(), scope)));
  }

  static Typed sortable(Typed value) {
    PgType type = value.type();
    PgType element = type.element() == null ? type : type.element();
    Equality.requireOrder(type, value.position());
    if (element.category() == 'E'
        || element.category() == 'P'
        || Types.isReference(element)
        || MoreTypes.isVector(element)) {
      throw PgException.unsupported("an aggregate that sorts values of type " + type)
          .at(value.position());
    }
    return value;
  }

  private static String sorted(String name, Typed value, OrderItem item, String fraction) {
    return "pg_ordered("
        + value.type().oid()
        + ", '"
        + name
        + (item.descending() ? " desc" : "")
        + "', "
        + value.sql()
        + ", "
        + fraction
        + ")";
  }

  private Typed percentile(String name, Expr.Call call, Scope scope) {
    OrderItem item = call.options().orderBy().get(0);
    Typed value = sortable(item, scope);
    Typed fraction = resolver.resolve(call.arguments().get(0), scope);
    boolean several = fraction.type().isArray();
    Typed cast = resolver.casts().implicit(fraction, several ? Types.array(FLOAT8) : FLOAT8);
    boolean continuous = name.equals("percentile_cont");
    if (continuous && value.type().equals(INTERVAL)) {
      throw PgException.unsupported("percentile_cont of intervals").at(call.position());
    }
    if (continuous && CastLevel.of(value.type(), FLOAT8) != CastLevel.IMPLICIT) {
      throw new PgException(
              "42883",
              "function " + Calls.shownCall(name, List.of(fraction, value)) + " does not exist")
          .at(call.position());
    }
    Typed operand = continuous ? resolver.casts().implicit(value, FLOAT8) : value;
    PgType type = operand.type();
    return Typed.of(
        sorted(name, operand, item, cast.sql()),
        several ? Types.array(type) : type,
        call.position());
  }

  /** string_agg(DISTINCT value, separator): PostgreSQL sorts to find duplicates. */
  private Typed joined(Expr.Call call, Scope scope) {
    Typed first = resolver.resolve(call.arguments().get(0), scope);
    if (first.type().equals(BYTEA)) {
      throw PgException.unsupported("string_agg of DISTINCT bytes").at(call.position());
    }
    Typed value = resolver.casts().implicit(first, TEXT);
    Typed separator =
        resolver.casts().implicit(resolver.resolve(call.arguments().get(1), scope), TEXT);
    if (!(call.arguments().get(1) instanceof Expr.StringLiteral)) {
      throw PgException.unsupported("string_agg of DISTINCT values with a computed separator")
          .at(call.position());
    }
    boolean descending = descending(call, value, scope);
    String sql =
        "pg_join_distinct("
            + (descending ? 1 : 0)
            + ", "
            + value.sql()
            + ", "
            + separator.sql()
            + ")";
    return Typed.of(sql, TEXT, call.position());
  }

  private Typed collected(Expr.Call call, Scope scope) {
    Typed argument = resolver.casts().settle(resolver.resolve(call.arguments().get(0), scope));
    Equality.require(argument.type(), argument.position());
    Typed value = sortable(argument);
    if (value.type().isArray() || value.type().equals(NUMERIC) || value.type().equals(BPCHAR)) {
      throw PgException.unsupported("array_agg of DISTINCT values of type " + value.type())
          .at(call.position());
    }
    boolean descending = descending(call, value, scope);
    String sql =
        "pg_collect_distinct("
            + value.type().oid()
            + ", "
            + (descending ? 1 : 0)
            + ", "
            + value.sql()
            + ")";
    return Typed.of(sql, Types.array(value.type()), call.position());
  }

  /** Whether the values come in descending order; only their own order is possible. */
  private boolean descending(Expr.Call call, Typed value, Scope scope) {
    List<OrderItem> order = call.options().orderBy();
    if (order.isEmpty()) {
      return false;
    }
    Typed key = resolver.casts().settle(resolver.resolve(order.get(0).key(), scope));
    if (order.size() > 1 || !key.isSame(value)) {
      throw new PgException(
              "42P10",
              "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
          .at(order.get(0).key().position());
    }
    OrderItem item = order.get(0);
    if (item.nullsComeFirst() != item.descending()) {
      throw PgException.unsupported("NULLS FIRST or LAST in an aggregate of DISTINCT values")
          .at(call.position());
    }
    return item.descending();
  }

  /** The least or greatest label of an enum. */
  private @Nullable Typed extreme(String name, Expr.Call call, Scope scope) {
    int before = scope.grouping().mark();
    Typed value = resolver.resolve(call.arguments().get(0), scope);
    scope.grouping().forgetSince(before);
    if (value.type().category() != 'E') {
      return null;
    }
    Catalog catalog = resolver.context().catalog();
    StringBuilder labels = new StringBuilder();
    for (String label : Objects.requireNonNull(catalog.enumOf(value.type())).labels()) {
      labels.append(", ").append(Names.literal(label));
    }
    String key = resolver.operators().enumKey(value.sql(), value.type());
    String sql =
        "pg_enum_label(" + name + "(" + key + ")" + AggregateCalls.FILTER_MARK + labels + ")";
    return Typed.of(sql, value.type(), call.position());
  }
}
