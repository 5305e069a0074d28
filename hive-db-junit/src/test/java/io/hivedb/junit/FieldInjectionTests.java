// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("@HiveDatabase supplies fields")
class FieldInjectionTests {

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("that are neither final nor set; static ones of a base class anew for each subclass")
  void supplies(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(
        TestCases.on(
            backend, FieldsTestCase.class, FirstHeirTestCase.class, SecondHeirTestCase.class),
        4);
    assertThat(FieldsTestCase.shared).as("a static field is cleared").isNull();
  }

  @HiveDatabase
  static class FieldsTestCase {

    static @Nullable DataSource shared;
    static @Nullable HiveDb database;
    @Nullable DataSource dataSource;
    @Nullable Connection connection;
    final @Nullable HiveDb untouched = null;
    String other = "mine";

    @Test
    void first() {
      assertThat(dataSource).isNotNull().isSameAs(shared);
      assertThat(database).isNotNull();
      assertThat(connection).isNotNull();
      assertThat(untouched).isNull();
      assertThat(other).isEqualTo("mine");
    }

    @Test
    void second() throws SQLException {
      assertThat(connection != null && connection.isValid(1)).isTrue();
    }
  }

  @HiveDatabase
  abstract static class BaseTestCase {

    static @Nullable DataSource dataSource;

    @Test
    void alone() throws SQLException {
      try (Connection connection = Objects.requireNonNull(dataSource).getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create table only_once (n int)");
      }
    }
  }

  static class FirstHeirTestCase extends BaseTestCase {}

  static class SecondHeirTestCase extends BaseTestCase {}
}
