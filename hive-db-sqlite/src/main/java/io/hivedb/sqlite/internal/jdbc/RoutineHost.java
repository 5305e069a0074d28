// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.routine.Answer;
import io.hivedb.sqlite.internal.sql.routine.Host;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs what routines and triggers do, on the connection of the statement that calls them. */
final class RoutineHost implements Host {

  private final SqlSession sql;
  private final StatementCache statements;
  private final PlanRunner plans;

  RoutineHost(SqlSession sql, StatementCache statements, PlanRunner plans) {
    this.sql = sql;
    this.statements = statements;
    this.plans = plans;
  }

  @Override
  public Catalog catalog() {
    return sql.catalog();
  }

  @Override
  public List<String> path() {
    return sql.searchPath();
  }

  @Override
  public Map<String, String> enter(Map<String, String> settings) {
    return sql.enter(settings);
  }

  @Override
  public void leave(Map<String, String> outer) {
    sql.leave(outer);
  }

  @Override
  public Answer run(ParsedStatement statement, Variables variables, @Nullable Object[] values) {
    Plan plan = sql.planWithin(statement, variables);
    Outcome outcome = run(plan, values);
    Outcome.Rows rows = outcome.rows();
    boolean changes = plan.kind() == Plan.Kind.MODIFY || plan.kind() == Plan.Kind.MODIFY_RETURNING;
    if (rows == null) {
      return new Answer(List.of(), List.of(), outcome.count(), changes);
    }
    long count = changes ? outcome.count() : rows.values().size();
    return new Answer(rows.columns(), rows.values(), count, changes);
  }

  private Outcome run(Plan plan, @Nullable Object[] values) {
    try {
      return plans.within(plan, values);
    } catch (SQLException e) {
      throw translated(e, plan);
    }
  }

  private PgException translated(SQLException error, Plan plan) {
    PgException known = sql.errors().translate(error, plan);
    if (known.getCause() == null) {
      known.initCause(error);
    }
    return known;
  }

  @Override
  public List<ParsedStatement> parse(String text) {
    return sql.parse(text);
  }

  @Override
  public Object convert(Object value, PgType from, PgType to, int typmod) {
    Outcome outcome = run(sql.conversion(from, to, typmod), new Object[] {value});
    Outcome.Rows rows = Objects.requireNonNull(outcome.rows());
    return Objects.requireNonNull(rows.values().get(0)[0]);
  }

  @Override
  public void savepoint(String name) {
    sql.calls().checkSavepoint();
    command("SAVEPOINT " + name);
    sql.transaction().savepoint(name);
  }

  @Override
  public void rollbackTo(String name) {
    command("ROLLBACK TO " + name);
    sql.transaction().rollbackTo(name);
  }

  @Override
  public void release(String name) {
    command("RELEASE " + name);
    sql.transaction().release(name);
  }

  private void command(String text) {
    try {
      statements.run(text);
    } catch (SQLException e) {
      throw sql.errors().translate(e);
    }
  }

  @Override
  public void notice(String level, PgException notice) {
    sql.calls().effect();
    String severity = level.toUpperCase(Locale.ROOT);
    sql.notices()
        .add(
            new Notice(severity, notice.sqlState(), notice.text(), notice.detail(), notice.hint()));
  }

  @Override
  public void checkRunning() {
    // The statements are what is interrupted.
  }
}
