// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a table as they are before INSERT ... ON CONFLICT DO UPDATE, by their row numbers:
 * {@code old} in its RETURNING. All are copied, as which ones will conflict is not known.
 */
final class ConflictingRows {

  private final Table table;
  private final KeptRows kept;
  private final String rowid;
  private final List<Scope.Item> items;

  ConflictingRows(Context context, Table table) {
    this.table = table;
    this.kept = new KeptRows(context, table.columns().stream().map(Column::type).toList());
    this.rowid = table.rowNumber();
    this.items = Sources.items(table, table.sqlite());
  }

  /** The columns of old, which are null for a row that was inserted. */
  List<Scope.Item> old() {
    List<Scope.Item> old = new ArrayList<>();
    for (Scope.Item item : items) {
      String sql = "(SELECT o0.c" + (old.size() + 1) + " FROM " + kept.name() + " AS o0";
      sql += " WHERE o0.rowid = " + table.sqlite() + "." + rowid + ")";
      old.add(new Scope.Item(item.name(), item.type(), item.typmod(), sql, item.origin()));
    }
    return old;
  }

  /** The plan with the copy before it. */
  Plan around(Plan plan) {
    List<Step> steps = new ArrayList<>(kept.create());
    StringBuilder into = new StringBuilder("INSERT INTO " + kept.name() + " (rowid");
    StringBuilder from = new StringBuilder("SELECT " + table.sqlite() + "." + rowid);
    for (int i = 0; i < items.size(); i++) {
      into.append(", c").append(i + 1);
      from.append(", ").append(items.get(i).sql());
    }
    String copy = into + ") " + from + " FROM " + table.sqlite();
    steps.add(Analyzer.step(copy, Step.Role.SILENT));
    steps.addAll(plan.steps());
    steps.add(kept.drop());
    return plan.withSteps(steps);
  }
}
