// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The system's rows are tables beside a database, which none of its operations meets. */
class SystemTablesTests {

  private static final String FUNCTIONS = "SELECT count(*) FROM pg_proc WHERE proname = 'lower'";

  private static final List<String> REFUSED =
      List.of(
          "information_schema.role_table_grants",
          "information_schema.table_privileges",
          "pg_catalog.pg_rules");

  private final HiveDb db =
      HiveDb.start(config -> config.backend("sqlite").ignoreOutsideSettings());

  @Test
  void allAreReadInOneTransactionThatIsRolledBack() throws SQLException, IOException {
    try (db;
        Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (int round = 0; round < 2; round++) {
        connection.setAutoCommit(false);
        statement.execute("CREATE TABLE t (id int)");
        for (String relation : relations()) {
          String asked = relation.equals("pg_catalog.pg_depend") ? " WHERE deptype = 'e'" : "";
          assertThat(number(statement, "SELECT count(*) FROM " + relation + asked))
              .as(relation)
              .isNotNegative();
        }
        connection.rollback();
      }
    }
  }

  @Test
  void oneConnectionReadsThemWhileAnotherWrites() throws SQLException {
    try (db;
        Connection first = db.dataSource().getConnection();
        Connection second = db.dataSource().getConnection();
        Statement reads = first.createStatement();
        Statement writes = second.createStatement()) {
      writes.execute("CREATE TABLE t (name text)");
      first.setAutoCommit(false);
      assertThat(number(reads, FUNCTIONS)).isPositive();
      assertThat(writes.executeUpdate("INSERT INTO t SELECT proname FROM pg_proc")).isPositive();
      assertThat(number(reads, FUNCTIONS)).isPositive();
      first.commit();
    }
  }

  @Test
  void resetsAndForksLeaveThem() throws SQLException {
    try (db) {
      Snapshot snapshot = db.snapshot();
      long before = read(db);
      db.reset(snapshot);
      assertThat(read(db)).isEqualTo(before).isPositive();
      try (HiveDb fork = db.fork()) {
        assertThat(read(fork)).isEqualTo(before);
      }
    }
  }

  private static long read(HiveDb db) throws SQLException {
    try (Connection connection = db.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      return number(statement, FUNCTIONS);
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> relations() throws IOException {
    Path files = Path.of("src/main/resources/io/hivedb/sqlite/internal/sql/system/rows");
    try (Stream<Path> all = Files.list(files)) {
      return all.map(file -> file.getFileName().toString().replace(".gz", ""))
          .filter(relation -> !REFUSED.contains(relation))
          .toList();
    }
  }
}
