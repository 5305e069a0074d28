// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Metadata of results, parameters and the database. */
final class MetaDataProbes {

  private MetaDataProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put(
        "result metadata of a table",
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
            return columns(rows.getMetaData());
          }
        });
    probes.put(
        "result metadata of expressions",
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT i + 1 AS a, count(*), x || 'b' AS c, i AS renamed, sum(n) FROM t"
                          + " GROUP BY i, x")) {
            return columns(rows.getMetaData());
          }
        });
    probes.put(
        "prepared metadata",
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("SELECT i, x FROM t WHERE i = ?")) {
            return columns(statement.getMetaData());
          }
        });
    probes.put(
        "prepared metadata of UPDATE",
        connection -> connection.prepareStatement("UPDATE t SET i = 1").getMetaData());
    probes.put(
        "parameter metadata",
        connection -> {
          var parameters =
              connection
                  .prepareStatement("INSERT INTO t (i, x, tz, b) VALUES (?, ?, ?, ?)")
                  .getParameterMetaData();
          List<Object> seen = new ArrayList<>();
          for (int i = 1; i <= parameters.getParameterCount(); i++) {
            seen.add(parameters.getParameterTypeName(i));
            seen.add(parameters.getParameterType(i));
            seen.add(parameters.getParameterClassName(i));
          }
          return seen;
        });
    addDatabase(probes);
    addKeys(probes);
  }

  private static String columns(ResultSetMetaData meta) throws SQLException {
    StringJoiner all = new StringJoiner("; ");
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      all.add(
          meta.getColumnLabel(i)
              + " "
              + meta.getColumnTypeName(i)
              + " "
              + meta.getColumnType(i)
              + " "
              + meta.getColumnClassName(i)
              + " "
              + meta.getPrecision(i)
              + " "
              + meta.getScale(i)
              + " "
              + meta.getColumnDisplaySize(i)
              + " "
              + meta.isNullable(i)
              + " "
              + meta.isAutoIncrement(i)
              + " "
              + meta.isSigned(i)
              + " "
              + meta.getTableName(i));
    }
    return all.toString();
  }

  /** A query of metadata. */
  @FunctionalInterface
  interface Query {
    ResultSet of(DatabaseMetaData meta) throws SQLException;
  }

  private static Probes.Probe shown(Query query, String... columns) {
    return connection -> {
      StringJoiner all = new StringJoiner("; ");
      try (ResultSet rows = query.of(connection.getMetaData())) {
        while (rows.next()) {
          StringJoiner row = new StringJoiner(" ");
          for (String column : columns) {
            row.add(String.valueOf(rows.getObject(column)));
          }
          all.add(row.toString());
        }
      }
      return all.toString();
    };
  }

  private static void addDatabase(Map<String, Probes.Probe> probes) {
    probes.put("product", c -> c.getMetaData().getDatabaseProductName());
    probes.put("quote", c -> c.getMetaData().getIdentifierQuoteString());
    probes.put(
        "getTables",
        shown(
            m -> m.getTables(null, "public", "%", new String[] {"TABLE"}),
            "TABLE_SCHEM",
            "TABLE_NAME",
            "TABLE_TYPE",
            "REMARKS"));
    probes.put(
        "getTables by pattern",
        shown(m -> m.getTables(null, null, "_", new String[] {"TABLE", "VIEW"}), "TABLE_NAME"));
    probes.put(
        "getTables of another catalog",
        shown(m -> m.getTables("nope", null, "%", null), "TABLE_NAME"));
    probes.put(
        "getColumns",
        shown(
            m -> m.getColumns(null, "public", "t", "%"),
            "COLUMN_NAME",
            "DATA_TYPE",
            "TYPE_NAME",
            "COLUMN_SIZE",
            "DECIMAL_DIGITS",
            "NULLABLE",
            "COLUMN_DEF",
            "CHAR_OCTET_LENGTH",
            "ORDINAL_POSITION",
            "IS_NULLABLE",
            "IS_AUTOINCREMENT",
            "IS_GENERATEDCOLUMN"));
    probes.put(
        "getColumns by pattern",
        shown(m -> m.getColumns(null, null, "t", "d%"), "COLUMN_NAME", "ORDINAL_POSITION"));
    probes.put(
        "getTypeInfo of int4",
        connection -> {
          try (ResultSet rows = connection.getMetaData().getTypeInfo()) {
            while (rows.next()) {
              if (rows.getString("TYPE_NAME").equals("int4")) {
                return rows.getInt("DATA_TYPE") + " " + rows.getString("LITERAL_PREFIX");
              }
            }
          }
          return "none";
        });
  }

  private static void addKeys(Map<String, Probes.Probe> probes) {
    probes.put(
        "getPrimaryKeys",
        shown(m -> m.getPrimaryKeys(null, "public", "k"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME"));
    probes.put(
        "getIndexInfo",
        shown(
            m -> m.getIndexInfo(null, "public", "k", false, true),
            "NON_UNIQUE",
            "INDEX_NAME",
            "TYPE",
            "ORDINAL_POSITION",
            "COLUMN_NAME",
            "ASC_OR_DESC"));
    probes.put(
        "getIndexInfo of indexes",
        connection -> {
          Probes.run(connection, "CREATE INDEX t_two ON t (i, x); CREATE UNIQUE INDEX ON t (s)");
          return shown(
                  m -> m.getIndexInfo(null, "public", "t", false, true),
                  "NON_UNIQUE",
                  "INDEX_NAME",
                  "ORDINAL_POSITION",
                  "COLUMN_NAME",
                  "ASC_OR_DESC")
              .run(connection);
        });
    probes.put(
        "getImportedKeys",
        shown(
            m -> m.getImportedKeys(null, "public", "k"),
            "PKTABLE_NAME",
            "PKCOLUMN_NAME",
            "FKTABLE_NAME",
            "FKCOLUMN_NAME",
            "KEY_SEQ",
            "UPDATE_RULE",
            "DELETE_RULE",
            "FK_NAME",
            "PK_NAME",
            "DEFERRABILITY"));
    probes.put(
        "getExportedKeys",
        shown(m -> m.getExportedKeys(null, "public", "k"), "FKTABLE_NAME", "FK_NAME"));
    for (String level : List.of("1", "2", "4", "8", "0")) {
      probes.put(
          "supportsTransactionIsolationLevel " + level,
          c -> c.getMetaData().supportsTransactionIsolationLevel(Integer.parseInt(level)));
    }
    probes.put("supportsGetGeneratedKeys", c -> c.getMetaData().supportsGetGeneratedKeys());
    probes.put("storesLowerCaseIdentifiers", c -> c.getMetaData().storesLowerCaseIdentifiers());
    probes.put("nullsAreSortedHigh", c -> c.getMetaData().nullsAreSortedHigh());
    probes.put("supportsBatchUpdates", c -> c.getMetaData().supportsBatchUpdates());
  }
}
