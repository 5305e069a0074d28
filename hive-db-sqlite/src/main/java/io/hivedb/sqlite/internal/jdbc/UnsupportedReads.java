// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.InputStream;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses the kinds of value that PostgreSQL has no column type for. */
abstract class UnsupportedReads extends LabelledResultSet {

  @Override
  public Blob getBlob(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getBlob(int)");
  }

  @Override
  public Blob getBlob(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getBlob(String)");
  }

  @Override
  public Clob getClob(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getClob(int)");
  }

  @Override
  public Clob getClob(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getClob(String)");
  }

  @Override
  public @Nullable String getCursorName() throws SQLException {
    return null;
  }

  @Override
  public NClob getNClob(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getNClob(int)");
  }

  @Override
  public NClob getNClob(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getNClob(String)");
  }

  @Override
  public @Nullable Object getObject(int columnIndex, Map<String, Class<?>> map)
      throws SQLException {
    if (map.isEmpty()) {
      return getObject(columnIndex);
    }
    throw SqlErrors.notImplemented("ResultSet.getObject(int,Map)");
  }

  @Override
  public @Nullable Object getObject(String columnLabel, Map<String, Class<?>> map)
      throws SQLException {
    return getObject(findColumn(columnLabel), map);
  }

  @Override
  public Ref getRef(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getRef(int)");
  }

  @Override
  public Ref getRef(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getRef(String)");
  }

  @Override
  public RowId getRowId(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getRowId(int)");
  }

  @Override
  public RowId getRowId(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getRowId(String)");
  }

  @Override
  public SQLXML getSQLXML(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getSQLXML(int)");
  }

  @Override
  public SQLXML getSQLXML(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getSQLXML(String)");
  }

  @Override
  public URL getURL(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getURL(int)");
  }

  @Override
  public URL getURL(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getURL(String)");
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getUnicodeStream(int)");
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(String columnLabel) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getUnicodeStream(String)");
  }
}
