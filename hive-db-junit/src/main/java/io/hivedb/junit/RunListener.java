// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.junit.internal.report.ClassResult;
import io.hivedb.junit.internal.report.Run;
import io.hivedb.junit.internal.report.RunFiles;
import io.hivedb.junit.internal.report.TestResult;
import io.hivedb.junit.internal.report.TestResult.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes, at the end of a run, what became of the tests that had a database. */
final class RunListener implements TestExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(RunListener.class);
  private static final double NANOS_PER_MILLI = 1e6;

  private final RunNotes notes;
  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final Map<String, Ended> ended = new ConcurrentHashMap<>();
  private @Nullable TestPlan plan;

  RunListener(RunNotes notes) {
    this.notes = notes;
  }

  /** What JUnit told of a test. */
  private record Ended(
      TestIdentifier test, Outcome outcome, double millis, @Nullable String reason) {}

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
    begun.clear();
    ended.clear();
  }

  @Override
  public void executionStarted(TestIdentifier identifier) {
    if (identifier.isTest()) {
      begun.put(identifier.getUniqueId(), System.nanoTime());
      notes.begins(identifier.getUniqueId());
    }
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    String reason = result.getThrowable().map(RunListener::firstLine).orElse(null);
    if (identifier.isTest()) {
      notes.ends(identifier.getUniqueId());
      Long begin = begun.remove(identifier.getUniqueId());
      double millis = begin == null ? 0 : (System.nanoTime() - begin) / NANOS_PER_MILLI;
      put(new Ended(identifier, outcome(result), millis, reason));
    } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      putAllBelow(identifier, outcome(result), reason);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    putAllBelow(identifier, Outcome.SKIPPED, reason);
  }

  /** Of a class that did not run JUnit tells nothing but that; its tests are told of here. */
  private void putAllBelow(TestIdentifier identifier, Outcome outcome, @Nullable String reason) {
    Collection<TestIdentifier> below =
        plan == null || identifier.isTest()
            ? List.of()
            : plan.getDescendants(identifier).stream().filter(TestIdentifier::isTest).toList();
    if (below.isEmpty()) {
      put(new Ended(identifier, outcome, 0, reason));
    }
    below.forEach(test -> put(new Ended(test, outcome, 0, reason)));
  }

  /** What a test itself said stays, when its class fails after it. */
  private void put(Ended test) {
    ended.putIfAbsent(test.test().getUniqueId(), test);
  }

  private static Outcome outcome(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> Outcome.PASSED;
      case ABORTED -> Outcome.ABORTED;
      case FAILED -> Outcome.FAILED;
    };
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getName()
        : message.strip().lines().findFirst().orElse("");
  }

  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    try {
      Path folder = RunReport.folder(finished);
      if (folder != null) {
        for (Run run : runs(finished)) {
          RunFiles.add(folder, run);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The report of the run was not written.", e);
    }
  }

  private Collection<Run> runs(TestPlan finished) {
    Map<String, Map<String, ClassResult>> byBackend = new TreeMap<>();
    for (Ended each : ended.values()) {
      TestPlace place = TestPlace.of(each.test(), finished, notes);
      if (place != null) {
        byBackend
            .computeIfAbsent(place.backend(), backend -> new TreeMap<>())
            .computeIfAbsent(
                place.type(),
                type -> new ClassResult(type, place.preparationMillis(), new ArrayList<>()))
            .tests()
            .add(result(place, each));
      }
    }
    return byBackend.entrySet().stream().map(RunListener::run).toList();
  }

  private TestResult result(TestPlace place, Ended each) {
    String id = each.test().getUniqueId();
    return new TestResult(
        place.test(),
        each.outcome(),
        each.millis(),
        notes.preparationMillis(id),
        each.reason(),
        notes.refused(id));
  }

  private static Run run(Map.Entry<String, Map<String, ClassResult>> backend) {
    Collection<ClassResult> classes = backend.getValue().values();
    classes.forEach(each -> each.tests().sort(Comparator.comparing(TestResult::test)));
    return new Run(backend.getKey(), new ArrayList<>(classes));
  }
}
