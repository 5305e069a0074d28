// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Short by default; {@code -Dhive.test.stress=50} runs that many classes on each backend. */
@DisplayName("Classes and methods that run in parallel")
@Timeout(value = 9, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTests {

  private static final int CLASSES = Integer.getInteger("hive.test.stress", 6);
  private static final int METHODS = 20;
  private static final Map<Class<?>, Class<?>[]> SUBCLASSES = new ConcurrentHashMap<>();

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("never meet each other's rows")
  void noCrossTalk(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(
        parallel(backend, 4, subclasses(StressTestCase.class)), CLASSES * METHODS);
  }

  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("find the restored state in each test with METHOD")
  void methods(String backend) {
    Backends.check(backend);
    TestCases.assertPassed(parallel(backend, 4, subclasses(RestoredTestCase.class)), CLASSES * 5);
  }

  @Test
  @DisplayName("wait for a place when too many databases are alive, also those that need two")
  void limited() {
    TestCases.assertPassed(parallel("sqlite", 1, subclasses(TwoTestCase.class)), CLASSES * 2);
  }

  @ParameterizedTest
  @ValueSource(classes = {RegisteredTestCase.class, ParameterTestCase.class})
  @DisplayName("are refused with METHOD where JUnit could not be told of it")
  void refused(Class<?> testCase) {
    Throwable failure = TestCases.onlyFailure(parallel("sqlite", 4, testCase));
    // JUnit wraps what a parameter's resolution throws.
    Throwable cause = failure.getCause();
    assertThat(cause != null ? cause : failure)
        .hasMessage(
            "The tests of ["
                + testCase.getName()
                + "] run in parallel on one database that is reset before each of them. Put"
                + " @Execution(ExecutionMode.SAME_THREAD) on the class, or @HiveDatabase(isolation"
                + " = METHOD), which does that itself.");
  }

  private static EngineExecutionResults parallel(String backend, int most, Class<?>... testCases) {
    return TestCases.builder(backend, testCases)
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
        .configurationParameter(DatabaseLimit.KEY, Integer.toString(most))
        .execute();
  }

  /** Each inherits the annotation and has a database of its own; a name can be defined once. */
  private static Class<?>[] subclasses(Class<?> base) {
    return SUBCLASSES.computeIfAbsent(
        base,
        type ->
            IntStream.range(0, CLASSES)
                .mapToObj(number -> subclass(type, number))
                .toArray(Class<?>[]::new));
  }

  private static Class<?> subclass(Class<?> base, int number) {
    byte[] code =
        new ByteBuddy().subclass(base).name(base.getName() + "Number" + number).make().getBytes();
    try {
      return MethodHandles.lookup().defineClass(code);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the package is our own", e);
    }
  }

  /** Every row names its class; whoever finds a row of another has met cross-talk. */
  @HiveDatabase(scripts = "scripts/schema.sql")
  public static class StressTestCase {

    @RepeatedTest(METHODS)
    public void writes(Connection connection, TestInfo test) throws SQLException {
      String me = test.getTestClass().orElseThrow().getName();
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO places (name) VALUES ('" + me + "')");
        try (ResultSet rows = statement.executeQuery("SELECT DISTINCT name FROM places")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(me);
          assertThat(rows.next()).isFalse();
        }
      }
    }
  }

  @HiveDatabase(
      isolation = Isolation.METHOD,
      scripts = {"scripts/schema.sql", "scripts/data.sql"})
  public static class RestoredTestCase {

    @RepeatedTest(5)
    public void writes(Connection connection) throws SQLException {
      assertThat(IsolationTests.count(connection)).isEqualTo(1);
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO places (name) VALUES ('mine')");
      }
      assertThat(IsolationTests.count(connection)).isEqualTo(2);
    }
  }

  @HiveDatabase(scripts = "scripts/schema.sql")
  public static class TwoTestCase {

    @Test
    public void first(
        @HiveDatabase(name = "second", scripts = "scripts/schema.sql") Connection connection)
        throws SQLException {
      assertThat(IsolationTests.count(connection)).isZero();
    }

    @Nested
    @HiveDatabase
    public class Third {
      @Test
      public void second(Connection connection) {
        assertThat(connection).isNotNull();
      }
    }
  }

  static class RegisteredTestCase {
    @RegisterExtension
    static final HiveDatabaseExtension DATABASE =
        HiveDatabaseExtension.builder().isolation(Isolation.METHOD).build();

    @Test
    void test() {}
  }

  static class ParameterTestCase {
    @Test
    void test(@HiveDatabase(name = "own", isolation = Isolation.METHOD) Connection connection) {}
  }
}
