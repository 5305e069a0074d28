// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JDBC's metadata prints defaults as the session's search path finds their types and sequences. */
class MetaDataPathTests {

  @Test
  void namesInDefaultsFollowTheSearchPath() throws SQLException {
    try (HiveDb db = HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA app");
      statement.execute("CREATE TYPE app.mood AS ENUM ('sad')");
      statement.execute("CREATE TABLE app.t (id serial, m app.mood DEFAULT 'sad')");

      assertThat(defaults(connection))
          .containsExactly("nextval('app.t_id_seq'::regclass)", "'sad'::app.mood");
      statement.execute("SET search_path = app");
      assertThat(defaults(connection))
          .containsExactly("nextval('t_id_seq'::regclass)", "'sad'::mood");
    }
  }

  @Test
  void vectorsOfTheCatalogueHaveNoPrecision() throws SQLException {
    try (HiveDb db = HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet keys = statement.executeQuery("SELECT indkey FROM pg_index")) {
      assertThat(keys.getMetaData().getPrecision(1)).isEqualTo(Integer.MAX_VALUE);
    }
  }

  private static List<String> defaults(Connection connection) throws SQLException {
    List<String> defaults = new ArrayList<>();
    try (ResultSet columns = connection.getMetaData().getColumns(null, "app", "t", null)) {
      while (columns.next()) {
        defaults.add(columns.getString("COLUMN_DEF"));
      }
    }
    return defaults;
  }
}
