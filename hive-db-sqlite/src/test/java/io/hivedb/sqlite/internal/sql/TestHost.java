// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.routine.Answer;
import io.hivedb.sqlite.internal.sql.routine.Host;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the queries of functions; what changes something is the facade's. */
record TestHost(SqlSession session, Connection raw) implements Host {

  @Override
  public Catalog catalog() {
    return session.catalog();
  }

  @Override
  public Map<String, String> enter(Map<String, String> settings) {
    return session.enter(settings);
  }

  @Override
  public void leave(Map<String, String> outer) {
    session.leave(outer);
  }

  @Override
  public List<String> path() {
    return session.searchPath();
  }

  @Override
  public Answer run(ParsedStatement query, Variables variables, @Nullable Object[] values) {
    Plan plan = session.planWithin(query, variables);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Step step : plan.steps()) {
      try (PreparedStatement statement = raw.prepareStatement(session.calls().sql(step.sql()))) {
        for (int number : step.parameters()) {
          statement.setObject(number, values[number - 1]);
        }
        read(statement, plan.columns().size(), rows);
      } catch (SQLException e) {
        throw session.errors().translate(e, plan);
      }
    }
    return new Answer(plan.columns(), rows, rows.size(), false);
  }

  private static void read(PreparedStatement statement, int width, List<@Nullable Object[]> rows)
      throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        @Nullable Object[] row = new Object[width];
        for (int i = 0; i < width; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row);
      }
    }
  }

  @Override
  public List<ParsedStatement> parse(String text) {
    return session.parse(text);
  }

  @Override
  public Object convert(Object value, PgType from, PgType to, int typmod) {
    throw new UnsupportedOperationException("the facade converts");
  }

  @Override
  public void savepoint(String name) {
    throw new UnsupportedOperationException("the facade has savepoints");
  }

  @Override
  public void rollbackTo(String name) {
    throw new UnsupportedOperationException("the facade has savepoints");
  }

  @Override
  public void release(String name) {
    throw new UnsupportedOperationException("the facade has savepoints");
  }

  @Override
  public void notice(String level, PgException notice) {
    throw new UnsupportedOperationException("the facade tells");
  }

  @Override
  public void checkRunning() {
    // Nothing interrupts a test.
  }
}
