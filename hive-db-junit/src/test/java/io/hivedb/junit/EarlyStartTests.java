// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.hivedb.Capability;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.SharedServers;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@DisplayName("The early start")
class EarlyStartTests {

  private static final AtomicReference<@Nullable Object> SEEN = new AtomicReference<>();

  @Test
  @DisplayName("begins before the first class does")
  void begins() {
    TestExecutionSummary summary = run("sqlite", NeedsOneTestCase.class);
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(SEEN.getAndSet(null)).isNotNull();
  }

  @Test
  @DisplayName("starts nothing where no test needs a database")
  void nothing() {
    TestExecutionSummary summary = run("sqlite", LookingTestCase.class);
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(SEEN.getAndSet(null)).isNull();
  }

  @Test
  @DisplayName("leaves a failure to the tests, who tell it")
  void neverFailsTheRun() {
    TestExecutionSummary summary =
        run("no-such-backend", PlainTestCase.class, FailingTestCase.class);
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(summary.getFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getException())
                    .hasMessageStartingWith("Unknown backend [no-such-backend]"));
  }

  @Test
  @DisplayName("is not for classes that may be skipped, nor for those without a database")
  void onlyWhereNeeded() {
    assertThat(needs(PlainTestCase.class, SkippedTestCase.class)).isEmpty();
    assertThat(needs(NeedsOneTestCase.class, FailingTestCase.class)).hasSize(1);
  }

  @Test
  @DisplayName("is for methods, parameters and fields that declare a database, too")
  void ofMembers() {
    assertThat(needs(MethodTestCase.class))
        .extracting(need -> need.config().fallbacks().get(HiveDbConfig.BACKEND))
        .containsExactlyInAnyOrder("by-method", "by-parameter", "by-field", "by-constructor");
  }

  @Test
  @DisplayName("is for each backend that is ready with @EveryBackend")
  void everyBackend() {
    String[] ready = TestCases.backends().filter(Backends::isReady).toArray(String[]::new);
    assertThat(needs(EveryBackendTestCase.class))
        .extracting(need -> need.config().values().get(HiveDbConfig.BACKEND))
        .containsExactlyInAnyOrder(ready);
  }

  private static Collection<EarlyNeeds.Need> needs(Class<?>... types) {
    Set<Method> methods =
        Stream.of(types)
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .collect(Collectors.toSet());
    String url = Backends.url("postgresql");
    return EarlyNeeds.of(
        Set.of(types), methods, key -> key.equals("hive.database.url") ? url : null);
  }

  private static TestExecutionSummary run(String backend, Class<?>... testCases) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .configurationParameter("hive.database.backend", backend)
            .configurationParameter("hive.database.url", "");
    for (Class<?> testCase : testCases) {
      request.selectors(selectClass(testCase));
    }
    try (LauncherSession session = LauncherFactory.openSession()) {
      session.getLauncher().execute(request.build(), listener);
    }
    return listener.getSummary();
  }

  /** Looks, before the extension does anything, whether there are servers already. */
  static final class Looks implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      SEEN.set(
          context
              .getStore(StoreScope.LAUNCHER_SESSION, Databases.NAMESPACE)
              .get(SharedServers.class));
    }
  }

  @ExtendWith(Looks.class)
  @HiveDatabase
  static class NeedsOneTestCase {
    @Test
    void test(Connection connection) {}
  }

  static class MethodTestCase {
    @HiveDatabase(name = "field", backend = "by-field")
    @Nullable Connection field;

    MethodTestCase(@HiveDatabase(name = "c", backend = "by-constructor") Connection connection) {}

    @Test
    @HiveDatabase(backend = "by-method")
    void test(
        Connection connection,
        @HiveDatabase(name = "other", backend = "by-parameter") Connection other,
        @HiveDatabase(name = "other") Connection same) {}

    @Test
    @RequiresCapability(Capability.SNAPSHOTS)
    @HiveDatabase(backend = "by-skipped")
    void skipped(Connection connection) {}
  }

  @HiveDatabase
  @EveryBackend
  static class EveryBackendTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase
  static class FailingTestCase {
    @Test
    void test(Connection connection) {}
  }

  @ExtendWith(Looks.class)
  static class LookingTestCase {
    @Test
    void test() {}
  }

  static class PlainTestCase {
    @Test
    void test() {}
  }

  @HiveDatabase
  @EnabledOnBackend("pglite")
  static class SkippedTestCase {
    @Test
    void test(Connection connection) {}
  }
}
