// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.Statement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * WITH of statements that change rows. All parts see the tables as they were before the statement,
 * so each part becomes a step of its own whose rows are kept, and a table that one part changes and
 * another reads is copied before.
 */
final class WritingTables {

  private final Resolver resolver;
  private final List<Step> steps = new ArrayList<>();
  private final List<Step> drops = new ArrayList<>();

  WritingTables(Resolver resolver) {
    this.resolver = resolver;
  }

  static boolean has(Statement tree) {
    return tables(tree).stream().anyMatch(table -> table.query() instanceof Dml);
  }

  private static List<Select.Cte> tables(Statement tree) {
    if (tree instanceof Select select) {
      return select.with();
    }
    return tree instanceof Dml dml ? dml.with() : List.of();
  }

  Plan plan(Statement tree) {
    Context context = resolver.context();
    List<Select.Cte> tables = tables(tree);
    CommonTables.checkNames(tables);
    TableCopies copies = new TableCopies(resolver, tables, tree);
    steps.addAll(copies.create());
    drops.addAll(copies.drop());
    boolean recursive = tree instanceof Select s ? s.recursive() : ((Dml) tree).recursive();
    context.partial(true);
    for (Select.Cte table : tables) {
      context.copies(copies.seenBy(table.query()));
      if (table.query() instanceof Select) {
        read(table, recursive);
      } else {
        change(table, (Dml) table.query());
      }
    }
    context.partial(false);
    context.copies(copies.seenBy(tree));
    Plan last =
        tree instanceof Select select
            ? Analyzer.query(select.withoutTables(), resolver)
            : Analyzer.change(((Dml) tree).withoutTables(), resolver);
    refuseTriggers(last);
    steps.addAll(last.steps());
    steps.addAll(drops);
    return new Plan(
        last.kind(), last.tag(), steps, last.parameters(), last.columns(), true, last.effect());
  }

  /** A part that only reads is evaluated in its place too. */
  private void read(Select.Cte table, boolean recursive) {
    Scope scope = new Scope(resolver.context().top());
    String with = new CommonTables(resolver).define(List.of(table), recursive, scope);
    Scope.CommonTable defined = Objects.requireNonNull(scope.commonTable(table.name()));
    KeptRows kept =
        new KeptRows(resolver.context(), defined.items().stream().map(Scope.Item::type).toList());
    keep(kept);
    steps.add(
        Analyzer.step(
            with + "INSERT INTO " + kept.name() + " SELECT * FROM " + defined.sqlite(),
            Step.Role.SILENT));
    define(table, kept, defined.items());
  }

  private void keep(KeptRows kept) {
    steps.addAll(kept.create());
    drops.add(kept.drop());
  }

  private void define(Select.Cte table, KeptRows kept, List<Scope.Item> items) {
    resolver.context().top().define(table.name(), new Scope.CommonTable(kept.name(), items));
  }

  private void change(Select.Cte table, Dml dml) {
    if (has(dml)) {
      throw new PgException(
              "0A000", "WITH clause containing a data-modifying statement must be at the top level")
          .at(table.position());
    }
    Plan plan = Analyzer.change(dml, resolver);
    refuseTriggers(plan);
    List<PgType> types = plan.columns().stream().map(ResultColumn::type).toList();
    KeptRows kept = new KeptRows(resolver.context(), types);
    if (!types.isEmpty()) {
      keep(kept);
      define(table, kept, CommonTables.items(table, plan.columns()));
    } else {
      resolver.context().top().define(table.name(), new Scope.CommonTable("", List.of()));
    }
    for (Step step : plan.steps()) {
      steps.add(
          switch (step.role()) {
            case ROWS -> step.keptBy(kept.insert());
            case COUNT -> step.as(Step.Role.SILENT);
            default -> step;
          });
    }
  }

  private static void refuseTriggers(Plan plan) {
    if (plan.effect() instanceof RowByRow) {
      throw PgException.unsupported("a change of a table with triggers beside another in WITH");
    }
  }
}
