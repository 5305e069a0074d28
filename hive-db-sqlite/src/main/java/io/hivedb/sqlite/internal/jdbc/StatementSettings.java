// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.error.Notice;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client sets on a statement before it runs. */
abstract class StatementSettings implements Statement {

  private final ResultKind resultKind;
  private long maxRows;
  private int maxFieldSize;
  private int fetchSize;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private int queryTimeout;
  private boolean escapes = true;
  private boolean poolable = this instanceof PreparedStatement;
  private @Nullable SQLWarning warnings;

  StatementSettings(ResultKind resultKind) {
    this.resultKind = resultKind;
  }

  abstract void checkOpen() throws SQLException;

  final Limits limits() {
    return new Limits(maxRows, queryTimeout * 1000L);
  }

  final String withoutEscapes(String sql) throws SQLException {
    return escapes ? JdbcEscapes.replace(sql) : sql;
  }

  private static void checkNotNegative(long value, String text) throws SQLException {
    if (value < 0) {
      throw SqlErrors.client(SqlErrors.INVALID_PARAMETER_VALUE, text);
    }
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public int getMaxRows() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    checkOpen();
    checkNotNegative(max, "Maximum number of rows must be a value greater than or equal to 0.");
    maxRows = max;
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    checkOpen();
    checkNotNegative(max, "The maximum field size must be a value greater than or equal to 0.");
    maxFieldSize = max;
  }

  @Override
  public int getMaxFieldSize() {
    return maxFieldSize;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    checkNotNegative(rows, "Fetch size must be a value greater than or equal to 0.");
    fetchSize = rows;
  }

  @Override
  public int getFetchSize() {
    return fetchSize;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    fetchDirection = FetchDirections.checked(direction);
  }

  @Override
  public int getFetchDirection() {
    return fetchDirection;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    checkNotNegative(seconds, "Query timeout must be a value greater than or equals to 0.");
    queryTimeout = seconds;
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeout;
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
    escapes = enable;
  }

  @Override
  public void setPoolable(boolean value) throws SQLException {
    checkOpen();
    poolable = value;
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public int getResultSetType() {
    return resultKind.type();
  }

  @Override
  public int getResultSetConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetHoldability() {
    return resultKind.holdability();
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    forgetWarnings();
  }

  final void forgetWarnings() {
    warnings = null;
  }

  /** Adds what the server said. */
  final void warn(List<Notice> notices) {
    for (Notice notice : notices) {
      SQLWarning warning = SqlWarnings.of(notice);
      if (warnings == null) {
        warnings = warning;
      } else {
        warnings.setNextWarning(warning);
      }
    }
  }

  @Override
  public void setCursorName(String name) throws SQLException {
    checkOpen();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
