// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Java and SQL in the documentation are what this build compiles and, where it is a test, runs. */
@DisplayName("A block of code in the documentation")
class DocumentationTests {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?s)```(?:java|sql)\\n(.*?)```");

  private static final Pattern ARTIFACT =
      Pattern.compile("\\bhive-db-(?:bom|core|junit|pglite|postgres|sqlite|tck)\\b");

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+-SNAPSHOT");

  @TestFactory
  @DisplayName("in Java or SQL stands in a source file, letter by letter but for indentation")
  Stream<DynamicTest> compiled() throws IOException {
    String sources = flat(everySource());
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        String code = flat(block.group(1));
        String name = ROOT.relativize(page) + ": " + block.group(1).lines().findFirst().orElse("");
        tests.add(DynamicTest.dynamicTest(name, () -> assertThat(sources).contains(code)));
      }
    }
    assertThat(tests).as("the README shows code").isNotEmpty();
    return tests.stream();
  }

  @Test
  @DisplayName("of Maven or Gradle names modules and the version that exist")
  void coordinates() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String bom = Files.readString(ROOT.resolve("hive-db-bom/pom.xml"));
    Set<String> named = all(ARTIFACT, readme);
    assertThat(named).contains("hive-db-bom", "hive-db-junit", "hive-db-pglite");
    assertThat(named).allMatch(artifact -> bom.contains(artifact + "</artifactId>"));
    assertThat(all(VERSION, readme)).isEqualTo(all(VERSION, bom)).hasSize(1);
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String everySource() throws IOException {
    List<Path> roots =
        List.of(ROOT.resolve("examples"), ROOT.resolve("hive-db-packaging-tests/src/test"));
    StringBuilder all = new StringBuilder();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(DocumentationTests::isSource).toList()) {
          all.append(Files.readString(file)).append('\n');
        }
      }
    }
    return all.toString();
  }

  private static boolean isSource(Path file) {
    String name = file.toString();
    return name.endsWith(".java") || name.endsWith(".sql");
  }

  private static String flat(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
