// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs of their own on machines that lack something, or that share a cache with others. */
class LocalMachinesIT {

  private static final String MAKING = "Making the template cluster of PostgreSQL";

  /**
   * As many as a build server starts, where there is time: {@code mvn verify -pl hive-db-postgres
   * -am -Dit.test=LocalMachinesIT -Dhive.test.forks=20 -Dhive.test.databases=10
   * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
   */
  static final int FORKS = Integer.getInteger("hive.test.forks", 3);

  static final int DATABASES = Integer.getInteger("hive.test.databases", 4);

  /** They share the cores: this guards against a hang. A server's own time-out stays a minute. */
  static final Duration PATIENCE = Duration.ofSeconds(Math.max(60, 15 * FORKS));

  private static final String ONLY_IPV6 =
      "ip link set lo up && ip address del 127.0.0.1/8 dev lo && exec \"$@\"";

  @TempDir(factory = OpenTempDir.class)
  private Path work;

  @TempDir private Path directory;

  private Map<String, String> settings;

  @BeforeEach
  void choose() {
    settings =
        Map.of(
            "hive.postgres.work-dir",
            work.toString(),
            "hive.postgres.cache-dir",
            directory.resolve("cache").toString());
  }

  private ForkedJvm start(Map<String, String> environment, String... through) throws Exception {
    Map<String, String> all = new HashMap<>(TestServers.heldLocal(settings));
    all.putAll(environment);
    return ForkedJvm.start(directory, all, List.of(through));
  }

  private static void assertWorks(ForkedJvm jvm) throws Exception {
    assertThat(jvm.answer(PATIENCE))
        .as("%s", jvm.output())
        .startsWith("jdbc:postgresql://127.0.0.1:");
    assertThat(jvm.endsWell()).isTrue();
  }

  @Test
  void manyJvmsAtOnceMakeOneTemplateClusterAndManyDatabases() throws Exception {
    List<ForkedJvm> all = new ArrayList<>();
    try {
      for (int i = 0; i < FORKS; i++) {
        all.add(start(Map.of("HELD_DATABASES", Integer.toString(DATABASES))));
      }
      int made = 0;
      for (ForkedJvm jvm : all) {
        assertWorks(jvm);
        made += jvm.output().contains(MAKING) ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    } finally {
      all.forEach(ForkedJvm::close);
    }
    assertThat(LocalTraces.files(work)).isEmpty();
  }

  @Test
  void aTemplateClusterThatIsDamagedIsMadeAnewWithALogLine() throws Exception {
    try (ForkedJvm first = start(Map.of())) {
      assertWorks(first);
    }
    damage(image());
    try (ForkedJvm second = start(Map.of())) {
      assertWorks(second);
      assertThat(second.output())
          .contains(
              "The template cluster "
                  + image()
                  + " is damaged (its checksum is wrong) and is made anew");
    }
    try (ForkedJvm third = start(Map.of())) {
      assertWorks(third);
      assertThat(third.output()).doesNotContain(MAKING).doesNotContain("damaged");
    }
  }

  private Path image() throws IOException {
    try (DirectoryStream<Path> images =
        Files.newDirectoryStream(directory.resolve("cache"), "postgres-*.image")) {
      return images.iterator().next();
    }
  }

  private static void damage(Path file) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long middle = content.length() / 2;
      content.seek(middle);
      int old = content.read();
      content.seek(middle);
      content.write(old ^ 1);
    }
  }

  @Test
  void aLocaleThatTheMachineLacksChangesNothing() throws Exception {
    try (ForkedJvm jvm = start(Map.of("LANG", "xx_XX.UTF-8", "LC_ALL", "xx_XX.UTF-8"))) {
      assertWorks(jvm);
    }
  }

  @Test
  void aHomeThatCannotBeWrittenIsReplacedByTheTempDirectoryWithALogLine() throws Exception {
    settings = Map.of("hive.postgres.work-dir", work.toString());
    // Nobody, not even root, makes directories there.
    String options = "-Duser.home=/proc -Djava.io.tmpdir=" + directory;
    try (ForkedJvm jvm = start(Map.of("JAVA_TOOL_OPTIONS", options, "XDG_CACHE_HOME", ""))) {
      assertWorks(jvm);
      assertThat(jvm.output())
          .contains("The cache directory /proc/.cache/hive-db cannot be used (")
          .contains(": using " + directory.resolve("hive-db-"));
    }
  }

  @Test
  void aMachineWhoseLoopbackHasOnlyIpv6() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"), "only root may make a network namespace");
    try (ForkedJvm jvm = start(Map.of(), "unshare", "--net", "sh", "-c", ONLY_IPV6, "sh")) {
      assertThat(jvm.answer()).as("%s", jvm.output()).startsWith("jdbc:postgresql://[::1]:");
      assertThat(jvm.endsWell()).isTrue();
    }
  }
}
