// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.Cursor;
import io.hivedb.sqlite.internal.sql.LiteralClock;
import io.hivedb.sqlite.internal.sql.PreparedStatements;
import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.SessionStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.SessionRun;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries out PREPARE, EXECUTE, DECLARE, FETCH and their kin. */
final class SessionRuns {

  /** Runs a statement inside of another. */
  @FunctionalInterface
  interface Runner {
    Outcome run(ParsedStatement statement, List<Parameter> parameters) throws SQLException;
  }

  private static final Pattern CHANGES =
      Pattern.compile("(nextval|setval|set_config|setseed|advisory\\w*|pg_notify)\\W");

  private final SqlSession sql;
  private final boolean block;
  private final Runner runner;

  /**
   * Runs in a session.
   *
   * @param block whether a transaction block is open
   */
  SessionRuns(SqlSession sql, boolean block, Runner runner) {
    this.sql = sql;
    this.block = block;
    this.runner = runner;
  }

  Outcome run(SessionRun run, List<Parameter> parameters) throws SQLException {
    SessionStatement statement = run.statement();
    if (statement instanceof SessionStatement.Prepare prepare) {
      PreparedStatements all = sql.prepared();
      all.add(
          prepare.name(),
          new PreparedStatements.Prepared(prepare.statement(), run.types(), all.clock().prepare()));
    } else if (statement instanceof SessionStatement.Execute execute) {
      return execute(execute);
    } else if (statement instanceof SessionStatement.Deallocate deallocate) {
      deallocate(deallocate.name());
    } else if (statement instanceof SessionStatement.Declare declare) {
      declare(declare, parameters);
    } else if (statement instanceof SessionStatement.Fetch fetch) {
      return fetch(fetch);
    } else if (statement instanceof SessionStatement.Close close) {
      close(close.name());
    }
    return Outcome.NOTHING;
  }

  private Outcome execute(SessionStatement.Execute execute) throws SQLException {
    PreparedStatements.Prepared prepared = sql.prepared().get(execute.name());
    LiteralClock clock = sql.prepared().clock();
    LiteralClock.Kept before = clock.enter(prepared.kept());
    try {
      return runner.run(Executions.of(execute, prepared), List.of());
    } catch (PgException e) {
      throw e.nowhere();
    } finally {
      clock.enter(before);
    }
  }

  private void deallocate(@Nullable String name) {
    if (name == null) {
      sql.prepared().clear();
    } else {
      sql.prepared().remove(name);
    }
  }

  private void close(@Nullable String name) {
    if (name == null) {
      sql.cursors().closeAll();
    } else {
      sql.cursors().close(name);
    }
  }

  private void declare(SessionStatement.Declare declare, List<Parameter> parameters)
      throws SQLException {
    Plan plan = sql.plan(declare.query(), parameters.stream().map(Parameter::declared).toList());
    if (!block && !declare.hold()) {
      throw new PgException("25P01", "DECLARE CURSOR can only be used in transaction blocks");
    }
    sql.cursors().checkNew(declare.name());
    if (plan.steps().stream().anyMatch(step -> CHANGES.matcher(step.sql()).find())) {
      // All rows are computed here at once, in PostgreSQL each when it is fetched.
      throw PgException.unsupported("a cursor of a query that changes sequences or settings");
    }
    Outcome.Rows rows = rows(declare, parameters);
    Cursor.Scrolling scrolling = CursorScrolling.of(declare, sql);
    sql.cursors()
        .add(declare.name(), new Cursor(plan.columns(), rows.values(), scrolling, declare.hold()));
  }

  /** PostgreSQL computes a row when it is fetched, so that an error comes then. */
  private Outcome.Rows rows(SessionStatement.Declare declare, List<Parameter> parameters)
      throws SQLException {
    try {
      Outcome outcome = runner.run(declare.query(), parameters);
      return outcome.rows() == null ? new Outcome.Rows(List.of(), List.of()) : outcome.rows();
    } catch (PgException | SQLException e) {
      boolean refused = e instanceof PgException known && known.feature() != null;
      if (refused) {
        throw e;
      }
      throw PgException.unsupported("a cursor of a query that fails");
    }
  }

  private Outcome fetch(SessionStatement.Fetch fetch) {
    Cursor cursor = sql.cursors().get(fetch.cursor());
    List<@Nullable Object[]> rows = cursor.fetch(fetch);
    return fetch.move()
        ? new Outcome(null, rows.size())
        : new Outcome(new Outcome.Rows(cursor.columns(), rows), 0);
  }
}
