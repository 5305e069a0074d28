// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;

import io.hivedb.BackendNotAvailableException;
import io.hivedb.Capability;
import java.sql.Connection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@DisplayName("A condition on the backend")
class ConditionTests {

  @Test
  @DisplayName("skips what needs a capability that the backend lacks, and says so")
  void lackingCapability() {
    EngineExecutionResults results = TestCases.run(CapabilityTestCase.class);
    assertSkipped(
        results,
        "The test does not run on the backend [sqlite]: it lacks [LISTEN_NOTIFY], which is to"
            + " be had with hive.database.backend=pglite or postgresql.");
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).skipped(1));
  }

  @Test
  @DisplayName("skips what is enabled elsewhere, with the reason that was given")
  void enabledElsewhere() {
    EngineExecutionResults results = TestCases.run(EnabledTestCase.class);
    assertSkipped(
        results,
        "The test does not run on the backend [sqlite]: enabled on [pglite, postgresql] only:"
            + " measures the planner.");
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).skipped(1));
  }

  @Test
  @DisplayName("skips what is disabled here, and runs what is disabled elsewhere")
  void disabledHere() {
    EngineExecutionResults results = TestCases.run(DisabledTestCase.class);
    assertSkipped(
        results,
        "The test does not run on the backend [sqlite]: disabled on it: LISTEN is PostgreSQL's.");
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).skipped(1));
  }

  @Test
  @DisplayName("on a class holds for its subclasses, and opens no database")
  void onClass() {
    EngineExecutionResults results = TestCases.run(SubclassTestCase.class);
    results.containerEvents().assertStatistics(stats -> stats.skipped(1));
    results.testEvents().assertStatistics(stats -> stats.started(0));
  }

  @Test
  @DisplayName("fails the test where hive.database.require=true")
  void required() {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(DisabledTestCase.class))
            .configurationParameter("hive.database.backend", "sqlite")
            .configurationParameter("hive.database.url", "")
            .configurationParameter("hive.database.require", "true")
            .execute();
    assertThat(TestCases.onlyFailure(results))
        .hasMessage(
            "The test does not run on the backend [sqlite]: disabled on it: LISTEN is PostgreSQL's."
                + " With hive.database.require=true that is a failure.");
  }

  @Test
  @DisplayName("never hides that no backend can be chosen")
  void noBackend() {
    assertThat(TestCases.onlyFailure(TestCases.run(ImpossibleTestCase.class)))
        .isInstanceOf(BackendNotAvailableException.class);
  }

  @Test
  @DisplayName("without @HiveDatabase is an error")
  void withoutDatabase() {
    assertThat(TestCases.onlyFailure(TestCases.run(BareTestCase.class)))
        .hasRootCauseMessage(
            "No class around [test()] carries @HiveDatabase. Put the annotation on the test class.");
  }

  private static void assertSkipped(EngineExecutionResults results, String reason) {
    results.allEvents().assertThatEvents().haveExactly(1, event(skippedWithReason(reason)));
  }

  @HiveDatabase
  static class CapabilityTestCase {
    @Test
    @RequiresCapability(Capability.LISTEN_NOTIFY)
    void listens() {
      throw new AssertionError("must not run");
    }

    @Test
    @RequiresCapability(Capability.PERSISTENCE)
    void keeps(Connection connection) {}
  }

  @HiveDatabase
  static class EnabledTestCase {
    @Test
    @EnabledOnBackend(
        value = {"pglite", "postgresql"},
        reason = "measures the planner")
    void elsewhere() {
      throw new AssertionError("must not run");
    }

    @Test
    @EnabledOnBackend("sqlite")
    void here(Connection connection) {}
  }

  @HiveDatabase
  static class DisabledTestCase {
    @Test
    @DisabledOnBackend(value = "sqlite", reason = "LISTEN is PostgreSQL's")
    void here() {}

    @Test
    @DisabledOnBackend("postgresql")
    void elsewhere(Connection connection) {}
  }

  @HiveDatabase(scripts = "scripts/missing.sql")
  @RequiresCapability(Capability.LISTEN_NOTIFY)
  static class BaseTestCase {
    @Test
    void test() {}
  }

  static class SubclassTestCase extends BaseTestCase {}

  @HiveDatabase(requires = Capability.LISTEN_NOTIFY)
  @RequiresCapability(Capability.LISTEN_NOTIFY)
  static class ImpossibleTestCase {
    @Test
    void test() {}
  }

  static class BareTestCase {
    @Test
    @EnabledOnBackend("sqlite")
    void test() {}
  }
}
