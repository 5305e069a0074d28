// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.Capability;
import io.hivedb.HiveDbConfigurationException;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;

@DisplayName("@HiveDatabase fails the test, with cause and remedy,")
class MisuseTests {

  @Test
  @DisplayName("for a parameter of a pool's own type")
  void poolParameter() {
    assertThat(failureOf(PoolTestCase.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageStartingWith(
            "The parameter [com.zaxxer.hikari.HikariDataSource pool] of [void io.hivedb.junit.MisuseTests$PoolTestCase.test(")
        .hasMessageEndingWith(
            "] cannot be supplied: @HiveDatabase gives javax.sql.DataSource, java.sql.Connection"
                + " and io.hivedb.HiveDb. Ask for its JDBC interface and unwrap it:"
                + " dataSource.unwrap(HikariDataSource.class).");
  }

  @Test
  @DisplayName("for a parameter of type Statement")
  void statementParameter() {
    assertThat(failureOf(StatementTestCase.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageEndingWith(
            "] cannot be supplied: @HiveDatabase gives javax.sql.DataSource, java.sql.Connection"
                + " and io.hivedb.HiveDb. Ask for a Connection and make it from that.");
  }

  @Test
  @DisplayName("for a script that is not there")
  void missingScript() {
    assertThat(failureOf(MissingScriptTestCase.class))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The script [scripts/missing.sql] is not on the class path. Put it under"
                + " src/test/resources (or src/main/resources) and name it from there, for example"
                + " db/schema.sql.");
  }

  @Test
  @DisplayName("for a script with a syntax error: file, line, column and SQLSTATE")
  void brokenScript() {
    assertThat(failureOf(BrokenScriptTestCase.class))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageStartingWith("The script [scripts/broken.sql] failed at line 4, column 1: ")
        .hasMessageContaining("syntax error at or near \"crate\"")
        .hasMessageEndingWith(" (SQLSTATE 42601). Correct the script there.");
  }

  @Test
  @DisplayName("for an unknown backend")
  void unknownBackend() {
    assertThat(TestCases.onlyFailure(TestCases.on("pgltie", PlainTestCase.class)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageStartingWith(
            "Unknown backend [pgltie] in hive.database.backend (system property or JUnit configuration parameter). On"
                + " the class path are: sqlite.");
  }

  @Test
  @DisplayName("for a capability that the backend lacks")
  void lackingCapability() {
    assertThat(failureOf(DemandingTestCase.class))
        .hasMessage(
            "The backend [sqlite] lacks [LISTEN_NOTIFY]. No backend on the class path has all of"
                + " [LISTEN_NOTIFY].");
  }

  private static Throwable failureOf(Class<?> testCase) {
    return TestCases.onlyFailure(TestCases.run(testCase));
  }

  @HiveDatabase
  static class PoolTestCase {
    @Test
    void test(HikariDataSource pool) {}
  }

  @HiveDatabase
  static class StatementTestCase {
    @Test
    void test(Statement statement) {}
  }

  @HiveDatabase(scripts = "scripts/missing.sql")
  static class MissingScriptTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(scripts = "scripts/broken.sql")
  static class BrokenScriptTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase
  static class PlainTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(requires = Capability.LISTEN_NOTIFY)
  static class DemandingTestCase {
    @Test
    void test(Connection connection) {}
  }
}
