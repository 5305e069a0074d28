// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.hivedb.internal.SharedServers;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
    assertThat(EarlyNeeds.of(Set.of(PlainTestCase.class, SkippedTestCase.class))).isEmpty();
    assertThat(EarlyNeeds.of(Set.of(NeedsOneTestCase.class, FailingTestCase.class))).hasSize(1);
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
