// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.Health;
import io.hivedb.sqlite.internal.jdbc.ServerVersions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;

/** Asks SQLite itself for its version. */
final class Versions {

  private Versions() {}

  static Health health() {
    try (Connection connection = JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("version", ServerVersions.POSTGRESQL);
      details.put("pgvector", ServerVersions.PGVECTOR);
      details.put("sqlite", rows.next() ? rows.getString(1) : "unknown");
      details.put("sqlite-jdbc", SQLiteJDBCLoader.getVersion());
      return Health.up(details);
    } catch (SQLException e) {
      return Health.down(String.valueOf(e.getMessage()));
    }
  }
}
