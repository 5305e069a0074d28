// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.Signature;
import io.hivedb.sqlite.internal.sql.parse.CallOptions;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Window;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Aggregates and window functions. */
final class AggregateCalls {

  private static final Set<String> SPECIAL =
      Set.of(
          "array_agg",
          "json_agg",
          "jsonb_agg",
          "json_object_agg",
          "jsonb_object_agg",
          "json_arrayagg",
          "json_objectagg");

  private final Resolver resolver;
  private final Windows windows;

  AggregateCalls(Resolver resolver) {
    this.resolver = resolver;
    this.windows = new Windows(resolver);
  }

  static boolean isSpecial(String name) {
    return SPECIAL.contains(name);
  }

  Typed call(String name, Expr.Call call, List<Signature> all, boolean windowOnly, Scope scope) {
    resolver.context().constants().vary();
    Window over = call.options().over();
    int position = call.position();
    if (windowOnly && over == null && !HypotheticalSets.isOne(name, call)) {
      throw new PgException("42809", "window function " + name + " requires an OVER clause")
          .at(position);
    }
    if (over != null && call.options().distinct()) {
      throw new PgException("0A000", "DISTINCT is not implemented for window functions")
          .at(position);
    }
    if (over != null && !scope.aggregates().forbiddenIn().isEmpty()) {
      throw new PgException(
              "42P20", "window functions are not allowed in " + scope.aggregates().forbiddenIn())
          .at(position);
    }
    if (over != null && !scope.grouping().set().allKeys().isEmpty()) {
      throw PgException.unsupported("a window function with grouping sets").at(position);
    }
    if (over == null) {
      scope.aggregates().enter(position);
    } else {
      scope.aggregates().window();
    }
    Expr.Call unfiltered = over == null ? call : WindowFilters.withoutFilter(name, call);
    boolean sets = scope.sets().allowed();
    scope.sets().allow(false);
    Typed value = body(name, unfiltered, all, scope);
    scope.sets().allow(sets);
    String filter = filter(unfiltered.options(), scope);
    if (over != null && (!filter.isEmpty() || windows.mayBeEmpty(over, scope))) {
      refuseWithoutRows(value.sql(), position);
    }
    if (over == null) {
      scope.aggregates().leave();
    }
    String sql =
        over == null
            ? value.sql().replace(FILTER_MARK, filter)
            : new WindowFrames(resolver, windows).over(value.sql(), filter, over, scope);
    return new Typed(sql, value.type(), value.typmod(), null, 0, null, position);
  }

  /**
   * Where FILTER and OVER go: they follow the aggregate itself, which may stand inside of a
   * function.
   */
  static final String FILTER_MARK = "\u0002";

  /** The driver ends the process where an aggregate in Java is asked before it had a row. */
  private static void refuseWithoutRows(String sql, int position) {
    if (Registry.instance().callsAggregate(sql)) {
      throw PgException.unsupported("this aggregate over a window frame without rows").at(position);
    }
  }

  private String filter(CallOptions options, Scope scope) {
    if (options.filter() == null) {
      return "";
    }
    scope.sets().forbid("FILTER");
    String filter = resolver.predicates().condition(options.filter(), scope, "FILTER").sql();
    scope.sets().forbid("");
    return " FILTER (WHERE " + filter + ")";
  }

  private Typed body(String name, Expr.Call call, List<Signature> all, Scope scope) {
    CallOptions options = call.options();
    if (options.star()) {
      if (!name.equals("count")) {
        throw new PgException("42883", "function " + name + "() does not exist")
            .at(call.position());
      }
      return Typed.of("count(*)" + FILTER_MARK, INT8, call.position());
    }
    Typed whole = WholeRows.count(name, call, scope);
    if (whole != null) {
      return Typed.of(whole.sql() + FILTER_MARK, INT8, call.position());
    }
    Typed rows = RowValues.countDistinct(resolver, name, call, scope);
    if (rows != null) {
      return Typed.of(rows.sql() + FILTER_MARK, INT8, call.position());
    }
    Typed sorted = new OrderedAggregates(resolver).call(name, call, scope);
    if (sorted != null) {
      boolean marked = sorted.sql().contains(FILTER_MARK);
      return marked
          ? sorted
          : Typed.of(sorted.sql() + FILTER_MARK, sorted.type(), sorted.position());
    }
    if (isSpecial(name)) {
      return collected(name, call, scope);
    }
    List<Typed> arguments = new ArrayList<>();
    if (options.withinGroup()) {
      throw PgException.unsupported(name + " WITHIN GROUP").at(call.position());
    }
    arguments.addAll(resolver.resolve(call.arguments(), scope));
    Signature chosen = resolver.calls().function(name, all, arguments, call.position());
    if (chosen == null) {
      throw missing(name, arguments, call.position());
    }
    Typed value = resolver.calls().apply(chosen, arguments, call.position());
    return decorated(value, options, options.orderBy(), arguments, scope);
  }

  private static PgException missing(String name, List<Typed> arguments, int position) {
    boolean exists =
        arguments.stream()
            .anyMatch(
                a ->
                    a.type().category() == 'E'
                        || a.type().equals(Types.RECORD)
                        || a.type().equals(Types.INTERVAL)
                        || a.type().equals(Types.TIME));
    return exists
        ? PgException.unsupported("function " + Calls.shownCall(name, arguments)).at(position)
        : new PgException(
                "42883", "function " + Calls.shownCall(name, arguments) + " does not exist")
            .hint(
                "No function matches the given name and argument types. You might need to add explicit type casts.")
            .at(position);
  }

  /** DISTINCT goes after the bracket, ORDER BY before the closing one. */
  private Typed decorated(
      Typed value, CallOptions options, List<OrderItem> order, List<Typed> arguments, Scope scope) {
    String sql = value.sql();
    if (options.distinct()) {
      if (arguments.size() > 1) {
        throw PgException.unsupported("DISTINCT of several arguments").at(value.position());
      }
      Equality.require(arguments.get(0).type(), arguments.get(0).position());
      int open = sql.indexOf('(') + 1;
      sql =
          sql.substring(0, open)
              + "DISTINCT "
              + sql.substring(open, sql.length() - 1)
              + collation(arguments.get(0), sql)
              + ")";
    }
    if (!order.isEmpty()) {
      sql = sql.substring(0, sql.length() - 1) + " ORDER BY " + windows.orderBy(order, scope) + ")";
    }
    return new Typed(
        sql + FILTER_MARK, value.type(), value.typmod(), null, 0, null, value.position());
  }

  private static String collation(Typed argument, String sql) {
    return sql.endsWith(argument.type().collate() + ")") ? "" : argument.type().collate();
  }

  /** array_agg and the aggregates that make json get their elements as texts. */
  private Typed collected(String name, Expr.Call call, Scope scope) {
    boolean object = name.endsWith("object_agg") || name.equals("json_objectagg");
    boolean wrong = call.arguments().size() != (object ? 2 : 1);
    if (wrong) {
      throw missing(name, resolver.resolve(call.arguments(), scope), call.position());
    }
    boolean binary = name.startsWith("jsonb");
    if (name.equals("array_agg")) {
      return arrayAgg(call, scope);
    }
    if (name.equals("json_arrayagg")) {
      return arrayOfPresent(call, scope);
    }
    String udf =
        object
            ? binary ? "pg_collect_object(" : "pg_collect_pairs("
            : binary ? "pg_collect_json(" : "pg_collect_plain(";
    if (call.options().distinct()) {
      return distinct(name, call, scope);
    }
    String key = object ? keyText(resolver.resolve(call.arguments().get(0), scope)) + ", " : "";
    Expr value = call.arguments().get(call.arguments().size() - 1);
    if (udf.equals("pg_collect_plain(") && resolver.jsonCalls().isStructured(value, scope)) {
      udf = "pg_collect_lines(";
    }
    String sql = udf + key + resolver.jsonCalls().toJson(value, binary, scope);
    return ordered(sql, call.options(), scope, binary ? JSONB : JSON, call.position());
  }

  /** The distinct values of json_agg and jsonb_agg are those of array_agg, in its order. */
  private Typed distinct(String name, Expr.Call call, Scope scope) {
    boolean binary = name.equals("jsonb_agg");
    if (!(binary || name.equals("json_agg"))
        || resolver.jsonCalls().isStructured(call.arguments().get(0), scope)) {
      throw PgException.unsupported(name + " of DISTINCT values").at(call.position());
    }
    Expr.Call array =
        new Expr.Call(List.of("array_agg"), call.arguments(), call.options(), call.position());
    Typed values = new OrderedAggregates(resolver).call("array_agg", array, scope);
    if (values == null) {
      throw PgException.unsupported(name + " of DISTINCT values").at(call.position());
    }
    String marked = values.sql().contains(FILTER_MARK) ? values.sql() : values.sql() + FILTER_MARK;
    Typed collected = Typed.of(marked, values.type(), call.position());
    String json = "nullif(" + JsonCalls.toJson(collected, binary) + ", 'null')";
    return binary
        ? Typed.of(json, JSONB, call.position())
        : Typed.of("pg_spaced_array(" + json + ")", JSON, call.position());
  }

  /** JSON_ARRAYAGG leaves nulls out unless it is told otherwise. */
  private Typed arrayOfPresent(Expr.Call call, Scope scope) {
    boolean nulls = call.arguments().get(0) instanceof Expr.Named;
    Expr value =
        call.arguments().get(0) instanceof Expr.Named named
            ? named.value()
            : call.arguments().get(0);
    if (resolver.jsonCalls().isStructured(value, scope)) {
      throw PgException.unsupported("JSON_ARRAYAGG of this value").at(call.position());
    }
    String json = resolver.jsonCalls().toJson(value, false, scope);
    String sql =
        nulls
            ? "pg_collect_plain(" + json
            : "pg_collect_present(" + new SqlJson(resolver).orNull(value, json, scope);
    return ordered(sql, call.options(), scope, JSON, call.position());
  }

  private String keyText(Typed key) {
    Typed settled = resolver.casts().settle(key);
    return CastSql.output(settled.sql(), settled.type());
  }

  private Typed arrayAgg(Expr.Call call, Scope scope) {
    Typed value = resolver.casts().settle(resolver.resolve(call.arguments().get(0), scope));
    PgType type = value.type();
    if (type.isArray()) {
      throw PgException.unsupported("an array of several dimensions").at(call.position());
    }
    RowValues.refuse(type, "an array");
    String output = CastSql.output(value.sql(), type);
    return ordered(
        "pg_collect(" + output, call.options(), scope, Types.array(type), call.position());
  }

  private Typed ordered(
      String open, CallOptions options, Scope scope, @Nullable PgType type, int position) {
    String order =
        options.orderBy().isEmpty() ? "" : " ORDER BY " + windows.orderBy(options.orderBy(), scope);
    return Typed.of(open + order + ")" + FILTER_MARK, type == null ? TEXT : type, position);
  }
}
