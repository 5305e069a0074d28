// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A test that fails on several backends")
class KeptBackendsTests {

  @TempDir Path folder;

  /** In one run, so that there is one server of each backend. */
  @Test
  @DisplayName("leaves a folder for each, also where it is repeated, and none is overwritten")
  void eachItsOwn() throws IOException {
    TestCases.backends().forEach(Backends::checkRequired);
    List<String> ready = TestCases.backends().filter(Backends::isReady).toList();
    TestCases.builder("postgresql", ClassTestCase.class, MethodTestCase.class)
        .configurationParameter("hive.database.backend", "auto")
        .configurationParameter("hive.database.keep-on-failure", "true")
        .configurationParameter("hive.database.keep-folder", folder.toString())
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.failed(4L * ready.size()));
    assertThat(ready).hasSizeGreaterThan(1);
    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(
            ready.stream()
                .flatMap(
                    backend ->
                        Stream.of(
                            "ClassTestCase/fails/" + backend,
                            "ClassTestCase/again/" + backend + "/1",
                            "ClassTestCase/again/" + backend + "/2",
                            "MethodTestCase/everywhere/" + backend))
                .toList());
    for (String backend : ready) {
      Path own = folder.resolve(MethodTestCase.class.getName() + "/everywhere/" + backend);
      assertThat(own.resolve("dump.sql")).content().contains("of the backend " + backend);
      assertThat(own.resolve("about.txt")).content().contains("on the backend [" + backend + "]");
      assertThat(own.resolve("statements.txt"))
          .content()
          .contains("of the backend " + backend)
          .containsOnlyOnce("INSERT INTO places");
    }
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.endsWith("dump.sql"))
          .map(path -> folder.relativize(path.getParent()).toString().replace('\\', '/'))
          .map(name -> name.substring(KeptBackendsTests.class.getName().length() + 1))
          .toList();
    }
  }

  private static void writeAndFail(HiveDb database, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO places (name) VALUES ('of the backend " + database.backend() + "')");
    }
    throw new IllegalStateException("the test's own failure");
  }

  @EveryBackend
  @HiveDatabase(scripts = "scripts/schema.sql")
  static class ClassTestCase {
    @Test
    void fails(HiveDb database, Connection connection) throws SQLException {
      writeAndFail(database, connection);
    }

    @RepeatedTest(2)
    void again(HiveDb database, Connection connection) throws SQLException {
      writeAndFail(database, connection);
    }
  }

  @HiveDatabase(scripts = "scripts/schema.sql")
  static class MethodTestCase {
    @EveryBackend
    void everywhere(HiveDb database, Connection connection) throws SQLException {
      writeAndFail(database, connection);
    }
  }
}
