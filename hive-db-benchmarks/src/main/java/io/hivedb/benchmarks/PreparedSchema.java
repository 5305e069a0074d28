// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What a database holds before its tests: 30 tables with an index each, and 10,000 rows in all. */
final class PreparedSchema {

  private static final int TABLES = 30;
  private static final int ROWS = 10_000;

  /** What one test writes. */
  private static final int WRITTEN = 1_000;

  private PreparedSchema() {}

  static void create(Connection connection) throws SQLException {
    for (int table = 0; table < TABLES; table++) {
      Starts.ask(
          connection,
          "create table t"
              + table
              + " (id serial primary key, name text not null, note text, made timestamptz default"
              + " now())");
      Starts.ask(connection, "create index t" + table + "_name on t" + table + " (name)");
      Starts.ask(
          connection,
          "insert into t"
              + table
              + " (name, note) select 'name ' || n, repeat('x', n % 100) from generate_series(1, "
              + rows(table)
              + ") n");
    }
    Starts.ask(connection, "analyze");
  }

  private static int rows(int table) {
    return ROWS / TABLES + (table < ROWS % TABLES ? 1 : 0);
  }

  /** Fails where a database is not as it was prepared. */
  static void check(Connection connection) throws SQLException {
    Starts.ask(connection, "select 1 / (count(*) = " + rows(0) + ")::int from t0");
  }

  /** What a test does: it writes 1,000 rows, and makes and drops a table. */
  static void disturb(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into t0 (name, note) values (?, ?)")) {
      for (int row = 0; row < WRITTEN; row++) {
        insert.setString(1, "test " + row);
        insert.setString(2, "written by a test");
        insert.addBatch();
      }
      insert.executeBatch();
    }
    Starts.ask(connection, "create table made (id serial primary key, name text)");
    Starts.ask(connection, "drop table made");
  }
}
