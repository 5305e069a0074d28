// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test cases as a user's build would, on SQLite unless told otherwise. */
final class TestCases {

  private TestCases() {}

  static EngineExecutionResults run(Class<?>... testCases) {
    return on("sqlite", testCases);
  }

  static EngineExecutionResults on(String backend, Class<?>... testCases) {
    return builder(backend, testCases).execute();
  }

  static EngineTestKit.Builder builder(String backend, Class<?>... testCases) {
    EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter");
    for (Class<?> testCase : testCases) {
      builder.selectors(selectClass(testCase));
    }
    // A blank URL hides one that this build itself may have been given.
    return builder
        .configurationParameter("hive.database.backend", backend)
        .configurationParameter("hive.database.url", Backends.url(backend));
  }

  /** Every backend of the class path, as ids; a test runs on each of them. */
  static Stream<String> backends() {
    return Stream.of("pglite", "postgresql", "sqlite");
  }

  /** Fails with the first failure, if there is one, and counts what passed. */
  static void assertPassed(EngineExecutionResults results, int tests) {
    results
        .allEvents()
        .executions()
        .failed()
        .map(execution -> execution.getTerminationInfo().getExecutionResult().getThrowable())
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            failure -> {
              throw new AssertionError("a test case failed", failure);
            });
    results.testEvents().assertStatistics(statistics -> statistics.succeeded(tests));
  }

  /** The failure of the only test or class that failed. */
  static Throwable onlyFailure(EngineExecutionResults results) {
    List<Throwable> failures = failures(results);
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  /** The failures of all tests and classes. */
  static List<Throwable> failures(EngineExecutionResults results) {
    return results
        .allEvents()
        .executions()
        .failed()
        .map(execution -> execution.getTerminationInfo().getExecutionResult())
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }
}
