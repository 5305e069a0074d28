// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes the database as pgjdbc describes PostgreSQL. Tables and columns come from the engine's
 * catalogue, with PostgreSQL's names and types.
 */
final class HiveDatabaseMetaData extends RoutineMetaData {

  /** What pgjdbc lists, whether there are such tables or not. */
  private static final List<String> TABLE_TYPES =
      List.of(
          "FOREIGN TABLE",
          "INDEX",
          "MATERIALIZED VIEW",
          "PARTITIONED INDEX",
          "PARTITIONED TABLE",
          "SEQUENCE",
          "SYSTEM INDEX",
          "SYSTEM TABLE",
          "SYSTEM TOAST INDEX",
          "SYSTEM TOAST TABLE",
          "SYSTEM VIEW",
          "TABLE",
          "TEMPORARY INDEX",
          "TEMPORARY SEQUENCE",
          "TEMPORARY TABLE",
          "TEMPORARY VIEW",
          "TYPE",
          "VIEW");

  private final HiveConnection connection;
  private final String url;

  HiveDatabaseMetaData(HiveConnection connection, String url) {
    this.connection = connection;
    this.url = url;
  }

  private ObjectReads reads() {
    return connection.reads();
  }

  private MetaModel model(@Nullable String catalog) throws SQLException {
    return catalog == null || catalog.equals(ServerVersions.DATABASE)
        ? connection.openSession().model()
        : MetaModel.NONE;
  }

  private ResultSet show(MetaRows rows) {
    return rows.asResultSet(reads());
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      String @Nullable [] types)
      throws SQLException {
    return show(
        new RelationQueries(model(catalog))
            .tables(new LikePattern(schemaPattern), new LikePattern(tableNamePattern), types));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    return show(
        new RelationQueries(model(catalog))
            .columns(
                new LikePattern(schemaPattern),
                new LikePattern(tableNamePattern),
                new LikePattern(columnNamePattern)));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return show(new RelationQueries(model(catalog)).schemas(new LikePattern(schemaPattern)));
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return show(new KeyQueries(model(catalog)).primaryKeys(schema, table));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return show(new KeyQueries(model(catalog)).indexes(schema, table, unique));
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return show(new KeyQueries(model(catalog)).foreignKeys(null, null, schema, table));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return show(new KeyQueries(model(catalog)).foreignKeys(schema, table, null, null));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return show(
        new KeyQueries(model(parentCatalog))
            .foreignKeys(parentSchema, parentTable, foreignSchema, foreignTable));
  }

  @Override
  public ResultSet getTypeInfo() {
    return show(TypeQueries.typeInfo(PgTypes.all()));
  }

  @Override
  public ResultSet getTableTypes() {
    MetaRows rows = MetaRows.of("TABLE_TYPE");
    TABLE_TYPES.forEach(rows::add);
    return show(rows);
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typeNamePattern,
      int @Nullable [] types)
      throws SQLException {
    return show(
        new RelationQueries(model(catalog))
            .types(new LikePattern(schemaPattern), new LikePattern(typeNamePattern), types));
  }

  @Override
  public ResultSet getCatalogs() {
    MetaRows rows = MetaRows.of("TABLE_CAT");
    rows.add(ServerVersions.DATABASE);
    rows.add("template1");
    return show(rows);
  }

  @Override
  public ResultSet getClientInfoProperties() {
    MetaRows rows = MetaRows.of("NAME", "MAX_LEN:int4", "DEFAULT_VALUE", "DESCRIPTION");
    rows.add(
        "ApplicationName",
        63,
        "",
        "The name of the application currently utilizing the connection.");
    return show(rows);
  }

  @Override
  public String getURL() {
    return url;
  }

  @Override
  public String getUserName() {
    return ServerVersions.USER;
  }

  @Override
  public String getDatabaseProductName() {
    return ServerVersions.PRODUCT;
  }

  @Override
  public String getDatabaseProductVersion() {
    return ServerVersions.POSTGRESQL;
  }

  @Override
  public int getDatabaseMajorVersion() {
    return ServerVersions.MAJOR;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return ServerVersions.MINOR;
  }

  @Override
  public String getDriverName() {
    return "Hive DB SQLite";
  }

  @Override
  public String getDriverVersion() {
    String version = HiveDatabaseMetaData.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }

  @Override
  public int getDriverMajorVersion() {
    return 0;
  }

  @Override
  public int getDriverMinorVersion() {
    return 1;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return connection.isReadOnly();
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_READ_COMMITTED;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return TransactionMode.name(level) != null;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type != ResultSet.TYPE_SCROLL_SENSITIVE;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() throws SQLException {
    throw SqlErrors.notImplemented("DatabaseMetaData.getRowIdLifetime()");
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
