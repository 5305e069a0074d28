// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Command;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Dml;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.parse.SessionStatement;
import io.hivedb.sqlite.internal.sql.parse.Statement;
import io.hivedb.sqlite.internal.sql.plan.ConstantValues;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entry: one statement, one plan. */
public final class Analyzer {

  private Analyzer() {}

  /** Plans a statement against a catalogue and a search path. */
  public static Plan plan(
      ParsedStatement statement,
      Catalog catalog,
      List<String> path,
      List<? extends @Nullable PgType> declared) {
    return plan(statement, context(statement, catalog, path, declared));
  }

  /** The same for a statement that is to run, whose constants are computed. */
  public static Plan plan(
      ParsedStatement statement,
      Catalog catalog,
      List<String> path,
      List<? extends @Nullable PgType> declared,
      ConstantValues values) {
    return folded(statement, context(statement, catalog, path, declared), values);
  }

  private static Context context(
      ParsedStatement statement,
      Catalog catalog,
      List<String> path,
      List<? extends @Nullable PgType> declared) {
    Context context = new Context(catalog, path, statement.parameters(), declared);
    if (statement.tree() instanceof Select || statement.tree() instanceof Dml) {
      context.readClock();
    }
    return context;
  }

  /** Plans a statement of a routine, whose parameters are the routine's variables. */
  public static Plan plan(
      ParsedStatement statement, Catalog catalog, List<String> path, Variables variables) {
    return plan(statement, context(statement, catalog, path, variables));
  }

  /** The same for a statement that is to run, whose constants are computed. */
  public static Plan plan(
      ParsedStatement statement,
      Catalog catalog,
      List<String> path,
      Variables variables,
      ConstantValues values) {
    return folded(statement, context(statement, catalog, path, variables), values);
  }

  private static Context context(
      ParsedStatement statement, Catalog catalog, List<String> path, Variables variables) {
    if (statement.parameters() > variables.arguments()) {
      throw new PgException("42P02", "there is no parameter $" + statement.parameters());
    }
    return new Context(catalog, path, variables);
  }

  private static Plan folded(ParsedStatement statement, Context context, ConstantValues values) {
    Plan plan = plan(statement, context);
    return ShortCircuits.of(Folding.of(statement.tree(), plan, context.constants(), values));
  }

  private static Plan plan(ParsedStatement statement, Context context) {
    Resolver resolver = new Resolver(context);
    Statement tree = statement.tree();
    if (WritingTables.has(tree)) {
      return new WritingTables(resolver).plan(tree);
    }
    if (tree instanceof Select select) {
      return query(select, resolver, true);
    }
    if (tree instanceof Dml dml) {
      return change(dml, resolver);
    }
    if (tree instanceof Ddl ddl) {
      return new Definitions(resolver, statement.text()).plan(ddl);
    }
    if (tree instanceof SessionStatement kept) {
      return new KeptStatements(context.catalog(), context.path()).plan(kept, context);
    }
    return new Commands(resolver).plan((Command) tree);
  }

  /** A statement that changes rows. */
  static Plan change(Dml written, Resolver resolver) {
    resolver.checks().clear();
    Dml dml = new UpdatableViews(resolver).of(written);
    Plan triggered = TriggeredChanges.plan(dml, resolver);
    if (triggered != null && dml != written) {
      throw PgException.unsupported("a change through a view of a table with triggers");
    }
    if (triggered != null) {
      return triggered;
    }
    Plan plan = ofTable(dml, resolver);
    return dml == written ? plan : UpdatableViews.named(plan, written, resolver.context());
  }

  private static Plan ofTable(Dml dml, Resolver resolver) {
    if (dml instanceof Dml.Insert insert) {
      return new Insertions(resolver).insert(insert);
    }
    if (dml instanceof Dml.Merge merge) {
      return new Merges(resolver, merge).plan();
    }
    Modifications modifications = new Modifications(resolver);
    return dml instanceof Dml.Update update
        ? modifications.update(update)
        : modifications.delete((Dml.Delete) dml);
  }

  /** A query that is the last part of a statement. */
  static Plan query(Select select, Resolver resolver) {
    return query(select, resolver, false);
  }

  private static Plan query(Select select, Resolver resolver, boolean whole) {
    Query query = resolver.queries().resolve(select, resolver.context().top());
    query.settle();
    List<ResultColumn> columns = new ArrayList<>();
    query.outputs().forEach(output -> columns.add(column(output)));
    boolean locks = resolver.context().lock() != Select.RowLock.NONE;
    Plan.Effect effect =
        whole && locks ? resolver.context().locking(query) : resolver.context().lockAtOnce();
    String sql = query.render();
    // Functions that change sequences or settings only touch Java: nothing is written to the file.
    Step step = step(sql, Step.Role.ROWS);
    return new Plan(
        Plan.Kind.QUERY,
        locks ? "SELECT FOR UPDATE" : "SELECT",
        List.of(step),
        resolver.context().parameters(),
        columns,
        locks,
        effect);
  }

  static ResultColumn column(Query.Output output) {
    Typed value = output.value();
    Typed.Origin origin = value.origin();
    return new ResultColumn(
        output.name(),
        value.type(),
        value.typmod(),
        origin == null ? null : origin.schema(),
        origin == null ? null : origin.table(),
        origin == null ? null : origin.column());
  }

  /** A step with the numbers of the parameters that its SQL mentions. */
  static Step step(String sql, Step.Role role) {
    return new Step(sql, role, ParameterNumbers.in(sql));
  }
}
