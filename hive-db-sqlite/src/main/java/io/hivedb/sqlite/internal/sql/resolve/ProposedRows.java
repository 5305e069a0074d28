// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The rows of an INSERT ... ON CONFLICT DO UPDATE, kept before they are inserted: PostgreSQL lets
 * no command change a row twice, SQLite does.
 */
final class ProposedRows {

  private final KeptRows kept;
  private final List<Column> columns;

  ProposedRows(Context context, List<Column> columns) {
    this.kept = new KeptRows(context, columns.stream().map(Column::type).toList());
    this.columns = columns;
  }

  /** Whether two of its rows may conflict with the same one. */
  static boolean mayRepeat(Dml.Insert insert) {
    Select source = insert.source();
    boolean updates = insert.onConflict() != null && insert.onConflict().update();
    boolean one =
        source == null
            || (source.body() instanceof Select.Values values && values.rows().size() == 1);
    return updates && !one;
  }

  /** The rows as the source of the INSERT. */
  String source() {
    StringJoiner list = new StringJoiner(", ");
    for (int i = 1; i <= columns.size(); i++) {
      list.add("c" + i);
    }
    return "SELECT " + list + " FROM " + kept.name() + " WHERE true";
  }

  /**
   * Fills and checks the rows before a plan.
   *
   * @param with the WITH clause of the statement
   * @param source the rows
   * @param keys the columns whose equality is a conflict
   * @param conditional whether the first of equal rows may leave the conflicting row as it was
   */
  Plan around(Plan plan, String with, String source, List<String> keys, boolean conditional) {
    List<Step> steps = new ArrayList<>(kept.create());
    steps.add(Analyzer.step(with + "INSERT INTO " + kept.name() + " " + source, Step.Role.SILENT));
    steps.add(Analyzer.step(check(keys, conditional), Step.Role.SILENT));
    steps.addAll(plan.steps());
    steps.add(kept.drop());
    return plan.withSteps(steps);
  }

  private String check(List<String> keys, boolean conditional) {
    StringJoiner equal = new StringJoiner(", ");
    StringJoiner known = new StringJoiner(" AND ");
    if (!columns.stream().map(Column::name).toList().containsAll(keys)) {
      throw PgException.unsupported("ON CONFLICT DO UPDATE of a generated column");
    }
    for (int i = 0; i < columns.size(); i++) {
      if (keys.contains(columns.get(i).name())) {
        equal.add("c" + (i + 1));
        known.add("c" + (i + 1) + " IS NOT NULL");
      }
    }
    String failure =
        conditional
            ? "pg_refuse('ON CONFLICT DO UPDATE ... WHERE of rows with the same key')"
            : "pg_fail('21000', 'ON CONFLICT DO UPDATE command cannot affect row a second time',"
                + " NULL, 'Ensure that no rows proposed for insertion within the same command"
                + " have duplicate constrained values.')";
    return "SELECT "
        + failure
        + " FROM "
        + kept.name()
        + " WHERE "
        + known
        + " GROUP BY "
        + equal
        + " HAVING count(*) > 1";
  }
}
