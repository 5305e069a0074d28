// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.RoutineCalls;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the steps of a plan on SQLite and reads their rows wholly. */
final class StepRunner {

  /** Objects of rows and cells besides their contents; a rough, generous figure. */
  private static final int CELL_BYTES = 32;

  private final StatementCache statements;
  private final long maxBytes;
  private final Refusals refusals;
  private final RoutineCalls calls;

  StepRunner(StatementCache statements, long maxBytes, Refusals refusals, RoutineCalls calls) {
    this.calls = calls;
    this.statements = statements;
    this.refusals = refusals;
    this.maxBytes = maxBytes;
  }

  StatementCache statements() {
    return statements;
  }

  Outcome run(Plan plan, @Nullable Object[] encoded, long maxRows) throws SQLException {
    Outcome outcome = Outcome.NOTHING;
    for (Step step : plan.steps()) {
      Outcome one = run(plan, step, encoded, maxRows);
      if (step.role() == Step.Role.COUNT) {
        outcome = new Outcome(null, Math.max(0, outcome.count()) + one.count());
      } else if (step.role() == Step.Role.ROWS) {
        outcome = one;
      }
    }
    return outcome;
  }

  private Outcome run(Plan plan, Step step, @Nullable Object[] encoded, long maxRows)
      throws SQLException {
    String sql = calls.sql(step.sql());
    PreparedStatement statement = statements.get(sql);
    refusals.begin(plan);
    calls.begin(plan, step);
    try {
      return run(plan, step, statement, encoded, maxRows);
    } catch (SQLException e) {
      // sqlite-jdbc finalizes a statement that failed.
      statements.forget(sql);
      PgException refusal = refusals.explain(plan, step, encoded, e);
      if (refusal != null) {
        throw refusal;
      }
      throw e;
    } finally {
      calls.end();
    }
  }

  private Outcome run(
      Plan plan, Step step, PreparedStatement statement, @Nullable Object[] encoded, long maxRows)
      throws SQLException {
    for (int number : step.parameters()) {
      statement.setObject(number, encoded[number - 1]);
    }
    boolean hasRows = statement.execute();
    if (step.role() == Step.Role.KEEP) {
      keep(rows(statement, 0), Objects.requireNonNull(step.into()));
      return Outcome.NOTHING;
    }
    if (step.role() == Step.Role.ROWS) {
      // A statement that writes changes every row, also those beyond the bound.
      return rows(plan, statement, plan.writes() ? 0 : maxRows);
    }
    long count = hasRows ? exhaust(statement) : statement.getUpdateCount();
    return step.role() == Step.Role.COUNT ? new Outcome(null, Math.max(0, count)) : Outcome.NOTHING;
  }

  /** A SELECT that is run for its effect has that effect row by row. */
  private static long exhaust(PreparedStatement statement) throws SQLException {
    long rows = 0;
    try (ResultSet raw = statement.getResultSet()) {
      while (raw.next()) {
        rows++;
      }
    }
    return rows;
  }

  private Outcome rows(Plan plan, PreparedStatement statement, long maxRows) throws SQLException {
    List<@Nullable Object[]> rows = rows(statement, maxRows);
    return new Outcome(new Outcome.Rows(plan.columns(), rows), plan.writes() ? rows.size() : 0);
  }

  /** SQLite lets no other statement read what RETURNING returns. */
  private void keep(List<@Nullable Object[]> rows, String insert) throws SQLException {
    PreparedStatement statement = statements.get(insert);
    for (@Nullable Object[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        statement.setObject(i + 1, row[i]);
      }
      statement.execute();
    }
  }

  private List<@Nullable Object[]> rows(PreparedStatement statement, long maxRows)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    long bytes = 0;
    try (ResultSet raw = statement.getResultSet()) {
      int width = raw.getMetaData().getColumnCount();
      while ((maxRows == 0 || rows.size() < maxRows) && raw.next()) {
        @Nullable Object[] row = new Object[width];
        for (int i = 0; i < width; i++) {
          row[i] = raw.getObject(i + 1);
          bytes += size(row[i]);
        }
        check(bytes);
        rows.add(row);
      }
    }
    return rows;
  }

  private static long size(@Nullable Object value) {
    if (value instanceof String text) {
      return CELL_BYTES + 2L * text.length();
    }
    return value instanceof byte[] bytes ? CELL_BYTES + (long) bytes.length : CELL_BYTES;
  }

  private void check(long bytes) {
    if (bytes > maxBytes) {
      throw new PgException("53200", "out of memory")
          .detail(
              "The result of the query is larger than "
                  + maxBytes
                  + " bytes; the backend [sqlite] reads results wholly, into a quarter of the Java heap at"
                  + " most.")
          .hint("Read fewer rows or columns at once, or give the JVM a larger heap (-Xmx).");
    }
  }
}
