// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which mode JVMs of their own take on a machine that could serve all three, and what they log. */
class ModesIT {

  private static final String LINE = "PostgreSQL in mode [";

  private final String url = TestServers.existingUrl();
  private final String home = "hive.postgres.home=" + TestServers.localHome();

  @TempDir private Path directory;

  @BeforeEach
  void docker() {
    TestServers.requireDocker();
  }

  private ForkedJvm start(String... settings) throws Exception {
    return ForkedJvm.start(directory, Map.of("HELD_SETTINGS", String.join("\n", settings)));
  }

  private static String logOf(ForkedJvm jvm) throws Exception {
    assertThat(jvm.answer()).as("%s", jvm.output()).startsWith("jdbc:postgresql://");
    assertThat(jvm.endsWell()).isTrue();
    return jvm.output();
  }

  @Test
  void autoTakesTheUrlWhereOneIsSet() throws Exception {
    try (ForkedJvm jvm = start("hive.postgres.mode=auto", home, "hive.database.url=" + url)) {
      assertThat(logOf(jvm))
          .containsOnlyOnce(LINE)
          .contains(LINE + "url]: hive.database.url is set")
          .containsPattern(
              "PostgreSQL \\S+ with pgvector \\S+ answers: the existing server at \\[");
    }
  }

  @Test
  void autoTakesLocalProgramsWhereThereIsNoUrl() throws Exception {
    try (ForkedJvm jvm = start("hive.postgres.mode=auto", home)) {
      assertThat(logOf(jvm))
          .containsOnlyOnce(LINE)
          .contains(
              LINE
                  + "local]: hive.database.url is not set, and this machine has a PostgreSQL with"
                  + " pgvector")
          .containsPattern("PostgreSQL \\S+ with pgvector \\S+ answers: a local server of Postgre");
    }
  }

  @Test
  void autoTakesAContainerWhereThereIsNeither() throws Exception {
    try (ForkedJvm jvm = start("hive.postgres.mode=auto", "hive.postgres.home=" + directory)) {
      assertThat(logOf(jvm))
          .containsOnlyOnce(LINE)
          .contains(
              LINE
                  + "container]: hive.database.url is not set, no PostgreSQL 13 or newer with pgvector"
                  + " is installed here: none at all found (looked at hive.postgres.home = ["
                  + directory
                  + "])")
          .containsPattern("PostgreSQL \\S+ with pgvector \\S+ answers: a container of \\[pgvec");
    }
  }

  @Test
  void localIsAnErrorWithoutProgramsThoughThereIsDocker() throws Exception {
    try (ForkedJvm jvm = start("hive.postgres.mode=local", "hive.postgres.home=" + directory)) {
      assertThat(jvm.answer())
          .startsWith("No PostgreSQL can be started on this machine: no Postgr");
    }
  }

  @Test
  void urlIsAnErrorWithoutOneThoughThereAreProgramsAndDocker() throws Exception {
    try (ForkedJvm jvm = start("hive.postgres.mode=url", home)) {
      assertThat(jvm.answer())
          .isEqualTo(
              "hive.postgres.mode is [url], but hive.database.url is not set. Set it, for example to"
                  + " postgresql://user:password@host:5432/db.");
    }
  }

  @Test
  void containerIsAnErrorWithoutDockerThoughThereArePrograms() throws Exception {
    Map<String, String> environment =
        Map.of(
            "HELD_SETTINGS",
            "hive.postgres.mode=container\n" + home,
            "DOCKER_HOST",
            "tcp://127.0.0.1:1");
    try (ForkedJvm jvm = ForkedJvm.start(directory, environment)) {
      assertThat(jvm.answer())
          .startsWith("No PostgreSQL container can be started: no Docker engine answers at");
    }
  }
}
