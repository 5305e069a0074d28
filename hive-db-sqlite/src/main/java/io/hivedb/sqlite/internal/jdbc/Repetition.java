// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Runs a statement that failed once more, sees what it writes, and takes everything back. It draws
 * the numbers of sequences that it drew the first time.
 */
final class Repetition {

  /** What is asked while the effects of the statement are there. */
  @FunctionalInterface
  interface Look<T> {
    @Nullable T at(List<RowTrace.Row> rows, @Nullable SQLException failure) throws SQLException;
  }

  private final SQLiteConnection raw;
  private final SqlSession sql;
  private final RowTrace trace = new RowTrace();

  Repetition(SQLiteConnection raw, SqlSession sql) {
    this.raw = raw;
    this.sql = sql;
  }

  SQLiteConnection raw() {
    return raw;
  }

  /** Null where it cannot be run again, for example because another connection writes now. */
  <T> @Nullable T of(
      Step step, @Nullable Object[] encoded, Table table, boolean deferred, Look<T> look) {
    if (!RowTrace.canSee(table) || !sql.drawAgain(true)) {
      return null;
    }
    try {
      return atOnce(step, encoded, table, deferred, look);
    } catch (SQLException e) {
      // The error itself is told all the same; only its detail is missing then.
      return null;
    } finally {
      sql.drawAgain(false);
    }
  }

  /** Nobody waits for a lock just to hear more of an error. */
  private <T> @Nullable T atOnce(
      Step step, @Nullable Object[] encoded, Table table, boolean deferred, Look<T> look)
      throws SQLException {
    int patience = raw.getBusyTimeout();
    raw.setBusyTimeout(0);
    try {
      return inSavepoint(step, encoded, table, deferred, look);
    } finally {
      raw.setBusyTimeout(patience);
    }
  }

  private <T> @Nullable T inSavepoint(
      Step step, @Nullable Object[] encoded, Table table, boolean deferred, Look<T> look)
      throws SQLException {
    boolean before = isDeferred();
    run("SAVEPOINT hive_again");
    try {
      trace.install(raw, table);
      if (deferred) {
        run("PRAGMA defer_foreign_keys = ON");
      }
      SQLException failure = execute(step, encoded);
      return look.at(List.copyOf(trace.rows()), failure);
    } finally {
      run("ROLLBACK TO hive_again");
      run("RELEASE hive_again");
      run("PRAGMA defer_foreign_keys = " + (before ? "ON" : "OFF"));
    }
  }

  private @Nullable SQLException execute(Step step, @Nullable Object[] encoded) {
    try (PreparedStatement statement = raw.prepareStatement(sql.calls().sql(step.sql()))) {
      for (int number : step.parameters()) {
        statement.setObject(number, encoded[number - 1]);
      }
      if (statement.execute()) {
        try (ResultSet rows = Objects.requireNonNull(statement.getResultSet())) {
          while (rows.next()) {
            // What a statement changes, it may change row by row.
          }
        }
      }
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  private boolean isDeferred() throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA defer_foreign_keys")) {
      return row.next() && row.getInt(1) != 0;
    }
  }

  private void run(String command) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      statement.execute(command);
    }
  }
}
