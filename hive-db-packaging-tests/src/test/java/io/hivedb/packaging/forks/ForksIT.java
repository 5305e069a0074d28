// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.forks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.packaging.LeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forks themselves are two executions of Surefire in this module's POM. */
@DisplayName("Forks of one build, on the packed jars,")
class ForksIT {

  private static final List<String> CLASSES =
      List.of("FirstForkCase", "SecondForkCase", "ThirdForkCase");

  @ParameterizedTest
  @ValueSource(strings = {"reused", "fresh"})
  @DisplayName("ran each class, and left no process and no directory behind")
  void nothing(String forks) throws IOException {
    Set<Long> jvms = new TreeSet<>();
    for (Path trace : traces(forks)) {
      String[] pids = Files.readString(trace).split(" ", -1);
      long jvm = Long.parseLong(pids[0]);
      jvms.add(jvm);
      LeftBehind.assertEnded(jvm);
      LeftBehind.assertEnded(Long.parseLong(pids[1]));
      LeftBehind.assertNoDirectoryOf(jvm);
    }
    assertThat(jvms).hasSizeBetween(forks.equals("fresh") ? CLASSES.size() : 1, CLASSES.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reused", "fresh"})
  @DisplayName("have one report, in which no fork overwrote another")
  void report(String forks) throws IOException {
    String report = Files.readString(folder(forks).resolve("run-sqlite.json"));
    assertThat(CLASSES).allMatch(name -> report.contains("io.hivedb.packaging.forks." + name));
  }

  private static List<Path> traces(String forks) throws IOException {
    List<Path> traces = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder(forks))) {
      files.filter(file -> file.toString().endsWith(".trace")).forEach(traces::add);
    }
    for (String name : CLASSES) {
      assertThat(traces).anyMatch(trace -> trace.endsWith("sqlite-" + name + ".trace"));
    }
    return traces;
  }

  private static Path folder(String forks) {
    return Path.of("target", "forks", forks);
  }
}
