// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * MERGE: the join is kept with the action and the new values of each row, then each action is a
 * step. So every row sees the target as it was before, as with PostgreSQL.
 */
final class Merges {

  private static final String TARGET = "r0";
  private static final String KEPT = "k0";

  private final Resolver resolver;
  private final Dml.Merge merge;
  private final Modifications modifications;
  private final Insertions insertions;
  private final Table table;
  private final String rowid;
  private final Scope both;
  private final Scope source;
  private final Scope target;
  private final List<PgType> types = new ArrayList<>(List.of(Types.INT8, Types.INT8));
  private final List<Kept> values = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final String with;
  private final String from;
  private final String on;
  private final String matched;
  private final String alone;
  private final @Nullable MergedRows returned;

  /** A value that is kept, of rows of the join and of those that only the target has. */
  private record Kept(String joined, String alone) {}

  Merges(Resolver resolver, Dml.Merge merge) {
    this.resolver = resolver;
    this.merge = merge;
    this.modifications = new Modifications(resolver);
    this.insertions = new Insertions(resolver);
    this.table = modifications.target(merge.table(), true, true);
    this.rowid = table.rowNumber();
    Scope outer = new Scope(resolver.context().top());
    this.with = modifications.with(merge.with(), merge.recursive(), outer);
    this.both = new Scope(outer);
    this.source = new Scope(outer);
    this.target = new Scope(outer);
    both.add(Modifications.target(table, merge.alias(), TARGET));
    this.from = resolver.queries().cores().sources().item(merge.source(), both);
    target.add(both.sources().get(0));
    both.sources().stream().skip(1).forEach(source::add);
    both.aggregates().forbid("MERGE");
    this.on = new Qualifications(resolver).on(merge.on(), both, false);
    this.matched = chosen(false);
    this.alone = chosen(true);
    this.returned =
        merge.returning().isEmpty() ? null : new MergedRows(resolver, merge, table, this::keep);
  }

  Plan plan() {
    for (int i = 0; i < merge.whens().size(); i++) {
      change(merge.whens().get(i), i + 1);
    }
    if (returned != null) {
      returned.resolve(both.sources(), rowid);
    }
    KeptRows kept = new KeptRows(resolver.context(), types);
    List<Step> steps = new ArrayList<>(kept.create());
    fill(kept, steps);
    steps.add(check(kept));
    if (returned != null) {
      steps.add(returned.number(kept));
    }
    for (String change : changes) {
      Step.Role role = returned == null ? Step.Role.COUNT : Step.Role.SILENT;
      steps.add(Analyzer.step(change.replace(MARK, kept.name()), role));
    }
    if (returned != null) {
      steps.add(returned.read(kept));
    }
    steps.add(kept.drop());
    return new Plan(
        returned == null ? Plan.Kind.MODIFY : Plan.Kind.MODIFY_RETURNING,
        "MERGE",
        steps,
        resolver.context().parameters(),
        returned == null ? List.of() : returned.columns(),
        true,
        new RowChange(table.key(), "MERGE"));
  }

  /** Stands for the name of the kept rows until it is known. */
  private static final String MARK = "\u0006";

  /** The number of the first WHEN that fits, 0 for none or for DO NOTHING. */
  private String chosen(boolean onlyTarget) {
    StringBuilder sql = new StringBuilder("CASE WHEN 0 THEN 0");
    for (int i = 0; i < merge.whens().size(); i++) {
      Dml.When when = merge.whens().get(i);
      if ((when.match() == Dml.Match.TARGET) != onlyTarget) {
        continue;
      }
      sql.append(" WHEN ").append(onlyTarget ? "1" : id() + " IS");
      sql.append(onlyTarget ? "" : when.match() == Dml.Match.BOTH ? " NOT NULL" : " NULL");
      Expr condition = when.condition();
      if (condition != null) {
        Scope scope = scope(when.match());
        String test = resolver.predicates().condition(condition, scope, "WHEN").sql();
        sql.append(" AND (").append(test).append(')');
      }
      sql.append(" THEN ").append(when.action().equals("nothing") ? 0 : i + 1);
    }
    return sql.append(" ELSE 0 END").toString();
  }

  private String id() {
    return TARGET + "." + rowid;
  }

  private Scope scope(Dml.Match match) {
    return switch (match) {
      case BOTH -> both;
      case SOURCE -> source;
      case TARGET -> target;
    };
  }

  /** Keeps a value, computed only where its action is chosen; returns its name there. */
  private String keep(String sql, PgType type, int number) {
    boolean onlyTarget = merge.whens().get(number - 1).match() == Dml.Match.TARGET;
    String action = onlyTarget ? alone : matched;
    String value = "CASE WHEN (" + action + ") = " + number + " THEN " + sql + " END";
    return keep(onlyTarget ? "NULL" : value, onlyTarget ? value : "NULL", type);
  }

  /** Keeps a value of both kinds of rows; returns its name there. */
  private String keep(String joined, String onlyTarget, PgType type) {
    types.add(type);
    values.add(new Kept(joined, onlyTarget));
    return KEPT + ".c" + types.size();
  }

  private void change(Dml.When when, int number) {
    switch (when.action()) {
      case "update" -> update(when, number);
      case "insert" -> insert(when, number);
      case "delete" ->
          // Rows that go make room for those that come.
          changes.add(
              0,
              "DELETE FROM "
                  + table.sqlite()
                  + " WHERE "
                  + rowid
                  + " IN (SELECT c1 FROM "
                  + MARK
                  + " WHERE c2 = "
                  + number
                  + ")");
      default -> {}
    }
  }

  private void update(Dml.When when, int number) {
    StringBuilder set = new StringBuilder();
    Map<String, String> assigned =
        modifications.assignments(table, when.assignments(), scope(when.match()));
    for (Map.Entry<String, String> value : assigned.entrySet()) {
      Column column = Objects.requireNonNull(table.column(value.getKey()));
      if (column.generated() == null) {
        set.append(set.isEmpty() ? " SET " : ", ")
            .append(Names.column(column.name()))
            .append(" = ")
            .append(keep(value.getValue(), column.type(), number));
      }
    }
    changes.add(
        "UPDATE "
            + table.sqlite()
            + " AS "
            + TARGET
            + set
            + " FROM "
            + MARK
            + " AS "
            + KEPT
            + " WHERE "
            + TARGET
            + "."
            + rowid
            + " = "
            + KEPT
            + ".c1 AND "
            + KEPT
            + ".c2 = "
            + number);
  }

  private void insert(Dml.When when, int number) {
    List<Column> targets = insertions.targets(table, when.columns());
    List<@Nullable String> cells = new ArrayList<>();
    if (!when.values().isEmpty()) {
      Insertions.checkWidth(
          when.values().size(), targets, when.columns(), when.values().get(0).position());
    }
    for (int i = 0; i < when.values().size(); i++) {
      Column column = targets.get(i);
      Expr value = when.values().get(i);
      boolean isDefault = value instanceof Expr.DefaultValue;
      if (!isDefault) {
        Insertions.checkWritable(column, null);
      }
      cells.add(isDefault ? null : keep(assigned(value, column), column.type(), number));
    }
    List<Column> written = table.columns().stream().filter(c -> c.generated() == null).toList();
    List<String> names = written.stream().map(c -> Names.column(c.name())).toList();
    // Rows that are returned have got their numbers before.
    String numbered = returned == null ? "" : rowid + ", ";
    changes.add(
        "INSERT INTO "
            + table.sqlite()
            + " ("
            + numbered
            + String.join(", ", names)
            + ") SELECT "
            + (numbered.isEmpty() ? "" : KEPT + ".c1, ")
            + insertions.row(written, targets, cells)
            + " FROM "
            + MARK
            + " AS "
            + KEPT
            + " WHERE "
            + KEPT
            + ".c2 = "
            + number);
  }

  private String assigned(Expr value, Column column) {
    Typed typed = resolver.resolve(value, source);
    return resolver.casts().assign(typed, column).sql();
  }

  private void fill(KeptRows kept, List<Step> steps) {
    String rows = table.sqlite() + " AS " + TARGET;
    boolean all = merge.whens().stream().anyMatch(w -> w.match() == Dml.Match.SOURCE);
    steps.add(fill(kept, from + (all ? " LEFT JOIN " : " JOIN ") + rows + " ON " + on, false));
    if (merge.whens().stream().anyMatch(w -> w.match() == Dml.Match.TARGET)) {
      String others = " WHERE NOT EXISTS (SELECT 1 FROM " + from + " WHERE " + on + ")";
      steps.add(fill(kept, rows + others, true));
    }
  }

  private Step fill(KeptRows kept, String rows, boolean onlyTarget) {
    StringBuilder sql = new StringBuilder(with + "INSERT INTO " + kept.name() + " SELECT " + id());
    sql.append(", ").append(onlyTarget ? alone : matched);
    for (Kept value : values) {
      sql.append(", ").append(onlyTarget ? value.alone() : value.joined());
    }
    return Analyzer.step(sql + " FROM " + rows, Step.Role.SILENT);
  }

  private static Step check(KeptRows kept) {
    return Analyzer.step(
        "SELECT pg_fail('21000', 'MERGE command cannot affect row a second time', NULL,"
            + " 'Ensure that not more than one source row matches any one target row.') FROM "
            + kept.name()
            + " WHERE c1 IS NOT NULL AND c2 > 0 GROUP BY c1 HAVING count(*) > 1",
        Step.Role.SILENT);
  }
}
