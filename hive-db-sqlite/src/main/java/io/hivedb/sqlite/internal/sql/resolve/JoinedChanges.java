// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * UPDATE ... FROM and DELETE ... USING whose RETURNING reads the other tables too, which SQLite's
 * does not see: the joined rows are kept first.
 */
final class JoinedChanges {

  private static final String TARGET = "r0";
  private static final String KEPT = "k0";

  private final Resolver resolver;
  private final Table table;
  private final Scope scope;
  private final boolean old;
  private final List<PgType> types = new ArrayList<>(List.of(Types.INT8));
  private final List<String> kept = new ArrayList<>();

  /**
   * Prepares a change.
   *
   * @param old whether RETURNING reads old or new
   * @param scope the target, under {@code alias} in SQLite, and the other sources
   */
  JoinedChanges(Resolver resolver, Table table, Scope scope, String alias, boolean old) {
    this.old = old;
    this.resolver = resolver;
    this.table = table;
    this.scope = scope;
    kept.add(alias + "." + table.rowNumber());
  }

  private int keep(String sql, PgType type) {
    kept.add(sql);
    types.add(type);
    return kept.size();
  }

  Plan update(Map<String, String> values, String with, String join, List<Select.Item> returning) {
    if (!resolver.checks().isEmpty()) {
      throw PgException.unsupported("RETURNING of other tables or old rows WITH CHECK OPTION");
    }
    StringBuilder set = new StringBuilder();
    for (Map.Entry<String, String> value : values.entrySet()) {
      Column column = Objects.requireNonNull(table.column(value.getKey()));
      if (column.generated() == null) {
        int index = keep(value.getValue(), column.type());
        set.append(set.isEmpty() ? " SET " : ", ")
            .append(Names.column(column.name()))
            .append(" = " + KEPT + ".c" + index);
      }
    }
    SelectQuery rows = returning(returning, true);
    KeptRows all = new KeptRows(resolver.context(), types);
    List<Step> steps = fill(all, with, join);
    steps.add(
        Analyzer.step(
            "UPDATE "
                + table.sqlite()
                + " AS "
                + TARGET
                + set
                + " FROM "
                + all.name()
                + " AS "
                + KEPT
                + " WHERE "
                + TARGET
                + "."
                + table.rowNumber()
                + " = "
                + KEPT
                + ".c1",
            Step.Role.SILENT));
    steps.add(read(rows, all));
    return plan("UPDATE", rows, steps, all);
  }

  Plan delete(String with, String join, List<Select.Item> returning) {
    SelectQuery rows = returning(returning, false);
    KeptRows all = new KeptRows(resolver.context(), types);
    List<Step> steps = fill(all, with, join);
    steps.add(read(rows, all));
    steps.add(
        Analyzer.step(
            "DELETE FROM "
                + table.sqlite()
                + " WHERE "
                + table.rowNumber()
                + " IN (SELECT c1 FROM "
                + all.name()
                + ")",
            Step.Role.SILENT));
    return plan("DELETE", rows, steps, all);
  }

  /** Of several joined rows of one target any may be taken. */
  private List<Step> fill(KeptRows all, String with, String join) {
    List<Step> steps = new ArrayList<>(all.create());
    steps.add(
        Analyzer.step(
            with
                + "INSERT INTO "
                + all.name()
                + " SELECT "
                + String.join(", ", kept)
                + join
                + " GROUP BY "
                + kept.get(0),
            Step.Role.SILENT));
    return steps;
  }

  private void addOld(Scope visible, boolean updates) {
    List<Scope.Item> target = Sources.items(table, TARGET);
    List<Scope.Item> before =
        updates ? scope.sources().get(0).items().stream().map(this::kept).toList() : target;
    List<Scope.Item> after = updates ? target : OldRows.none(table);
    visible.add(OldRows.source(OldRows.OLD, before, table));
    visible.add(OldRows.source(OldRows.NEW, after, table));
  }

  private SelectQuery returning(List<Select.Item> returning, boolean updates) {
    OwnReads.refuse(returning, table, resolver.context());
    Scope visible = new Scope(resolver.context().top());
    boolean target = true;
    for (Scope.Source source : scope.sources()) {
      List<Scope.Item> items =
          target ? Sources.items(table, TARGET) : source.items().stream().map(this::kept).toList();
      Table owner = target ? source.table() : null;
      visible.add(
          new Scope.Source(
              source.name(), source.schema(), items, owner, source.hidden(), source.scalar()));
      target = false;
    }
    if (old) {
      addOld(visible, updates);
    }
    visible.aggregates().forbid("RETURNING");
    SelectQuery query =
        new SelectQuery(resolver, resolver.queries().cores().outputs(returning, visible));
    query.settle();
    return query;
  }

  private Scope.Item kept(Scope.Item item) {
    String sql = KEPT + ".c" + keep(item.sql(), item.type());
    return new Scope.Item(item.name(), item.type(), item.typmod(), sql, item.origin());
  }

  private Step read(SelectQuery rows, KeptRows all) {
    rows.from(
        table.sqlite()
            + " AS "
            + TARGET
            + " JOIN "
            + all.name()
            + " AS "
            + KEPT
            + " ON "
            + TARGET
            + "."
            + table.rowNumber()
            + " = "
            + KEPT
            + ".c1");
    return Analyzer.step(rows.render(), Step.Role.ROWS);
  }

  private Plan plan(String tag, SelectQuery rows, List<Step> steps, KeptRows all) {
    List<ResultColumn> columns = rows.outputs().stream().map(Analyzer::column).toList();
    steps.add(all.drop());
    return new Plan(
        Plan.Kind.MODIFY_RETURNING,
        tag,
        steps,
        resolver.context().parameters(),
        columns,
        true,
        new RowChange(table.key(), tag));
  }
}
