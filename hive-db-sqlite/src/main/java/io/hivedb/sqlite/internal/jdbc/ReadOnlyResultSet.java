// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** A result set refuses changes by column number, in the words of pgjdbc. */
abstract class ReadOnlyResultSet implements ResultSet {

  @Override
  public void updateArray(int columnIndex, Array value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream value, int length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBigDecimal(int columnIndex, BigDecimal value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream value, int length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBlob(int columnIndex, InputStream value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBlob(int columnIndex, Blob value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBlob(int columnIndex, InputStream value, long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBoolean(int columnIndex, boolean value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateByte(int columnIndex, byte value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBytes(int columnIndex, byte[] value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader value, int length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateClob(int columnIndex, Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateClob(int columnIndex, Clob value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateClob(int columnIndex, Reader value, long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateDate(int columnIndex, Date value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateDouble(int columnIndex, double value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateFloat(int columnIndex, float value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateInt(int columnIndex, int value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateLong(int columnIndex, long value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNCharacterStream(int columnIndex, Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNCharacterStream(int columnIndex, Reader value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNClob(int columnIndex, Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNClob(int columnIndex, NClob value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNClob(int columnIndex, Reader value, long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNString(int columnIndex, String value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNull(int columnIndex) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value, int length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value, SQLType length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value, SQLType length, int p3)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateRef(int columnIndex, Ref value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateRowId(int columnIndex, RowId value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateSQLXML(int columnIndex, SQLXML value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateShort(int columnIndex, short value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateString(int columnIndex, String value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateTime(int columnIndex, Time value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateTimestamp(int columnIndex, Timestamp value) throws SQLException {
    throw readOnly();
  }

  static SQLException readOnly() {
    return SqlErrors.client(
        SqlErrors.INVALID_CURSOR_STATE,
        "ResultSets with concurrency CONCUR_READ_ONLY cannot be updated.");
  }
}
