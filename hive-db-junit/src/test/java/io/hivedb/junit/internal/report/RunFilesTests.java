// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.junit.internal.report.TestResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The files of runs")
class RunFilesTests {

  @TempDir private Path folder;

  @Test
  @DisplayName("hold what all have added who ran at once, class by class")
  void together() throws IOException {
    IntStream.range(0, 40).parallel().forEach(number -> add("p.Class" + number, number));
    add("p.Class7", 700);
    List<Run> runs = RunFiles.of(folder);
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).classes()).hasSize(40);
    assertThat(runs.get(0).classes())
        .filteredOn(type -> type.name().equals("p.Class7"))
        .extracting(type -> type.tests().get(0).millis())
        .containsExactly(700.0);
    assertThat(folder).isDirectoryContaining("glob:**/run-sqlite.json");
  }

  private void add(String type, double millis) {
    TestResult test =
        new TestResult("t \"<ü>\"", Outcome.PASSED, millis, 0, null, List.of("a;\nb"));
    try {
      RunFiles.add(folder, new Run("sqlite", List.of(new ClassResult(type, 1, List.of(test)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("give back what was written")
  void theSame() throws IOException {
    TestResult test =
        new TestResult("t \"<ü>\"\n", Outcome.SKIPPED, 1.5, 0.5, "a & b", List.of("c; 'd'"));
    Run run = new Run("my/db", List.of(new ClassResult("p.A", 2, List.of(test))));
    Path file = RunFiles.add(folder, run);
    assertThat(file).hasFileName("run-my_db.json");
    assertThat(RunFiles.of(file)).containsExactly(run);
  }

  @Test
  @DisplayName("that are none are named, with what to do")
  void broken() throws IOException {
    Path file = Files.writeString(folder.resolve("run-sqlite.json"), "{\"backend\": 1");
    assertThatThrownBy(() -> RunFiles.of(folder))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageStartingWith("[" + file.toAbsolutePath() + "] is not the report of a run: ")
        .hasMessageEndingWith(" Delete it, and run the tests again.");
  }

  @Test
  @DisplayName("are missed where a folder has none")
  void none() {
    assertThatThrownBy(() -> RunFiles.of(folder))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "There is no run-….json in ["
                + folder.toAbsolutePath()
                + "]. Run tests with @HiveDatabase first, without hive.database.report=false; or name"
                + " the folder that hive.database.report-folder named.");
  }
}
