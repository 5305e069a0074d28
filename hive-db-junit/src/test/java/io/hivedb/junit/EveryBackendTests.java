// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.Capability;
import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

@DisplayName("@EveryBackend")
class EveryBackendTests {

  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  @Test
  @DisplayName("on a class runs all its tests on each backend, with a database each")
  void onClass() {
    SEEN.clear();
    EngineExecutionResults results = run(ClassTestCase.class);
    assertThat(names(results.containerEvents().started().list(), name -> name.startsWith("[")))
        .containsExactly("[pglite]", "[postgresql]", "[sqlite]");
    TestCases.assertPassed(results, 3 * ready());
    assertThat(SEEN).hasSize(ready());
  }

  @Test
  @DisplayName("on a method runs it on each backend")
  void onMethod() {
    SEEN.clear();
    EngineExecutionResults results = run(MethodTestCase.class);
    TestCases.assertPassed(results, ready());
    assertThat(names(results.testEvents().started().list(), name -> true))
        .contains("[pglite]", "[sqlite]");
    assertThat(SEEN).hasSize(ready());
  }

  @Test
  @DisplayName("shows a backend that is not ready as skipped, with the reason")
  void notReady() {
    EngineExecutionResults results =
        without(MethodTestCase.class).configurationParameter("hive.pglite.node", NO_NODE).execute();
    assertThat(reasons(results))
        .anySatisfy(reason -> assertThat(reason).startsWith("The backend [pglite] is not ready: "));
    assertThat(names(results.testEvents().skipped().list(), name -> true)).contains("[pglite]");
  }

  @Test
  @DisplayName("skips a class on a backend that is not ready, though JUnit makes its instances")
  void classNotReady() {
    EngineExecutionResults results =
        without(ClassTestCase.class).configurationParameter("hive.pglite.node", NO_NODE).execute();
    int others = ready() - (Backends.isReady("pglite") ? 1 : 0);
    results
        .testEvents()
        .assertStatistics(
            stats -> stats.failed(0).succeeded(3L * others).skipped(2L * (3 - others)));
  }

  @Test
  @DisplayName("aborts a test whose constructor asks for a backend that is not ready")
  void constructorNotReady() {
    EngineExecutionResults results =
        without(ConstructorTestCase.class)
            .configurationParameter("hive.pglite.node", NO_NODE)
            .execute();
    int others = ready() - (Backends.isReady("pglite") ? 1 : 0);
    results
        .testEvents()
        .assertStatistics(stats -> stats.failed(0).succeeded(others).aborted(3L - others));
  }

  @Test
  @DisplayName("fails for a backend that is not ready where hive.database.require=true")
  void required() {
    EngineExecutionResults results =
        without(MethodTestCase.class)
            .configurationParameter("hive.pglite.node", NO_NODE)
            .configurationParameter("hive.database.require", "true")
            .execute();
    assertThat(TestCases.failures(results))
        .extracting(Throwable::getMessage)
        .contains(
            "The backend [pglite] is not ready: Node.js not found at /no/such/node, which"
                + " hive.pglite.node names. Install Node.js 20 or newer, or name it with"
                + " hive.pglite.node=/path/to/node. With hive.database.require=true that is a"
                + " failure.")
        .allSatisfy(message -> assertThat(message).contains(" is not ready: "));
  }

  @Test
  @DisplayName("heeds conditions on the class for each backend")
  void conditions() {
    EngineExecutionResults results = run(ConditionTestCase.class);
    results
        .testEvents()
        .assertStatistics(stats -> stats.failed(0).skipped(4L - ready()).succeeded(ready() - 1));
    assertThat(reasons(results))
        .contains(
            "The test does not run on the backend [sqlite]: it lacks [STORED_PROCEDURES], which is"
                + " to be had with hive.database.backend=pglite or postgresql.");
  }

  @Test
  @DisplayName("is refused with a fixed backend")
  void fixed() {
    assertThat(TestCases.onlyFailure(run(FixedTestCase.class)))
        .hasMessage(
            "[io.hivedb.junit.EveryBackendTests$FixedTestCase] carries @EveryBackend, and"
                + " @HiveDatabase(backend = \"sqlite\"). Remove one of the two: the one runs it on"
                + " all backends, the other names one.");
  }

  @Test
  @DisplayName("is refused without a database")
  void bare() {
    assertThat(TestCases.onlyFailure(run(BareTestCase.class)))
        .hasMessage(
            "[io.hivedb.junit.EveryBackendTests$BareTestCase] carries @EveryBackend, but no"
                + " @HiveDatabase. Put both on it.");
  }

  @Test
  @DisplayName("gives @BeforeAll no database, and says what to use")
  void beforeAll() {
    // JUnit wraps what a parameter's resolution throws.
    assertThat(TestCases.onlyFailure(run(BeforeAllTestCase.class)))
        .rootCause()
        .hasMessage(
            "[EveryBackendTests$BeforeAllTestCase] asks for a database around all backends:"
                + " @EveryBackend runs @BeforeAll and @AfterAll once, before the first backend and"
                + " after the last. Use @BeforeEach and @AfterEach, or scripts.");
  }

  private static final String NO_NODE = "/no/such/node";

  private static EngineExecutionResults run(Class<?> testCase) {
    return without(testCase).execute();
  }

  private static EngineTestKit.Builder without(Class<?> testCase) {
    TestCases.backends().forEach(Backends::checkRequired);
    return TestCases.builder("postgresql", testCase)
        .configurationParameter("hive.database.backend", "auto");
  }

  private static int ready() {
    return (int) TestCases.backends().filter(Backends::isReady).count();
  }

  private static List<String> names(List<Event> events, Predicate<String> wanted) {
    return events.stream()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .filter(wanted)
        .toList();
  }

  private static List<String> reasons(EngineExecutionResults results) {
    return results.testEvents().skipped().stream()
        .map(event -> event.getRequiredPayload(String.class))
        .toList();
  }

  @HiveDatabase(scripts = "scripts/schema.sql")
  @EveryBackend
  static class ClassTestCase {

    static @Nullable HiveDb shared;
    @Nullable HiveDb database;

    @BeforeEach
    void remember(HiveDb given) {
      assertThat(given).isSameAs(database).isSameAs(shared);
      SEEN.add(Objects.requireNonNull(database).backend());
    }

    @Test
    void first(Connection connection) throws SQLException {
      assertThat(IsolationTests.count(connection)).isZero();
    }

    @Test
    void second() {}

    @Nested
    class Inner {
      @Test
      void third(HiveDb given) {
        assertThat(given).isSameAs(database);
      }
    }
  }

  @HiveDatabase
  @EveryBackend
  static class ConstructorTestCase {
    private final Connection connection;

    ConstructorTestCase(Connection connection) {
      this.connection = connection;
    }

    @Test
    void test() throws SQLException {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @HiveDatabase(backend = "auto")
  static class MethodTestCase {
    @EveryBackend
    void test(HiveDb database) {
      SEEN.add(database.backend());
    }
  }

  @HiveDatabase
  @EveryBackend
  @RequiresCapability(Capability.STORED_PROCEDURES)
  static class ConditionTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(backend = "sqlite")
  @EveryBackend
  static class FixedTestCase {
    @Test
    void test() {}
  }

  @EveryBackend
  static class BareTestCase {
    @Test
    void test() {}
  }

  @HiveDatabase
  @EveryBackend
  static class BeforeAllTestCase {
    @BeforeAll
    static void beforeAll(Connection connection) {}

    @Test
    void test() {}
  }
}
