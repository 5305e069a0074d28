// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

@DisplayName("A connection that a test did not return")
class LeakDetectionTests {

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("fails the test with METHOD, and says where it was taken, in the user's own frames")
  void method(String backend) {
    Backends.check(backend);
    EngineExecutionResults results = run(backend, "fail", MethodTestCase.class);
    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(1));
    assertThat(TestCases.onlyFailure(results))
        .hasStackTraceContaining(
            "[io.hivedb.junit.LeakDetectionTests$MethodTestCase, forgets(DataSource)] did not"
                + " return [1] connections, which were taken\n  by the thread ["
                + Thread.currentThread().getName()
                + "]\n\tat io.hivedb.junit.LeakDetectionTests.take(LeakDetectionTests.java:")
        .hasStackTraceContaining(
            "\nClose each, best by try-with-resources; or take a parameter of the type"
                + " Connection, which is closed after the test. hive.database.leak-detection ="
                + " off, warn or fail decides what is made of it.");
    String text = String.valueOf(deepest(TestCases.onlyFailure(results)).getMessage());
    assertThat(text.lines().filter(line -> line.startsWith("\tat ")))
        .hasSize(2)
        .allMatch(line -> line.contains("LeakDetectionTests"));
  }

  @Test
  @DisplayName("fails the class with CLASS")
  void ofClass() {
    EngineExecutionResults results = run("sqlite", "fail", ClassTestCase.class);
    results.testEvents().assertStatistics(stats -> stats.succeeded(1));
    results.containerEvents().assertStatistics(stats -> stats.failed(1));
    assertThat(deepest(TestCases.onlyFailure(results)))
        .hasMessageStartingWith(
            "[LeakDetectionTests$ClassTestCase] did not return [1] connections, which were taken");
  }

  @Test
  @DisplayName("fails nothing where that is not asked for")
  void warns() {
    TestCases.assertPassed(TestCases.run(ClassTestCase.class), 1);
    TestCases.assertPassed(run("sqlite", "off", ClassTestCase.class), 1);
  }

  @Test
  @DisplayName("is no matter of those that are supplied, closed, or closed in @AfterAll")
  void returned() {
    TestCases.assertPassed(run("sqlite", "fail", ReturningTestCase.class), 2);
  }

  @Test
  @DisplayName("is looked for by off, warn or fail, and nothing else")
  void unknown() {
    assertThat(TestCases.onlyFailure(run("sqlite", "perhaps", ClassTestCase.class)))
        .hasMessage(
            "The setting hive.database.leak-detection = [perhaps] (system property or JUnit"
                + " configuration parameter) is not off, warn or fail.");
  }

  private static EngineExecutionResults run(String backend, String detection, Class<?> testCase) {
    return TestCases.builder(backend, testCase)
        .configurationParameter("hive.database.leak-detection", detection)
        .execute();
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static Connection take(DataSource dataSource) throws SQLException {
    return dataSource.getConnection();
  }

  @HiveDatabase(isolation = Isolation.METHOD)
  static class MethodTestCase {
    @Test
    void forgets(DataSource dataSource) throws SQLException {
      take(dataSource);
    }

    @Test
    void returns(DataSource dataSource) throws SQLException {
      take(dataSource).close();
    }

    @Test
    void isSupplied(Connection connection) {}
  }

  @HiveDatabase
  static class ClassTestCase {
    @Test
    void forgets(DataSource dataSource) throws SQLException {
      take(dataSource);
    }
  }

  @HiveDatabase(isolation = Isolation.METHOD)
  static class ReturningTestCase {
    static final AtomicReference<@Nullable Connection> OPEN = new AtomicReference<>();

    @BeforeAll
    static void open(DataSource dataSource, Connection supplied) throws SQLException {
      OPEN.set(take(dataSource));
    }

    @Test
    void first(Connection connection) {}

    @Test
    void second() {}

    @AfterAll
    static void close() throws SQLException {
      Connection connection = OPEN.getAndSet(null);
      if (connection != null) {
        connection.close();
      }
    }
  }
}
