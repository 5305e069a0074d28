// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs a suite as a build does, and prints one line: how many tests passed, and what lay between
 * two of them in milliseconds. Ends non-zero where one did not pass.
 */
public final class RunSuite {

  private RunSuite() {}

  /**
   * Runs one suite.
   *
   * @param arguments {@code hive}, {@code zonky} or {@code truncate}, and how many of its ten
   *     classes
   */
  public static void main(String[] arguments) {
    SummaryGeneratingListener results = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(request(suite(arguments[0]), Integer.parseInt(arguments[1])), results);
    }
    TestExecutionSummary summary = results.getSummary();
    summary.printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8), 20);
    System.out.printf(
        Locale.ROOT,
        "passed=%d between=%.4f%n",
        summary.getTestsSucceededCount(),
        Stopwatch.millisecondsPerTest());
    System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
  }

  private static Class<?> suite(String name) {
    return switch (name) {
      case "hive" -> HiveSuite.class;
      case "zonky" -> ZonkySuite.class;
      case "truncate" -> TruncateSuite.class;
      default -> throw new IllegalArgumentException("no suite [" + name + "]");
    };
  }

  private static LauncherDiscoveryRequest request(Class<?> suite, int classes) {
    List<ClassSelector> selectors =
        Stream.iterate(0, number -> number + 1)
            .limit(classes)
            .map(number -> selectClass(suite.getName() + "$C" + number))
            .toList();
    return LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
  }
}
