// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.LiteralClock;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.Parser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs SQL texts. Only {@link #cancel} may be called by another thread. */
class HiveStatement extends StatementOverloads {

  static final String TOO_MANY_RESULTS = "0100E";

  final HiveConnection connection;
  private final List<String> batch = new ArrayList<>();
  private Results results = Results.NONE;
  private @Nullable HiveResultSet resultSet;
  private @Nullable HiveResultSet generatedKeys;
  private volatile @Nullable Running running;
  private boolean closeOnCompletion;
  private boolean closed;

  HiveStatement(HiveConnection connection, ResultKind kind) {
    super(kind);
    this.connection = connection;
  }

  @Override
  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.client(SqlErrors.OBJECT_NOT_IN_STATE, "This statement has been closed.");
    }
  }

  /** Runs statements that were parsed from one text; their parameters follow each other. */
  final void run(List<ParsedStatement> statements, List<Parameter> parameters, KeyRequest keys)
      throws SQLException {
    forgetResults();
    KeyedExecution execution = new KeyedExecution(connection.session(), limits(), keys, runs(1));
    running = execution.running();
    try {
      results = new Results(execution.run(statements, parameters));
    } finally {
      running = null;
      warn(execution.running().notices());
    }
    keepKeys(execution.keys());
  }

  /** What the text keeps that runs now, as often as there are parameters; null for none. */
  LiteralClock.@Nullable Kept runs(int times) {
    return null;
  }

  private void runText(String sql, KeyRequest keys) throws SQLException {
    checkOpen();
    Session session = connection.openSession();
    run(session.statements().parse(plain(sql)), List.of(), keys);
  }

  private String plain(String sql) throws SQLException {
    return Parser.withoutParameters(withoutEscapes(sql));
  }

  private void keepKeys(Outcome.@Nullable Rows keys) {
    generatedKeys = keys == null ? null : resultSet(keys);
  }

  private HiveResultSet resultSet(Outcome.Rows rows) {
    return new HiveResultSet(rows, connection.reads(), this, getResultSetType(), getFetchSize());
  }

  private void forgetResults() throws SQLException {
    HiveResultSet open = resultSet;
    forgetWarnings();
    resultSet = null;
    results = Results.NONE;
    generatedKeys = null;
    if (open != null) {
      open.close();
    }
  }

  final boolean hasRows() {
    return results.currentHasRows();
  }

  final ResultSet onlyRows() throws SQLException {
    if (!results.currentHasRows()) {
      forgetResults();
      throw SqlErrors.client(SqlErrors.NO_DATA, "No results were returned by the query.");
    }
    if (results.withRows() > 1) {
      forgetResults();
      throw SqlErrors.client(TOO_MANY_RESULTS, "Multiple ResultSets were returned by the query.");
    }
    ResultSet rows = getResultSet();
    if (rows == null) {
      throw new IllegalStateException("rows expected");
    }
    return rows;
  }

  final long onlyCount() throws SQLException {
    if (results.withRows() > 0) {
      forgetResults();
      throw SqlErrors.client(TOO_MANY_RESULTS, "A result was returned when none was expected.");
    }
    return getLargeUpdateCount();
  }

  @Override
  final boolean execute(String sql, KeyRequest keys) throws SQLException {
    runText(sql, keys);
    return hasRows();
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    runText(sql, KeyRequest.NONE);
    return onlyRows();
  }

  @Override
  final long update(String sql, KeyRequest keys) throws SQLException {
    runText(sql, keys);
    return onlyCount();
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    Outcome current = results.current();
    Outcome.Rows rows = current == null ? null : current.rows();
    if (rows != null && resultSet == null) {
      resultSet = resultSet(rows);
    }
    return rows == null ? null : resultSet;
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    checkOpen();
    Outcome current = results.current();
    return current == null || current.rows() != null ? -1 : current.count();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(Statement.CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    HiveResultSet former = resultSet;
    resultSet = null;
    results.advance();
    if (former != null && current != Statement.KEEP_CURRENT_RESULT) {
      former.close();
    }
    return results.currentHasRows();
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    HiveResultSet keys = generatedKeys;
    return keys == null ? resultSet(new Outcome.Rows(List.of(), List.of())) : keys;
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    checkOpen();
    batch.add(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    batch.clear();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    List<String> texts = List.copyOf(batch);
    clearBatch();
    return runBatch(
        texts.size(),
        texts::get,
        (execution, i) -> {
          List<ParsedStatement> parsed =
              connection.session().statements().parse(plain(texts.get(i)));
          return execution.run(parsed, List.of());
        },
        KeyRequest.NONE);
  }

  final long[] runBatch(int size, BatchRun.Text texts, BatchRun.Entry entries, KeyRequest keys)
      throws SQLException {
    forgetResults();
    Session session = connection.openSession();
    KeyedExecution execution = new KeyedExecution(session, limits(), keys, runs(size));
    running = execution.running();
    try {
      return new BatchRun(execution, texts, entries).run(size);
    } finally {
      running = null;
      warn(execution.running().notices());
      keepKeys(execution.keys());
    }
  }

  @Override
  public void cancel() throws SQLException {
    checkOpen();
    Running current = running;
    if (current != null) {
      current.cancel();
    }
  }

  @Override
  public HiveConnection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public boolean isCloseOnCompletion() {
    return closeOnCompletion;
  }

  void resultClosed() throws SQLException {
    if (closeOnCompletion && !closed && resultSet != null && resultSet.isClosed()) {
      close();
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      forgetResults();
    }
  }
}
