// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.forks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.packaging.LeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.MavenInvocationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Forks of a Maven build, on the packed jars,")
class ForksIT {

  private static final List<String> CLASSES =
      List.of("FirstForkCase", "SecondForkCase", "ThirdForkCase");

  @ParameterizedTest(name = "forkCount={0}, reuseForks={1}")
  @CsvSource({"2,true,1,2", "2,false,3,3"})
  @DisplayName("never meet, leave no process and no directory behind, and write one report")
  void forks(int count, boolean reuse, int least, int most, @TempDir Path folder)
      throws IOException, MavenInvocationException {
    ForkedBuild.run(folder, count, reuse);
    Set<Long> jvms = new TreeSet<>();
    for (Path file : traces(folder)) {
      ForkTrace trace = ForkTrace.read(file);
      jvms.add(trace.jvm());
      assertThat(trace.code()).allMatch(place -> place.endsWith(".jar"));
      LeftBehind.assertEnded(trace.jvm());
      LeftBehind.assertEnded(trace.server());
      LeftBehind.assertNoDirectoryOf(trace.jvm());
    }
    assertThat(jvms).hasSizeBetween(least, most);
    String report = Files.readString(folder.resolve("run-sqlite.json"));
    assertThat(CLASSES).allMatch(name -> report.contains("io.hivedb.packaging.forks." + name));
  }

  private static List<Path> traces(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> traces = files.filter(file -> file.toString().endsWith(".trace")).toList();
      for (String name : CLASSES) {
        assertThat(traces).anyMatch(trace -> trace.endsWith("sqlite-" + name + ".trace"));
      }
      return traces;
    }
  }
}
