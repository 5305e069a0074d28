// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;

/** The body of SELECT: FROM, WHERE, GROUP BY, the select list, ORDER BY. */
final class Cores {

  private static final int MOST_OUTPUTS = 1664;

  private final Resolver resolver;
  private final Sources sources;
  private final Windows windows;
  private final Qualifications qualifications;
  private final DependencyQueries dependencies;

  Cores(Resolver resolver) {
    this.resolver = resolver;
    this.sources = new Sources(resolver);
    this.windows = new Windows(resolver);
    this.qualifications = new Qualifications(resolver);
    this.dependencies = new DependencyQueries(resolver.context());
  }

  Sources sources() {
    return sources;
  }

  Query resolve(Select.Core core, Select select, Scope scope, String with) {
    dependencies.begin(core);
    try {
      return resolved(core, select, scope, with);
    } finally {
      dependencies.end();
    }
  }

  private Query resolved(Select.Core core, Select select, Scope scope, String with) {
    if (!core.groupingSets().isEmpty()) {
      return new GroupingSets(resolver).resolve(core, select, scope, with);
    }
    String from = sources.resolve(core.from(), scope);
    scope.windows().addAll(core.windows());
    String where = core.where() == null ? "" : qualifications.where(core.where(), scope);
    String groupBy = core.groupBy().isEmpty() ? "" : groupBy(core, scope);
    for (Expr key : scope.grouping().set().allKeys()) {
      scope
          .grouping()
          .set()
          .nullUnlessGrouped(resolver.resolve(groupExpression(key, core, scope), scope));
    }
    scope.grouping().forgetSince(0);
    scope.sets().allow(true);
    List<Query.Output> outputs = outputs(core.items(), scope);
    scope.sets().allow(false);
    String having = core.having() == null ? "" : qualifications.having(core.having(), scope);
    SelectQuery query = new SelectQuery(resolver, outputs);
    query.where(where);
    DistinctOn distinctOn = new DistinctOn(resolver, core.distinctOn(), outputs, scope);
    query.distinct(core.distinct(), distinctOn.values());
    List<SelectQuery.Key> keys = keys(select.orderBy(), query, scope, core);
    distinctOn.check(keys, outputs);
    if (!core.distinctOn().isEmpty() && !keys.isEmpty() && !scope.sets().isEmpty()) {
      // PostgreSQL makes the rows of the set after it has left out rows, or before, by the keys.
      throw PgException.unsupported("DISTINCT ON beside a set-returning function");
    }
    checkGrouping(core, scope, groupBy);
    query.from(withLaterals(from, scope, groupBy, select));
    boolean grouped = !groupBy.isEmpty() || (!having.isEmpty() && !scope.aggregates().isAny());
    if (scope.grouping().set().isEmpty() && !scope.aggregates().isAny()) {
      GroupingSets.makeAggregate(query);
      grouped = false;
    }
    query.group(groupBy.isEmpty() && grouped ? "NULL" : groupBy, having);
    query.surround(with, keys, resolver.queries().limits(select, scope));
    query.ties(select.withTies());
    if (select.lock() != Select.RowLock.NONE) {
      RowLocks.number(query, core, select, scope);
    }
    boolean oneGroup = groupBy.isEmpty() && scope.aggregates().isAny();
    if (scope.sets().isEmpty() && (core.from().isEmpty() || oneGroup)) {
      query.single();
    }
    return query;
  }

  private String groupBy(Select.Core core, Scope scope) {
    scope.aggregates().forbid("GROUP BY");
    List<Typed> keys = new ArrayList<>();
    scope.sets().allow(true);
    for (Expr expr : core.groupBy()) {
      keys.add(
          resolver.casts().settle(resolver.resolve(groupExpression(expr, core, scope), scope)));
    }
    scope.sets().allow(false);
    scope.sets().group();
    scope.aggregates().forbid("");
    StringBuilder sql = new StringBuilder();
    for (Typed key : keys) {
      scope.grouping().addKey(key);
      String rendered = windows.key(key);
      sql.append(sql.isEmpty() ? "" : ", ").append(rendered);
    }
    return sql.toString();
  }

  /** A key may be an output column's position, or its name where no input column has that name. */
  private static Expr groupExpression(Expr expr, Select.Core core, Scope scope) {
    if (expr instanceof Expr.NumberLiteral number && number.isInteger(6)) {
      int index = Integer.parseInt(number.text());
      if (index < 1 || index > core.items().size()) {
        throw new PgException("42P10", "GROUP BY position " + index + " is not in select list")
            .at(expr.position());
      }
      return core.items().get(index - 1).value();
    }
    if (expr instanceof Expr.ColumnRef ref && ref.names().size() == 1) {
      boolean input =
          scope.sources().stream()
              .anyMatch(s -> s.items().stream().anyMatch(i -> i.name().equals(ref.last())));
      for (Select.Item item : core.items()) {
        if (!input && ref.last().equals(item.alias())) {
          return item.value();
        }
      }
    }
    return expr;
  }

  /** The select list, with stars spread. */
  List<Query.Output> outputs(List<Select.Item> items, Scope scope) {
    List<Query.Output> outputs = new ArrayList<>();
    for (Select.Item item : items) {
      if (item.value() instanceof Expr.Star star) {
        Stars.expand(star, scope, outputs);
        continue;
      }
      Typed value = resolver.resolve(item.value(), scope);
      String name = item.alias() != null ? item.alias() : OutputNames.of(item.value());
      outputs.add(new Query.Output(name, value));
    }
    if (outputs.size() > MOST_OUTPUTS) {
      throw new PgException("54011", "target lists can have at most " + MOST_OUTPUTS + " entries");
    }
    return outputs;
  }

  private List<SelectQuery.Key> keys(
      List<OrderItem> order, SelectQuery query, Scope scope, Select.Core core) {
    List<SelectQuery.Key> keys = new ArrayList<>();
    boolean spread = !query.isDistinct();
    for (OrderItem item : order) {
      if (spread && item.key() instanceof Expr.Row row) {
        windows.fields(row, item, scope).forEach(k -> keys.add(new SelectQuery.Key(-1, k, item)));
        continue;
      }
      int index = Queries.outputIndex(item.key(), query.outputs());
      Typed value = index >= 0 ? null : resolver.resolve(item.key(), scope);
      for (int i = 0; value != null && index < 0 && i < query.outputs().size(); i++) {
        index = query.outputs().get(i).value().isSame(value) ? i : -1;
      }
      if (index < 0 && query.isDistinct() && core.distinctOn().isEmpty()) {
        throw new PgException(
                "42P10", "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
            .at(item.key().position());
      }
      if (value != null && value.isUnknown() && value.parameter() == 0) {
        throw new PgException("42601", "non-integer constant in ORDER BY")
            .at(item.key().position());
      }
      keys.add(new SelectQuery.Key(index, value, item));
    }
    return keys;
  }

  private static void checkGrouping(Select.Core core, Scope scope, String groupBy) {
    boolean grouped = !groupBy.isEmpty() || scope.aggregates().isAny() || core.having() != null;
    Typed column = scope.grouping().firstUngrouped();
    if (!grouped || column == null) {
      return;
    }
    String name = nameOf(column, scope);
    throw new PgException(
            "42803",
            "column \""
                + name
                + "\" must appear in the GROUP BY clause or be used in an aggregate function")
        .at(column.position());
  }

  /** How PostgreSQL's messages call a column: with its table. */
  private static String nameOf(Typed column, Scope scope) {
    for (Scope.Source source : scope.sources()) {
      for (Scope.Item item : source.items()) {
        if (item.sql().equals(column.sql())) {
          return source.name().isEmpty() ? item.name() : source.name() + "." + item.name();
        }
      }
    }
    return column.sql();
  }

  private String withLaterals(String from, Scope scope, String groupBy, Select select) {
    if (scope.sets().isEmpty()) {
      return from;
    }
    boolean others = scope.sets().hasUngrouped();
    if (others && scope.aggregates().hasWindow()) {
      throw PgException.unsupported("a set-returning function beside window functions")
          .at(select.position());
    }
    if (others && (!groupBy.isEmpty() || scope.aggregates().isAny())) {
      throw PgException.unsupported("a set-returning function beside aggregates")
          .at(select.position());
    }
    return Laterals.from(resolver, from, scope.sets().all(), select.position());
  }
}
