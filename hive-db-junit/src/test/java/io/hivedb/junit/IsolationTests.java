// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Isolation")
class IsolationTests {

  private static final Map<String, String> SHARED = new ConcurrentHashMap<>();

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("METHOD returns to the state after @BeforeAll before each test")
  void method(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(TestCases.on(backend, MethodTestCase.class), 10);
  }

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("CLASS keeps what tests of the class did")
  void classes(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(TestCases.on(backend, ClassTestCase.class), 2);
  }

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("SHARED gives classes with the same preparation one database")
  void shared(String backend) {
    Backends.check(backend);
    var results =
        TestCases.on(backend, SharedTestCase.class, AlikeTestCase.class, OtherTestCase.class);
    TestCases.assertPassed(results, 3);
    assertThat(SHARED.get("AlikeTestCase")).isEqualTo(SHARED.get("SharedTestCase"));
    assertThat(SHARED.get("OtherTestCase")).isNotEqualTo(SHARED.get("SharedTestCase"));
  }

  static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM places")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void add(Connection connection, int id) throws SQLException {
    execute(connection, "INSERT INTO places VALUES (" + id + ", 'added')");
  }

  /** Two rows by preparation and @BeforeAll; every test finds them, whatever the others do. */
  @HiveDatabase(
      isolation = Isolation.METHOD,
      scripts = "scripts/schema.sql",
      dataScripts = "scripts/data.sql")
  static class MethodTestCase {

    @BeforeAll
    static void addOne(Connection connection) throws SQLException {
      add(connection, 100);
      execute(connection, "CREATE SEQUENCE numbers");
    }

    @RepeatedTest(3)
    void changesRows(Connection connection) throws SQLException {
      assertThat(count(connection)).isEqualTo(2);
      add(connection, 101);
      assertThat(number(connection)).isEqualTo(1);
    }

    @RepeatedTest(2)
    void changesTables(Connection connection, Snapshot state) throws SQLException {
      assertThat(state).isNotNull();
      assertThat(count(connection)).isEqualTo(2);
      execute(connection, "DROP TABLE places");
    }

    @RepeatedTest(2)
    void changesSettings(Connection connection) throws SQLException {
      assertThat(text(connection, "SHOW search_path")).isEqualTo("\"$user\", public");
      assertThat(text(connection, "SHOW application_name")).isNotEqualTo("mine");
      execute(connection, "SET search_path TO pg_catalog");
      execute(connection, "SET application_name TO 'mine'");
    }

    private static String text(Connection connection, String sql) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getString(1);
      }
    }

    private static int number(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT nextval('numbers')")) {
        rows.next();
        return rows.getInt(1);
      }
    }

    @Nested
    class WithMore {

      @BeforeAll
      static void addAnother(Connection connection) throws SQLException {
        assertThat(count(connection)).as("as tests of the outer class find it").isEqualTo(2);
        add(connection, 200);
      }

      @RepeatedTest(2)
      void findsBoth(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
          assertThat(count(connection)).isEqualTo(3);
          add(connection, 201);
        }
      }
    }

    @Nested
    class WithoutMore {

      @Test
      void findsTheOuterState(Connection connection) throws SQLException {
        assertThat(count(connection)).isEqualTo(2);
      }
    }
  }

  @HiveDatabase(scripts = {"scripts/schema.sql", "scripts/data.sql"})
  static class ClassTestCase {

    @RepeatedTest(2)
    void sees(Connection connection, RepetitionInfo repetition) throws SQLException {
      assertThat(count(connection)).isEqualTo(repetition.getCurrentRepetition());
      add(connection, 100 + repetition.getCurrentRepetition());
    }
  }

  @HiveDatabase(isolation = Isolation.SHARED, scripts = "scripts/schema.sql")
  static class SharedTestCase {
    @Test
    void test(@JdbcUrl String url) {
      SHARED.put("SharedTestCase", url);
    }
  }

  @HiveDatabase(isolation = Isolation.SHARED, scripts = "scripts/schema.sql")
  static class AlikeTestCase {
    @Test
    void test(@JdbcUrl String url) {
      SHARED.put("AlikeTestCase", url);
    }
  }

  @HiveDatabase(isolation = Isolation.SHARED)
  static class OtherTestCase {
    @Test
    void test(@JdbcUrl String url) {
      SHARED.put("OtherTestCase", url);
    }
  }
}
