// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The metadata queries that are refused here, most of them by pgjdbc too. */
abstract class RefusedQueries extends LimitFacts {

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnNamePattern)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getColumnPrivileges(…)");
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getTablePrivileges(…)");
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getBestRowIdentifier(…)");
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getVersionColumns(…)");
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typeNamePattern,
      @Nullable String attributeNamePattern)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getAttributes(…)");
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getSuperTypes(…)");
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getSuperTables(…)");
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getPseudoColumns(…)");
  }

  /** PostgreSQL's key words that SQL:2003 does not have. */
  @Override
  public String getSQLKeywords() {
    return SqlKeywords.NOT_IN_SQL_2003;
  }

  /** The JDBC escape {@code {fn …}} is refused, so no function can be called by it. */
  @Override
  public String getNumericFunctions() {
    return "";
  }

  @Override
  public String getStringFunctions() {
    return "";
  }

  @Override
  public String getSystemFunctions() {
    return "";
  }

  @Override
  public String getTimeDateFunctions() {
    return "";
  }
}
