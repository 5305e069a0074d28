// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** Moves over rows that are all in memory. */
abstract class CursorResultSet extends UnsupportedReads {

  private final int type;
  private final int rowCount;
  private int row = -1;
  private int fetchSize;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private boolean closed;

  CursorResultSet(int type, int rowCount, int fetchSize) {
    this.type = type;
    this.rowCount = rowCount;
    this.fetchSize = fetchSize;
  }

  /** The current row's index from 0. */
  final int currentRow() throws SQLException {
    checkOpen();
    if (row < 0 || row >= rowCount) {
      String hint = row < 0 ? ", perhaps you need to call next." : ".";
      throw SqlErrors.client(
          SqlErrors.INVALID_CURSOR_STATE, "ResultSet not positioned properly" + hint);
    }
    return row;
  }

  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.client(SqlErrors.OBJECT_NOT_IN_STATE, "This ResultSet is closed.");
    }
  }

  private void checkScrollable() throws SQLException {
    checkOpen();
    if (type == ResultSet.TYPE_FORWARD_ONLY) {
      throw SqlErrors.client(
          SqlErrors.INVALID_CURSOR_STATE,
          "Operation requires a scrollable ResultSet, but this ResultSet is FORWARD_ONLY.");
    }
  }

  private boolean moveTo(long target) {
    row = (int) Math.max(-1, Math.min(target, rowCount));
    return row >= 0 && row < rowCount;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    return moveTo((long) row + 1);
  }

  @Override
  public boolean previous() throws SQLException {
    checkScrollable();
    return moveTo((long) row - 1);
  }

  @Override
  public boolean first() throws SQLException {
    checkScrollable();
    return rowCount > 0 && moveTo(0);
  }

  @Override
  public boolean last() throws SQLException {
    checkScrollable();
    return rowCount > 0 && moveTo((long) rowCount - 1);
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    checkScrollable();
    return moveTo(number >= 0 ? (long) number - 1 : (long) rowCount + number);
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    checkScrollable();
    return moveTo((long) row + rows);
  }

  @Override
  public void beforeFirst() throws SQLException {
    checkScrollable();
    row = -1;
  }

  @Override
  public void afterLast() throws SQLException {
    checkScrollable();
    row = rowCount;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return row < 0 && rowCount > 0;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return row >= rowCount && rowCount > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return row == 0 && rowCount > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    return rowCount > 0 && row == rowCount - 1;
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return row < 0 || row >= rowCount ? 0 : row + 1;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return type;
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getHoldability()");
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    if (rows < 0) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE,
          "Fetch size must be a value greater than or equal to 0.");
    }
    fetchSize = rows;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD) {
      checkScrollable();
    }
    fetchDirection = FetchDirections.checked(direction);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    closed = true;
  }
}
