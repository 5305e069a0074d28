// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root's JVMs on machines that have not every way to become another user. */
class LocalAccountIT {

  private static final String WITHOUT_POSTGRES =
      "grep -v ^postgres: /etc/passwd >\"$0\" && mount --bind \"$0\" /etc/passwd && exec \"$@\"";

  @TempDir(factory = OpenTempDir.class)
  private Path work;

  @TempDir private Path directory;

  @BeforeEach
  void onlyRoot() {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"), "only root becomes somebody else");
  }

  private ForkedJvm start(Map<String, String> environment, String... through) throws Exception {
    Map<String, String> all =
        new HashMap<>(TestServers.heldLocal(Map.of("hive.postgres.work-dir", work.toString())));
    all.putAll(environment);
    return ForkedJvm.start(directory, all, List.of(through));
  }

  /** A search path that has only these programs. */
  private Map<String, String> pathWith(String... programs) throws Exception {
    Path path = Files.createDirectory(directory.resolve("path"));
    for (String program : programs) {
      Path real =
          Stream.of("/bin", "/usr/bin", "/sbin", "/usr/sbin")
              .map(place -> Path.of(place, program))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(path.resolve(program), real);
    }
    LocalTraces.openForAll(directory);
    LocalTraces.openForAll(path);
    return Map.of("PATH", path.toString());
  }

  private void assertRunsAsPostgresAndDiesWithItsJvm(ForkedJvm jvm) throws Exception {
    assertThat(jvm.answer()).as("%s", jvm.output()).startsWith("jdbc:postgresql://127.0.0.1:");
    assertThat(LocalTraces.servers(work))
        .filteredOn(process -> process.info().command().orElse("").endsWith("/bin/postgres"))
        .isNotEmpty()
        .allMatch(process -> process.info().user().orElse("").equals("postgres"));
    jvm.kill();
    Awaiting.until(
        "the server is gone", Duration.ofSeconds(5), () -> LocalTraces.servers(work).isEmpty());
  }

  @Test
  void setprivIsTakenWhereItIs() throws Exception {
    try (ForkedJvm jvm = start(pathWith("sh", "id", "rm", "setpriv"))) {
      assertRunsAsPostgresAndDiesWithItsJvm(jvm);
    }
  }

  @Test
  void runuserIsTakenWhereThereIsNoSetpriv() throws Exception {
    try (ForkedJvm jvm = start(pathWith("sh", "id", "rm", "runuser"))) {
      assertRunsAsPostgresAndDiesWithItsJvm(jvm);
    }
  }

  @Test
  void withoutBothTheErrorSaysWhatToDo() throws Exception {
    try (ForkedJvm jvm = start(pathWith("sh", "id", "rm"))) {
      assertThat(jvm.answer())
          .isEqualTo(
              "PostgreSQL refuses to run as root, and neither setpriv nor runuser is on the PATH to"
                  + " become the user [postgres]. Create the user by useradd --system postgres (with"
                  + " util-linux installed), or run the tests as an ordinary user.");
    }
  }

  @Test
  void withoutTheUserTheErrorSaysWhatToDo() throws Exception {
    String accounts = directory.resolve("passwd").toString();
    try (ForkedJvm jvm =
        start(Map.of(), "unshare", "--mount", "sh", "-c", WITHOUT_POSTGRES, accounts)) {
      assertThat(jvm.answer())
          .isEqualTo(
              "PostgreSQL refuses to run as root, and there is no user [postgres]. Create the user by"
                  + " useradd --system postgres (with util-linux installed), or run the tests as an"
                  + " ordinary user.");
    }
  }
}
