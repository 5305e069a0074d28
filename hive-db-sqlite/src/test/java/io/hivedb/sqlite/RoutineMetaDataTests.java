// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions and procedures in JDBC's metadata. */
class RoutineMetaDataTests {

  @Test
  void listsFunctionsAndProcedures() throws SQLException {
    try (HiveDb db = HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'");
      statement.execute("COMMENT ON FUNCTION one() IS 'The number one'");
      statement.execute("CREATE PROCEDURE tidy() LANGUAGE plpgsql AS 'BEGIN END'");
      DatabaseMetaData meta = connection.getMetaData();

      assertThat(rows(meta.getFunctions(null, "public", "o%"), "FUNCTION_NAME", "REMARKS"))
          .containsExactly("one The number one");
      assertThat(rows(meta.getFunctions(null, "pg_catalog", "abs"), "FUNCTION_NAME")).hasSize(6);
      assertThat(rows(meta.getProcedures(null, null, "tidy"), "PROCEDURE_NAME"))
          .containsExactly("tidy");
      assertThatThrownBy(() -> meta.getFunctionColumns(null, null, "one", null))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageStartingWith("DatabaseMetaData.getFunctionColumns is not supported");
    }
  }

  private static List<String> rows(ResultSet result, String... columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (result) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(result.getString(column));
        }
        rows.add(String.join(" ", row));
      }
    }
    return rows;
  }
}
