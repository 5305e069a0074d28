// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.plan.TransactionControl;
import io.hivedb.sqlite.internal.sql.resolve.RowByRow;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine on a raw sqlite-jdbc connection, in memory. */
final class TestDatabase implements AutoCloseable {

  /** What a statement gave, as texts. */
  record Result(
      List<String> columns,
      List<Integer> typeOids,
      List<List<@Nullable String>> rows,
      int affected) {

    /** The only value. */
    @Nullable String value() {
      return rows.get(0).get(0);
    }
  }

  private final Connection raw;
  private final SqlEngine engine = new SqlEngine();
  private final SqlSession session;
  private boolean inTransaction;

  TestDatabase() throws SQLException {
    raw = DriverManager.getConnection("jdbc:sqlite::memory:");
    run("PRAGMA foreign_keys = ON");
    engine.load(raw);
    session = engine.session(raw);
    session.calls().host(new TestHost(session, raw));
  }

  SqlSession session() {
    return session;
  }

  SqlEngine engine() {
    return engine;
  }

  Connection raw() {
    return raw;
  }

  /** Runs a text of one or more statements and returns what the last one gave. */
  Result execute(String sql, @Nullable Object... parameters) {
    Result result = new Result(List.of(), List.of(), List.of(), 0);
    for (ParsedStatement statement : session.parse(sql)) {
      result = execute(statement, parameters);
    }
    return result;
  }

  private Result execute(ParsedStatement statement, @Nullable Object... parameters) {
    if (inTransaction) {
      return attempt(statement, parameters);
    }
    session.transaction().begin();
    boolean done = false;
    try {
      run("BEGIN");
      Result result = attempt(statement, parameters);
      done = true;
      return result;
    } finally {
      if (!inTransaction) {
        if (done) {
          session.transaction().beforeCommit().forEach(this::run);
        }
        run(done ? "COMMIT" : "ROLLBACK");
        if (done) {
          session.transaction().commit();
        } else {
          session.transaction().rollback();
        }
      }
    }
  }

  private Result attempt(ParsedStatement statement, @Nullable Object... parameters) {
    Plan plan = session.plan(statement, List.of());
    if (plan.effect() instanceof TransactionControl control) {
      control(control);
      return new Result(List.of(), List.of(), List.of(), 0);
    }
    if (plan.effect() instanceof RowByRow) {
      throw new UnsupportedOperationException("the facade fires triggers");
    }
    if (plan.kind() == Plan.Kind.LOCK && !inTransaction) {
      throw new PgException("25P01", "LOCK TABLE can only be used in transaction blocks");
    }
    try {
      session.running(plan);
      Result result = steps(plan, parameters);
      session.executed(plan);
      return result;
    } catch (SQLException e) {
      throw session.errors().translate(e, plan);
    }
  }

  private void control(TransactionControl control) {
    String name = "\"" + control.savepoint() + "\"";
    switch (control.action()) {
      case BEGIN -> inTransaction = true;
      case COMMIT -> {
        session.transaction().beforeCommit().forEach(this::run);
        run("COMMIT");
        session.transaction().commit();
        run("BEGIN");
        inTransaction = false;
      }
      case ROLLBACK -> {
        run("ROLLBACK");
        session.transaction().rollback();
        run("BEGIN");
        inTransaction = false;
      }
      case SAVEPOINT -> {
        run("SAVEPOINT " + name);
        session.transaction().savepoint(name);
      }
      case ROLLBACK_TO -> {
        run("ROLLBACK TO " + name);
        session.transaction().rollbackTo(name);
      }
      case RELEASE -> {
        run("RELEASE " + name);
        session.transaction().release(name);
      }
      case COMMIT_AND_CHAIN, ROLLBACK_AND_CHAIN ->
          throw new UnsupportedOperationException("the facade chains no transactions");
      case SET_TRANSACTION -> {}
    }
    if (!inTransaction) {
      run("COMMIT");
    }
  }

  private Result steps(Plan plan, @Nullable Object... parameters) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    int affected = 0;
    for (Step step : plan.steps()) {
      try (PreparedStatement statement = raw.prepareStatement(session.calls().sql(step.sql()))) {
        for (int number : step.parameters()) {
          PgType type = plan.parameters().get(number - 1);
          statement.setObject(number, type.encode(parameters[number - 1]));
        }
        if (step.role() == Step.Role.ROWS) {
          try (ResultSet result = statement.executeQuery()) {
            read(result, plan.columns(), rows);
          }
          affected = plan.kind() == Plan.Kind.MODIFY_RETURNING ? rows.size() : 0;
        } else if (step.role() == Step.Role.KEEP) {
          keep(statement, step);
        } else if (step.role() == Step.Role.COUNT) {
          int count = count(statement);
          // PGlite counts no rows of CREATE TABLE AS, pgjdbc does.
          affected += plan.kind() == Plan.Kind.DDL ? 0 : count;
        } else {
          statement.execute();
        }
      }
    }
    return new Result(
        plan.columns().stream().map(ResultColumn::name).toList(),
        plan.columns().stream().map(column -> column.type().oid()).toList(),
        rows,
        affected);
  }

  /** A change whose rows are looked at returns them, wanted or not. */
  private static int count(PreparedStatement statement) throws SQLException {
    if (!statement.execute()) {
      return statement.getUpdateCount();
    }
    int rows = 0;
    try (ResultSet result = statement.getResultSet()) {
      while (result.next()) {
        rows++;
      }
    }
    return rows;
  }

  private void keep(PreparedStatement statement, Step step) throws SQLException {
    try (ResultSet result = statement.executeQuery();
        PreparedStatement insert = raw.prepareStatement(step.into())) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int i = 1; i <= width; i++) {
          insert.setObject(i, result.getObject(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void read(
      ResultSet result, List<ResultColumn> columns, List<List<@Nullable String>> rows)
      throws SQLException {
    while (result.next()) {
      List<@Nullable String> row = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Object stored = result.getObject(i + 1);
        row.add(stored == null ? null : columns.get(i).type().text(stored));
      }
      rows.add(row);
    }
  }

  private void run(String sql) {
    try (Statement statement = raw.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The error of a statement that must fail. */
  PgException error(String sql, @Nullable Object... parameters) {
    try {
      execute(sql, parameters);
    } catch (PgException e) {
      return e;
    }
    throw new AssertionError("No error from: " + sql);
  }

  @Override
  public void close() throws SQLException {
    raw.close();
  }
}
