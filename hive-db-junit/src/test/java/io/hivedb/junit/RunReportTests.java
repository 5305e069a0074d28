// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.hivedb.UnsupportedSqlException;
import io.hivedb.junit.internal.report.ClassResult;
import io.hivedb.junit.internal.report.Run;
import io.hivedb.junit.internal.report.RunFiles;
import io.hivedb.junit.internal.report.TestResult;
import io.hivedb.junit.internal.report.TestResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

@DisplayName("The report of a run")
class RunReportTests {

  @TempDir private Path folder;

  @Test
  @DisplayName("tells outcomes, times, skip reasons and refused statements")
  void tells() throws IOException {
    run(Map.of("hive.database.backend", "sqlite"), EveryOutcomeTestCase.class, PlainTestCase.class);
    Run run = RunFiles.of(folder.resolve("run-sqlite.json")).get(0);
    assertThat(run.backend()).isEqualTo("sqlite");
    ClassResult type = run.classes().get(0);
    assertThat(run.classes()).hasSize(1);
    assertThat(type.name()).isEqualTo(EveryOutcomeTestCase.class.getName());
    assertThat(type.preparationMillis()).isPositive();
    Map<String, TestResult> tests = byName(type);
    assertThat(tests)
        .containsOnlyKeys(
            "aborts()",
            "fails()",
            "passes(Connection), repetition 1 of 1",
            "refused(Connection)",
            "skipped()");
    assertThat(tests.get("fails()"))
        .returns(Outcome.FAILED, TestResult::outcome)
        .returns("no luck", TestResult::reason);
    assertThat(tests.get("aborts()")).returns(Outcome.ABORTED, TestResult::outcome);
    assertThat(tests.get("skipped()"))
        .returns(Outcome.SKIPPED, TestResult::outcome)
        .returns(
            "The test does not run on the backend [sqlite]: disabled on it: no LISTEN.",
            TestResult::reason);
    assertThat(tests.get("refused(Connection)"))
        .returns(Outcome.PASSED, TestResult::outcome)
        .returns(List.of("LISTEN: listen to_me"), TestResult::refused);
    TestResult passed = Objects.requireNonNull(tests.get("passes(Connection), repetition 1 of 1"));
    assertThat(passed).returns(null, TestResult::reason);
    assertThat(passed.millis()).isGreaterThanOrEqualTo(passed.preparationMillis());
    assertThat(passed.preparationMillis()).isPositive();
  }

  @Test
  @DisplayName("tells the tests of a class whose database does not start as failed")
  void noDatabase() throws IOException {
    run(Map.of("hive.database.backend", "sqlite"), BrokenTestCase.class);
    ClassResult type = RunFiles.of(folder).get(0).classes().get(0);
    assertThat(type.tests())
        .extracting(TestResult::test, TestResult::outcome)
        .containsExactly(tuple("one()", Outcome.FAILED), tuple("two()", Outcome.FAILED));
    assertThat(type.tests().get(0).reason()).contains("no-such-script.sql");
  }

  @Test
  @DisplayName("is one for each backend where one run has several, with the same names in each")
  void everyBackend() throws IOException {
    Backends.check("pglite");
    run(Map.of(), EverywhereTestCase.class, EverywhereClassTestCase.class);
    List<Run> runs = RunFiles.of(folder);
    assertThat(runs).extracting(Run::backend).contains("pglite", "sqlite");
    assertThat(runs)
        .allSatisfy(
            run ->
                assertThat(run.classes())
                    .flatExtracting(ClassResult::tests)
                    .extracting(TestResult::test)
                    .containsExactly("inClass()", "everywhere()"));
  }

  @Test
  @DisplayName("is not written with hive.database.report=false")
  void off() {
    run(
        Map.of("hive.database.backend", "sqlite", RunReport.KEY, "false"),
        EveryOutcomeTestCase.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("that cannot be written changes no test")
  void unwritable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(
            run(
                Map.of("hive.database.backend", "sqlite", RunReport.FOLDER, file + "/below"),
                EveryOutcomeTestCase.class))
        .isEqualTo(2);
    assertThat(Files.size(file)).isZero();
  }

  @Test
  @DisplayName("becomes a page and a table by MatrixReport")
  void matrix() throws IOException {
    run(Map.of("hive.database.backend", "sqlite"), EveryOutcomeTestCase.class);
    MatrixReport.main(folder.toString());
    assertThat(folder.resolve("matrix.html")).content().contains("no luck", "listen to_me");
    assertThat(folder.resolve("matrix.md")).content().contains("| sqlite | 2 | 1 | 2 |");
  }

  private long run(Map<String, String> parameters, Class<?>... testCases) {
    SummaryGeneratingListener passed = new SummaryGeneratingListener();
    Map<String, String> all = new TreeMap<>(parameters);
    all.putIfAbsent(RunReport.FOLDER, folder.toString());
    all.putIfAbsent("hive.database.url", "");
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .configurationParameters(all)
                  .selectors(Stream.of(testCases).map(type -> selectClass(type)).toList())
                  .build(),
              passed);
    }
    return passed.getSummary().getTestsSucceededCount();
  }

  private static Map<String, TestResult> byName(ClassResult type) {
    Map<String, TestResult> tests = new TreeMap<>();
    type.tests().forEach(test -> tests.put(test.test(), test));
    return tests;
  }

  @HiveDatabase(isolation = Isolation.METHOD)
  static class EveryOutcomeTestCase {

    @RepeatedTest(1)
    void passes(Connection connection) {}

    @Test
    void fails() {
      throw new AssertionError("no luck\nat all");
    }

    @Test
    void aborts() {
      assumeThat(1).isEqualTo(2);
    }

    @Test
    @DisabledOnBackend(value = "sqlite", reason = "no LISTEN")
    void skipped() {}

    @Test
    void refused(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute("listen to_me"))
            .isInstanceOf(UnsupportedSqlException.class);
      }
    }
  }

  @HiveDatabase(scripts = "no-such-script.sql")
  static class BrokenTestCase {
    @Test
    void one() {}

    @Test
    void two() {}
  }

  @HiveDatabase
  static class EverywhereTestCase {
    @EveryBackend
    void everywhere() {}
  }

  @HiveDatabase
  @EveryBackend
  static class EverywhereClassTestCase {
    @Test
    void inClass() {}
  }

  static class PlainTestCase {
    @Test
    void test() {}
  }
}
