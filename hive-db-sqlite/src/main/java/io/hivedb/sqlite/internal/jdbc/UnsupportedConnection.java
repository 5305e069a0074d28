// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;

/** Refuses the parts of a connection that this backend does not have. */
abstract class UnsupportedConnection implements Connection {

  @Override
  public Blob createBlob() throws SQLException {
    throw SqlErrors.notImplemented("Connection.createBlob()");
  }

  @Override
  public Clob createClob() throws SQLException {
    throw SqlErrors.notImplemented("Connection.createClob()");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw SqlErrors.notImplemented("Connection.createNClob()");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw SqlErrors.notImplemented("Connection.createSQLXML()");
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw SqlErrors.notImplemented("Connection.createStruct(String,Object[])");
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return CallableStatements.of(prepareStatement(sql));
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return CallableStatements.of(prepareStatement(sql, type, concurrency));
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return CallableStatements.of(prepareStatement(sql, type, concurrency, holdability));
  }
}
