// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Everything that SQL can tell of a database: schema, rows, indexes, extensions, settings. */
final class LogicalDump {

  private static final String OURS = " not in ('pg_catalog', 'information_schema')";

  private static final List<String> CATALOGUE =
      List.of(
          "select table_schema, table_name, column_name, ordinal_position, data_type, is_nullable,"
              + " column_default from information_schema.columns where table_schema"
              + OURS
              + " order by 1, 2, 4",
          "select schemaname, tablename, indexname, indexdef from pg_indexes where schemaname"
              + OURS
              + " order by 1, 2, 3",
          "select conname, contype from pg_constraint order by 1, 2",
          "select nspname from pg_namespace where nspname not like 'pg_%' order by 1",
          "select extname from pg_extension order by 1",
          "select rolname, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles"
              + " where rolname ~ '^(made|kept)_' order by 1",
          "show search_path",
          "show timezone");

  /** What only a backend with a server's own catalogues can tell. */
  private static final List<String> OF_SERVERS =
      List.of(
          "select encode(lo_get(oid), 'hex') from pg_largeobject_metadata order by 1",
          "select relname, relacl::text from pg_class where relacl is not null"
              + " and relname ~ '^proof' order by 1",
          "select extname, extnamespace::regnamespace from pg_extension order by 1");

  private LogicalDump() {}

  static List<String> of(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    for (String query : CATALOGUE) {
      lines.add(query);
      lines.addAll(rows(connection, query));
    }
    for (String query : OF_SERVERS) {
      lines.add(query);
      lines.addAll(rowsIfAny(connection, query));
    }
    String tables =
        "select '\"' || table_schema || '\".\"' || table_name || '\"' from information_schema.tables"
            + " where table_type = 'BASE TABLE' and table_schema"
            + OURS
            + " order by 1";
    for (String table : rows(connection, tables)) {
      lines.add(table);
      rows(connection, "select * from " + table).stream().sorted().forEach(lines::add);
    }
    return lines;
  }

  private static List<String> rowsIfAny(Connection connection, String query) throws SQLException {
    try {
      return rows(connection, query);
    } catch (SQLException e) {
      if ("0A000".equals(e.getSQLState())) {
        return List.of("refused");
      }
      throw e;
    }
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        StringBuilder line = new StringBuilder(String.valueOf(rows.getString(1)));
        for (int column = 2; column <= columns; column++) {
          line.append('|').append(rows.getString(column));
        }
        lines.add(line.toString());
      }
      return lines;
    }
  }
}
