// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RETURNING, and the plan of a statement that may have it. */
final class Returning {

  private final Resolver resolver;
  private final List<Scope.Source> more = new ArrayList<>();
  private @Nullable List<Scope.Item> old;

  Returning(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Lets RETURNING see more than the table. */
  void add(Scope.Source source) {
    more.add(source);
  }

  /** The columns of old in an INSERT that may change rows. */
  void old(List<Scope.Item> items) {
    old = items;
  }

  /** Adds RETURNING, which in SQLite sees only the changed table, by its own name. */
  Plan finish(
      String tag,
      StringBuilder sql,
      Table table,
      @Nullable String alias,
      List<Select.Item> returning) {
    List<ResultColumn> columns = new ArrayList<>();
    if (!returning.isEmpty()) {
      OwnReads.refuse(returning, table, resolver.context());
      Scope scope = resolver.context().alone();
      scope.add(Modifications.target(table, alias, table.sqlite()));
      if (tag.equals("INSERT") && OldRows.areRead(returning, table, alias)) {
        scope.add(OldRows.source(OldRows.OLD, old == null ? OldRows.none(table) : old, table));
        scope.add(OldRows.source(OldRows.NEW, Sources.items(table, table.sqlite()), table));
      }
      more.forEach(scope::add);
      scope.aggregates().forbid("RETURNING");
      SelectQuery query =
          new SelectQuery(resolver, resolver.queries().cores().outputs(returning, scope));
      query.settle();
      StringBuilder list = new StringBuilder();
      for (Query.Output output : query.outputs()) {
        list.append(list.isEmpty() ? " RETURNING " : ", ").append(output.value().sql());
        columns.add(Analyzer.column(output));
      }
      sql.append(list);
    }
    boolean checked = !resolver.checks().isEmpty() && !tag.equals("DELETE");
    if (checked) {
      check(sql, table, alias, returning.isEmpty());
    }
    if (resolver.context().lockAtOnce() != null) {
      throw PgException.unsupported("NOWAIT in a statement that changes rows");
    }
    boolean rows = !returning.isEmpty();
    Step step = Analyzer.step(sql.toString(), rows ? Step.Role.ROWS : Step.Role.COUNT);
    return new Plan(
        rows ? Plan.Kind.MODIFY_RETURNING : Plan.Kind.MODIFY,
        tag,
        List.of(step),
        resolver.context().parameters(),
        columns,
        true,
        new RowChange(table.key(), tag));
  }

  /** Looks at each row that was made, also where the client wants none of them. */
  private void check(StringBuilder sql, Table table, @Nullable String alias, boolean alone) {
    Scope scope = new Scope(null);
    scope.add(Modifications.target(table, alias, table.sqlite()));
    String look = "NULL";
    for (RowCheck check : resolver.checks()) {
      look = check.around(look, resolver, scope, table);
    }
    sql.append(alone ? " RETURNING " : ", ").append(look);
  }

  /** Whether RETURNING may mean a column of another table than the target. */
  static boolean readsOthers(
      List<Select.Item> returning, Table table, @Nullable String alias, List<FromItem> others) {
    if (others.isEmpty()) {
      return false;
    }
    String name = alias == null ? table.name() : alias;
    return !returning.stream().allMatch(item -> isOf(item.value(), name));
  }

  private static boolean isOf(Expr expr, String name) {
    if (expr instanceof Expr.Star star) {
      return star.qualifier().equals(List.of(name));
    }
    return expr instanceof Expr.ColumnRef ref
        && ref.names().size() == 2
        && ref.names().get(0).equals(name);
  }
}
