// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions and procedures, which the catalogue is asked for as pgjdbc asks it. */
final class RoutineQueries {

  private static final String FUNCTIONS =
      "SELECT current_database() AS \"FUNCTION_CAT\", n.nspname AS \"FUNCTION_SCHEM\","
          + " p.proname AS \"FUNCTION_NAME\", d.description AS \"REMARKS\", CASE WHEN"
          + " (format_type(p.prorettype, null) = 'unknown') THEN 0 WHEN"
          + " (substring(pg_get_function_result(p.oid) from 0 for 6) = 'TABLE') OR"
          + " (substring(pg_get_function_result(p.oid) from 0 for 6) = 'SETOF') THEN 2 ELSE 1 END"
          + " AS \"FUNCTION_TYPE\", p.proname || '_' || p.oid AS \"SPECIFIC_NAME\" FROM"
          + " pg_catalog.pg_proc p INNER JOIN pg_catalog.pg_namespace n ON p.pronamespace=n.oid"
          + " LEFT JOIN pg_catalog.pg_description d ON p.oid=d.objoid WHERE p.prokind='f'";

  private static final String PROCEDURES =
      "SELECT current_database() AS \"PROCEDURE_CAT\", n.nspname AS \"PROCEDURE_SCHEM\","
          + " p.proname AS \"PROCEDURE_NAME\", NULL, NULL, NULL, d.description AS \"REMARKS\","
          + " 2 AS \"PROCEDURE_TYPE\", p.proname || '_' || p.oid AS \"SPECIFIC_NAME\" FROM"
          + " pg_catalog.pg_namespace n JOIN pg_catalog.pg_proc p ON p.pronamespace=n.oid LEFT JOIN"
          + " pg_catalog.pg_description d ON (p.oid=d.objoid) WHERE p.prokind='p'";

  private final Connection connection;

  RoutineQueries(Connection connection) {
    this.connection = connection;
  }

  ResultSet functions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return run(FUNCTIONS, catalog, schemaPattern, namePattern, 2);
  }

  ResultSet procedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return run(PROCEDURES, catalog, schemaPattern, namePattern, 2);
  }

  private ResultSet run(
      String query,
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      int schema)
      throws SQLException {
    StringBuilder sql = new StringBuilder(query);
    List<String> values = new ArrayList<>();
    condition(sql, values, " AND current_database() = ?", catalog);
    condition(sql, values, " AND n.nspname LIKE ?", schemaPattern);
    condition(sql, values, " AND p.proname LIKE ?", namePattern);
    sql.append(" ORDER BY ").append(schema).append(", 3, p.oid::text");
    PreparedStatement statement = connection.prepareStatement(sql.toString());
    statement.closeOnCompletion();
    for (int i = 0; i < values.size(); i++) {
      statement.setString(i + 1, values.get(i));
    }
    return statement.executeQuery();
  }

  private static void condition(
      StringBuilder sql, List<String> values, String condition, @Nullable String value) {
    if (value != null) {
      sql.append(condition);
      values.add(value);
    }
  }

  /** Refuses what is not answered here. */
  static SQLException refused(String what) {
    return new java.sql.SQLFeatureNotSupportedException(
        what
            + " is not supported by the backend [sqlite]. Ask pg_proc or"
            + " information_schema.parameters, or run it with hive.database.backend=pglite or"
            + " postgresql.",
        "0A000");
  }
}
