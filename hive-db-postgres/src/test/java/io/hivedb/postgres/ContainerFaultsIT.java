// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.hivedb.BackendNotAvailableException;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** What goes wrong with containers, each fault caused. */
class ContainerFaultsIT {

  @BeforeAll
  static void docker() {
    TestServers.requireDocker();
  }

  /** An image made of the default one, with another entrypoint. */
  private static String imageThatRuns(String script) {
    return new ImageFromDockerfile()
        .withDockerfileFromBuilder(
            builder ->
                builder.from(PostgresProvider.DEFAULT_IMAGE).entryPoint("sh", "-c", script, "sh"))
        .get();
  }

  private static ServerSettings image(String image) {
    return TestServers.container(Map.of(PostgresProvider.IMAGE, image));
  }

  /** Those of this JVM. */
  private static int containers() {
    return DockerClientFactory.lazyClient()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(
            Map.of(
                DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL,
                DockerClientFactory.SESSION_ID))
        .exec()
        .size();
  }

  @Test
  void missingImage() {
    assertThatThrownBy(() -> TestServers.start(image("localhost:1/no-such-image:1")))
        .isInstanceOf(BackendNotAvailableException.class)
        .hasMessageStartingWith(
            "The image [localhost:1/no-such-image:1] is not on this machine and could not be"
                + " pulled: ")
        .hasMessageContaining("localhost:1")
        .hasMessageEndingWith(
            ". Pull it where there is a network (docker pull localhost:1/no-such-image:1), name"
                + " another that has pgvector by hive.postgres.image, or name a server by"
                + " hive.database.url.");
  }

  @Test
  void imageThatDies() {
    String image = imageThatRuns("echo 'the disk is on fire' >&2; exit 3");

    assertThatThrownBy(() -> TestServers.start(image(image)))
        .isInstanceOf(ContainerStartException.class)
        .hasMessageMatching(
            "(?s)The container of the image \\["
                + image
                + "\\] did not come up within \\d+\\.\\d s of 60\\.0 s: .*"
                + "\\. Check that the image holds a PostgreSQL server that obeys POSTGRES_PASSWORD,"
                + " or raise hive\\.database\\.start-timeout\\. It printed last: \\n  the disk is on"
                + " fire");
    assertThat(containers()).isZero();
  }

  @Test
  void imageThatNeverAnswers() {
    String image = imageThatRuns("echo 'still thinking'; exec sleep 600");
    ServerSettings hurried =
        new ServerSettings(
            Settings.of(Map.of(PostgresProvider.IMAGE, image, PostgresProvider.MODE, "container")),
            null,
            null,
            0,
            Duration.ofSeconds(3));

    assertThatThrownBy(() -> TestServers.start(hurried))
        .isInstanceOf(ContainerStartException.class)
        .hasMessageContaining("of 3.0 s: the server did not answer in time (")
        .hasMessageEndingWith("It printed last: \n  still thinking");
    assertThat(containers()).isZero();
  }

  @Test
  void imageWithoutPgvector() {
    String image =
        imageThatRuns(
            "rm -f /usr/share/postgresql/*/extension/vector.control;"
                + " exec docker-entrypoint.sh \"$@\"");

    assertThatThrownBy(() -> TestServers.start(image(image)))
        .isInstanceOf(PgvectorMissingException.class)
        .hasMessageMatching(
            "The PostgreSQL server at \\[[^]]+] \\(version 17\\.\\d+\\) has no pgvector\\. Install it"
                + " on the machine of that server: apt install postgresql-17-pgvector \\(Debian 13,"
                + " Ubuntu 24\\.04 and the PostgreSQL project's own repository\\), dnf install"
                + " pgvector \\(Fedora\\) or pgvector_17 \\(the PostgreSQL project's own"
                + " repository\\), brew install pgvector \\(macOS\\)\\. Or use the image"
                + " pgvector/pgvector:pg17\\.");
    assertThat(containers()).isZero();
  }

  @Test
  void portInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      ServerSettings settings =
          new ServerSettings(
              Settings.of(Map.of(PostgresProvider.MODE, "container")),
              null,
              null,
              port,
              Duration.ofSeconds(30));

      assertThatThrownBy(() -> TestServers.start(settings))
          .isInstanceOf(ContainerStartException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("address already in use");
    }
    assertThat(containers()).isZero();
  }

  @Test
  void dockerIsUnreachable(@TempDir Path directory) throws Exception {
    try (ForkedJvm jvm = ForkedJvm.start(directory, Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"))) {
      assertThat(jvm.answer())
          .isEqualTo(
              "No PostgreSQL container can be started: no Docker engine answers at DOCKER_HOST"
                  + " [tcp://127.0.0.1:1]. There are four ways out: name a server by"
                  + " hive.database.url=postgresql://user:password@host:5432/db, install a PostgreSQL"
                  + " with pgvector on this machine, start Docker, or choose another backend by"
                  + " hive.database.backend=pglite or sqlite.");
    }
  }

  @Test
  void aReaperThatCannotBePulledIsNamedWithTheWayToDoWithoutIt(@TempDir Path directory)
      throws Exception {
    Map<String, String> unreachable =
        Map.of(
            "TESTCONTAINERS_RYUK_DISABLED", "false",
            "TESTCONTAINERS_RYUK_CONTAINER_IMAGE", "localhost:1/no-reaper:0",
            "TESTCONTAINERS_PULL_TIMEOUT", "1");
    try (ForkedJvm jvm = ForkedJvm.start(directory, unreachable)) {
      assertThat(jvm.answer())
          .startsWith(
              "Testcontainers could not start a container of its own on the Docker engine: Can't get"
                  + " Docker image: ")
          .contains(
              ". If it is its reaper (Ryuk) that cannot be pulled, set the environment variable"
                  + " TESTCONTAINERS_RYUK_DISABLED=true: containers of Hive DB end with their JVM"
                  + " without it. There are four ways out: ");
    }
  }

  @Test
  void aKilledJvmTakesItsContainerWithIt(@TempDir Path directory) throws Exception {
    try (ForkedJvm jvm = ForkedJvm.start(directory, Map.of())) {
      String port = jvm.answer().replaceFirst(".*:(\\d+)/.*", "$1");
      String container = runningAt(port).get(0).getId();
      jvm.kill();
      Awaiting.until("the container ends", Duration.ofSeconds(2), () -> runningAt(port).isEmpty());
      DockerClient docker = DockerClientFactory.lazyClient();
      EndedContainers.sweep(docker, EndedContainers.REST);
      docker.inspectContainerCmd(container).exec();
      EndedContainers.sweep(docker, Duration.ZERO);
      assertThatThrownBy(() -> docker.inspectContainerCmd(container).exec())
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void aJvmThatEndsWellLeavesNoContainer(@TempDir Path directory) throws Exception {
    try (ForkedJvm jvm = ForkedJvm.start(directory, Map.of())) {
      String port = jvm.answer().replaceFirst(".*:(\\d+)/.*", "$1");
      assertThat(runningAt(port)).hasSize(1);
      assertThat(jvm.endsWell()).isTrue();
      assertThat(runningAt(port)).isEmpty();
    }
  }

  private static List<Container> runningAt(String port) {
    return DockerClientFactory.lazyClient().listContainersCmd().exec().stream()
        .filter(
            container ->
                List.of(container.getPorts()).toString().contains("publicPort=" + port + ","))
        .toList();
  }
}
