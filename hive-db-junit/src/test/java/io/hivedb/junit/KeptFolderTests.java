// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.KeptFolderCases.AfterAllTestCase;
import io.hivedb.junit.KeptFolderCases.AfterEachTestCase;
import io.hivedb.junit.KeptFolderCases.AskingTestCase;
import io.hivedb.junit.KeptFolderCases.BeforeAllTestCase;
import io.hivedb.junit.KeptFolderCases.BuilderTestCase;
import io.hivedb.junit.KeptFolderCases.ManyTestCase;
import io.hivedb.junit.KeptFolderCases.PassingTestCase;
import io.hivedb.junit.KeptFolderCases.SecretTestCase;
import io.hivedb.junit.KeptFolderCases.SilentTestCase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

@DisplayName("The folder of a failed database")
class KeptFolderTests {

  private static final String OUR_NAME = KeptFolderCases.class.getName() + "$";

  @TempDir Path folder;

  @Test
  @DisplayName("has a name of its own for each method, invocation, dynamic test and database")
  void names() throws IOException {
    run(ManyTestCase.class).execute();
    assertThat(kept())
        .containsExactlyInAnyOrder(
            "ManyTestCase/beforeEachFails",
            "ManyTestCase/overloaded",
            "ManyTestCase/overloaded-2",
            "ManyTestCase/parameterized/1",
            "ManyTestCase/parameterized/2",
            "ManyTestCase/repeated/1",
            "ManyTestCase/repeated/2",
            "ManyTestCase/dynamic",
            "ManyTestCase/dynamic/2",
            "ManyTestCase/named",
            "ManyTestCase/named/database-.the_other_",
            "ManyTestCase/own",
            "ManyTestCase/own-2",
            "ManyTestCase$Inner/nested");
  }

  @Test
  @DisplayName("is there for @BeforeAll and @AfterAll, and for failures of other extensions")
  void elsewhere() throws IOException {
    run(BeforeAllTestCase.class, AfterAllTestCase.class, AfterEachTestCase.class).execute();
    assertThat(kept())
        .containsExactlyInAnyOrder(
            "BeforeAllTestCase/BeforeAll", "AfterAllTestCase/AfterAll", "AfterEachTestCase/passes");
  }

  @Test
  @DisplayName("is not written where tests pass, are aborted, or nobody asked for it")
  void nothing() throws IOException {
    run(PassingTestCase.class).execute();
    run(SilentTestCase.class)
        .configurationParameter("hive.database.keep-on-failure", "false")
        .execute();
    assertThat(kept()).isEmpty();
  }

  @Test
  @DisplayName("is written where the annotation or the builder asks for it")
  void byAnnotation() throws IOException {
    TestCases.builder("sqlite", AskingTestCase.class, BuilderTestCase.class)
        .configurationParameter("hive.database.keep-folder", folder.toString())
        .execute();
    assertThat(kept()).containsExactlyInAnyOrder("AskingTestCase/fails", "BuilderTestCase/fails");
  }

  @Test
  @DisplayName("holds no values where they are to be masked, and no password ever")
  void masked() {
    run(SecretTestCase.class)
        .configurationParameter("hive.database.statement-log-values", "masked")
        .execute();
    assertThat(statements(SecretTestCase.class))
        .content()
        .contains("INSERT INTO places (name) VALUES ('***')", "VALUES (?)\n    1 = ***\n")
        .contains("failed 42704")
        .doesNotContain("secret");
    run(SecretTestCase.class).execute();
    assertThat(statements(SecretTestCase.class))
        .content()
        .contains("1 = 'secret value'", "PASSWORD '***'")
        .doesNotContain("secret password");
  }

  @Test
  @DisplayName("holds the statements alone where only those are asked for")
  void statementsAlone() {
    run(SilentTestCase.class)
        .configurationParameter("hive.database.keep-on-failure", "false")
        .configurationParameter("hive.database.statement-log", "true")
        .execute();
    assertThat(statements(SilentTestCase.class)).isNotEmptyFile();
    assertThat(statements(SilentTestCase.class).resolveSibling("dump.sql")).doesNotExist();
  }

  @Test
  @DisplayName("that cannot be written is told beside the test's own failure")
  void unwritable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Throwable failure =
        TestCases.onlyFailure(
            run(SilentTestCase.class)
                .configurationParameter("hive.database.keep-folder", file.toString())
                .execute());
    assertThat(failure).hasMessage("the test's own failure");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(
            other ->
                assertThat(other)
                    .hasMessageStartingWith("The database of the failed test could not be kept: ")
                    .hasMessageContaining(file.toString()));
  }

  @Test
  @DisplayName("leaves alone what others put there, and is made anew by the next run")
  void again() throws IOException {
    run(SilentTestCase.class).execute();
    Path mine = Files.writeString(statements(SilentTestCase.class).resolveSibling("mine"), "x");
    Path dump = mine.resolveSibling("dump.sql");
    Files.writeString(dump, "old");
    run(SilentTestCase.class).execute();
    assertThat(mine).exists();
    assertThat(dump).content().startsWith("--").doesNotContain("old");
  }

  @Test
  @DisplayName("is opened by one command, until Enter")
  void opened() throws IOException, InterruptedException {
    run(SilentTestCase.class).execute();
    Path arguments = statements(SilentTestCase.class).resolveSibling("open.args");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "@" + arguments).redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.startsWith("URL: ")) {
        line = output.readLine();
      }
      assertThat(line).startsWith("URL:      jdbc:");
      assertThat(output.readLine()).isEqualTo("The database runs until you press Enter.");
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroy();
    }
  }

  private EngineTestKit.Builder run(Class<?>... testCases) {
    return TestCases.builder("sqlite", testCases)
        .configurationParameter("hive.database.keep-on-failure", "true")
        .configurationParameter("hive.database.keep-folder", folder.toString());
  }

  private Path statements(Class<?> testCase) {
    return folder.resolve(testCase.getName()).resolve("fails").resolve("statements.txt");
  }

  /** The folders that something was kept in, without what all their names begin with. */
  private List<String> kept() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.endsWith("about.txt"))
          .map(path -> folder.relativize(path.getParent()).toString().replace('\\', '/'))
          .map(name -> name.substring(OUR_NAME.length()))
          .toList();
    }
  }
}
