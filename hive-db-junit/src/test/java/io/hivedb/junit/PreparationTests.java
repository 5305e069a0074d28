// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A database is prepared")
class PreparationTests {

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("by scripts, a preparer, data scripts, Flyway and Liquibase")
  void prepared(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(
        TestCases.on(
            backend, PreparerTestCase.class, FlywayTestCase.class, LiquibaseTestCase.class),
        3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pglite", "postgresql"})
  @DisplayName("by Flyway on one connection")
  // With two it waits for itself without end, in reads from a socket.
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void onOneConnection(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(TestCases.on(backend, OneConnectionTestCase.class), 1);
  }

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("under several names, each on its own")
  void named(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(TestCases.on(backend, NamedTestCase.class), 2);
  }

  @Test
  @DisplayName("by a registered extension: for the class, or for each test")
  void registered() {
    TestCases.assertPassed(
        TestCases.run(RegisteredTestCase.class, RegisteredForEachTestCase.class), 4);
  }

  @Test
  @DisplayName("for one test method alone, and for a record")
  void methodAndRecord() {
    TestCases.assertPassed(TestCases.run(OwnTestCase.class, RecordTestCase.class), 3);
  }

  static String title(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT title FROM books WHERE id = 1")) {
      rows.next();
      return rows.getString(1);
    }
  }

  static final class AddPlace implements DatabasePreparer {
    @Override
    public void prepare(DataSource dataSource) throws SQLException {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO places VALUES (50, 'by code')");
      }
    }
  }

  @HiveDatabase(
      scripts = "scripts/schema.sql",
      preparer = AddPlace.class,
      dataScripts = "scripts/data.sql")
  static class PreparerTestCase {
    @Test
    void test(Connection connection) throws SQLException {
      assertThat(IsolationTests.count(connection)).isEqualTo(2);
    }
  }

  @HiveDatabase(migrations = Migrations.FLYWAY)
  static class FlywayTestCase {
    @Test
    void test(Connection connection) throws SQLException {
      assertThat(title(connection)).isEqualTo("Notes");
    }
  }

  @HiveDatabase(migrations = Migrations.FLYWAY, migrationsAt = "db/held")
  static class OneConnectionTestCase {
    @Test
    void test(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT locks FROM held")) {
        rows.next();
        assertThat(rows.getInt(1)).isOne();
      }
    }
  }

  @HiveDatabase(migrations = Migrations.LIQUIBASE)
  static class LiquibaseTestCase {
    @Test
    void test(Connection connection) throws SQLException {
      assertThat(title(connection)).isEqualTo("Notes");
    }
  }

  @HiveDatabase
  @HiveDatabase(name = "orders", scripts = "scripts/schema.sql")
  static class NamedTestCase {

    @HiveDatabase(name = "orders")
    @Nullable DataSource orders;

    @Test
    void declaredByTheClass(
        HiveDb main, @HiveDatabase(name = "orders") HiveDb other, @JdbcUrl String url) {
      assertThat(other.jdbcUrl()).isNotEqualTo(main.jdbcUrl());
      assertThat(url).isEqualTo(main.jdbcUrl());
      assertThat(orders).isSameAs(other.dataSource());
    }

    @Test
    void declaredByTheParameter(
        @HiveDatabase(name = "stock", scripts = "scripts/schema.sql") Connection stock,
        @HiveDatabase(name = "stock") HiveDb same)
        throws SQLException {
      assertThat(IsolationTests.count(stock)).isZero();
      assertThat(same.jdbcUrl()).isNotEmpty();
    }
  }

  static class RegisteredTestCase {

    @RegisterExtension
    static final HiveDatabaseExtension DATABASE =
        HiveDatabaseExtension.builder()
            .scripts("scripts/schema.sql")
            .preparer(new AddPlace())
            .isolation(Isolation.METHOD)
            .build();

    @Test
    void first(Connection connection) throws SQLException {
      adds(connection);
    }

    @Test
    void second(Connection connection) throws SQLException {
      adds(connection);
    }

    private static void adds(Connection connection) throws SQLException {
      assertThat(IsolationTests.count(connection)).isEqualTo(1);
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO places VALUES (51, 'more')");
      }
    }
  }

  static class RegisteredForEachTestCase {

    @RegisterExtension
    final HiveDatabaseExtension database =
        HiveDatabaseExtension.builder().scripts("scripts/schema.sql").build();

    @Test
    void first(Connection connection, HiveDb same) throws SQLException {
      assertThat(IsolationTests.count(connection)).isZero();
      assertThat(same.dataSource()).isNotNull();
    }

    @Test
    void second(Connection connection) throws SQLException {
      assertThat(IsolationTests.count(connection)).isZero();
    }
  }

  static class OwnTestCase {

    @Test
    @HiveDatabase(scripts = "scripts/schema.sql")
    void first(DataSource dataSource) throws SQLException {
      new AddPlace().prepare(dataSource);
    }

    @Test
    @HiveDatabase(scripts = "scripts/schema.sql")
    void second(DataSource dataSource) throws SQLException {
      new AddPlace().prepare(dataSource);
    }
  }

  @HiveDatabase
  record RecordTestCase(DataSource dataSource) {
    @Test
    void test() {
      assertThat(dataSource).isNotNull();
    }
  }
}
