// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;

/** Refuses the kinds of parameter that PostgreSQL has no column type for. */
abstract class UnsupportedParameters extends HiveStatement implements PreparedStatement {

  UnsupportedParameters(HiveConnection connection, ResultKind kind) {
    super(connection, kind);
  }

  @Override
  public void setBlob(int index, InputStream value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setBlob(int,InputStream)");
  }

  @Override
  public void setBlob(int index, Blob value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setBlob(int,Blob)");
  }

  @Override
  public void setBlob(int index, InputStream value, long length) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setBlob(int,InputStream,long)");
  }

  @Override
  public void setClob(int index, Reader value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setClob(int,Reader)");
  }

  @Override
  public void setClob(int index, Clob value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setClob(int,Clob)");
  }

  @Override
  public void setClob(int index, Reader value, long length) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setClob(int,Reader,long)");
  }

  @Override
  public void setNCharacterStream(int index, Reader value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setNCharacterStream(int,Reader)");
  }

  @Override
  public void setNCharacterStream(int index, Reader value, long length) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setNCharacterStream(int,Reader,long)");
  }

  @Override
  public void setNClob(int index, Reader value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setNClob(int,Reader)");
  }

  @Override
  public void setNClob(int index, NClob value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setNClob(int,NClob)");
  }

  @Override
  public void setNClob(int index, Reader value, long length) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setNClob(int,Reader,long)");
  }

  @Override
  public void setRef(int index, Ref value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setRef(int,Ref)");
  }

  @Override
  public void setRowId(int index, RowId value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setRowId(int,RowId)");
  }

  @Override
  public void setSQLXML(int index, SQLXML value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setSQLXML(int,SQLXML)");
  }

  @Override
  public void setURL(int index, URL value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setURL(int,URL)");
  }

  @Override
  @Deprecated
  public void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setUnicodeStream(int,InputStream,int)");
  }

  @Override
  public void setObject(int index, Object value, SQLType type) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setObject(int,Object,SQLType)");
  }

  @Override
  public void setObject(int index, Object value, SQLType type, int scale) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setObject(int,Object,SQLType,int)");
  }
}
