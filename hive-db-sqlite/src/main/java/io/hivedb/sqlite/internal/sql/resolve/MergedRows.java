// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The RETURNING of MERGE. What the source and the target had before is kept with the row's action;
 * a new row gets its row number in SQLite before it is inserted, by which it is found again.
 */
final class MergedRows {

  private static final String TARGET = "r0";
  private static final String KEPT = "k0";

  /** A source that no statement names by accident. */
  private static final String ACTION = "hive merge";

  /** Keeps a value of rows of the join, and of those that only the target has. */
  @FunctionalInterface
  interface Keeper {
    String keep(String joined, String alone, PgType type);
  }

  private final Resolver resolver;
  private final Dml.Merge merge;
  private final Table table;
  private final Keeper keeper;
  private @Nullable SelectQuery query;
  private String rowid = "";

  MergedRows(Resolver resolver, Dml.Merge merge, Table table, Keeper keeper) {
    this.resolver = resolver;
    this.merge = merge;
    this.table = table;
    this.keeper = keeper;
  }

  /** Resolves the list; the first of the sources is the target. */
  void resolve(List<Scope.Source> sources, String rowNumber) {
    rowid = rowNumber;
    OwnReads.refuse(merge.returning(), table, resolver.context());
    Scope visible = new Scope(resolver.context().top());
    Scope.Source target = sources.get(0);
    for (Scope.Source source : sources.subList(1, sources.size())) {
      List<Scope.Item> items = source.items().stream().map(i -> kept(i, "NULL")).toList();
      visible.add(
          new Scope.Source(
              source.name(), source.schema(), items, null, source.hidden(), source.scalar()));
    }
    List<Scope.Item> before = target.items().stream().map(i -> kept(i, i.sql())).toList();
    List<Scope.Item> after = Sources.items(table, TARGET);
    visible.add(
        new Scope.Source(
            target.name(), target.schema(), present(before, after), table, target.hidden()));
    visible.add(OldRows.source(OldRows.OLD, before, table));
    visible.add(OldRows.source(OldRows.NEW, after, table));
    visible.add(action());
    visible.aggregates().forbid("RETURNING");
    query =
        new SelectQuery(
            resolver, resolver.queries().cores().outputs(withAction(merge.returning()), visible));
    query.settle();
  }

  private Scope.Item kept(Scope.Item item, String alone) {
    String sql = keeper.keep(item.sql(), alone, item.type());
    return new Scope.Item(item.name(), item.type(), item.typmod(), sql, item.origin());
  }

  /** The row that is there, or the one that was deleted. */
  private List<Scope.Item> present(List<Scope.Item> before, List<Scope.Item> after) {
    String deleted = KEPT + ".c2 IN (" + numbers("delete") + ")";
    List<Scope.Item> items = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      Scope.Item item = after.get(i);
      String sql = "CASE WHEN " + deleted + " THEN " + before.get(i).sql();
      sql += " ELSE " + item.sql() + " END";
      items.add(new Scope.Item(item.name(), item.type(), item.typmod(), sql, item.origin()));
    }
    return items;
  }

  private String numbers(String action) {
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < merge.whens().size(); i++) {
      if (merge.whens().get(i).action().equals(action)) {
        numbers.append(numbers.isEmpty() ? "" : ", ").append(i + 1);
      }
    }
    return numbers.toString();
  }

  private Scope.Source action() {
    StringBuilder sql = new StringBuilder("CASE " + KEPT + ".c2");
    for (int i = 0; i < merge.whens().size(); i++) {
      String action = merge.whens().get(i).action().toUpperCase(Locale.ROOT);
      sql.append(" WHEN ").append(i + 1).append(" THEN '").append(action).append("'");
    }
    Scope.Item item = new Scope.Item("merge_action", Types.TEXT, -1, sql + " END", null);
    return new Scope.Source(ACTION, null, List.of(item), null, Set.of("merge_action"));
  }

  private static List<Select.Item> withAction(List<Select.Item> returning) {
    return Rewriting.of(
        returning,
        part ->
            part instanceof Expr.Call call
                    && call.name().equals("merge_action")
                    && call.arguments().isEmpty()
                ? new Expr.ColumnRef(List.of(ACTION, "merge_action"), call.position())
                : null);
  }

  /** Gives the rows to insert their numbers, behind those of all that are there. */
  Step number(KeptRows kept) {
    String sql =
        "UPDATE "
            + kept.name()
            + " SET c1 = rowid + coalesce((SELECT max("
            + rowid
            + ") FROM "
            + table.sqlite()
            + "), 0) WHERE c2 IN ("
            + numbers("insert")
            + ")";
    return Analyzer.step(sql, Step.Role.SILENT);
  }

  Step read(KeptRows kept) {
    SelectQuery rows = Objects.requireNonNull(query);
    rows.from(
        kept.name()
            + " AS "
            + KEPT
            + " LEFT JOIN "
            + table.sqlite()
            + " AS "
            + TARGET
            + " ON "
            + TARGET
            + "."
            + rowid
            + " = "
            + KEPT
            + ".c1");
    rows.where(KEPT + ".c2 > 0");
    return Analyzer.step(rows.render(), Step.Role.ROWS);
  }

  List<ResultColumn> columns() {
    return Objects.requireNonNull(query).outputs().stream().map(Analyzer::column).toList();
  }
}
