// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.LiteralClock;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with parameters. As with pgjdbc, a wrong text fails when it first runs. */
final class HivePreparedStatement extends ParameterSetters {

  private final String sql;
  private final KeyRequest keys;
  private final @Nullable List<ParsedStatement> parsed;
  private final @Nullable SQLException mistake;
  private final List<List<Parameter>> batch = new ArrayList<>();
  private @Nullable Parameter[] values;

  HivePreparedStatement(HiveConnection connection, ResultKind kind, String text, KeyRequest keys)
      throws SQLException {
    super(connection, kind);
    this.sql = withoutEscapes(text);
    this.keys = keys;
    List<ParsedStatement> found = null;
    SQLException failure = null;
    try {
      found = connection.openSession().statements().parseQuietly(sql);
    } catch (SQLException e) {
      failure = e;
    }
    this.parsed = found;
    this.mistake = failure;
    this.values = new Parameter[count(found)];
  }

  private static int count(@Nullable List<ParsedStatement> statements) {
    return statements == null ? 0 : statements.stream().mapToInt(ParsedStatement::parameters).sum();
  }

  private List<ParsedStatement> parsed() throws SQLException {
    checkOpen();
    if (parsed != null) {
      return parsed;
    }
    connection.openSession().statements().parse(sql);
    throw new IllegalStateException("a wrong text was parsed at the second attempt", mistake);
  }

  @Override
  void set(int index, @Nullable PgType declared, @Nullable Object value) throws SQLException {
    checkOpen();
    if (parsed == null) {
      return;
    }
    if (index < 1 || index > values.length) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE,
          "The column index is out of range: "
              + index
              + ", number of columns: "
              + values.length
              + ".");
    }
    values[index - 1] = new Parameter(declared, value);
  }

  private List<Parameter> parameters() throws SQLException {
    List<Parameter> all = new ArrayList<>(values.length);
    for (Parameter value : values) {
      if (value == null) {
        throw SqlErrors.client(
            SqlErrors.INVALID_PARAMETER_VALUE,
            "No value specified for parameter " + (all.size() + 1) + ".");
      }
      all.add(value);
    }
    return all;
  }

  @Override
  public void clearParameters() {
    values = new Parameter[values.length];
  }

  @Override
  public boolean execute() throws SQLException {
    List<ParsedStatement> statements = parsed();
    run(statements, parameters(), keys);
    return hasRows();
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    execute();
    return onlyRows();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    execute();
    return onlyCount();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Counts.toInt(executeLargeUpdate());
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    batch.add(parameters());
  }

  @Override
  public void clearBatch() throws SQLException {
    super.clearBatch();
    batch.clear();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    List<List<Parameter>> entries = List.copyOf(batch);
    clearBatch();
    return runBatch(
        entries.size(),
        number -> sql,
        (execution, number) -> execution.run(parsed(), entries.get(number)),
        keys);
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    ResultSet open = getResultSet();
    boolean prepares = open == null || open.isClosed();
    Plan plan =
        plan(prepares ? connection.openSession().statements().clock().describe(text()) : null);
    return plan.columns().isEmpty()
        ? null
        : new HiveResultSetMetaData(
            plan.columns(), new ColumnFacts(connection.openSession(), connection.reads()));
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    return new HiveParameterMetaData(plan(null).parameters());
  }

  /** By what the driver knows that it has prepared a text. */
  private Object text() {
    return List.of(sql, keys);
  }

  @Override
  LiteralClock.@Nullable Kept runs(int times) {
    return connection.session().statements().clock().run(text(), times);
  }

  private Plan plan(LiteralClock.@Nullable Kept kept) throws SQLException {
    List<@Nullable PgType> declared =
        new ArrayList<>(Arrays.stream(values).map(HivePreparedStatement::declared).toList());
    return connection.openSession().statements().describe(parsed().get(0), declared, kept);
  }

  private static @Nullable PgType declared(@Nullable Parameter value) {
    return value == null ? null : value.declared();
  }

  @Override
  public String toString() {
    return sql;
  }
}
