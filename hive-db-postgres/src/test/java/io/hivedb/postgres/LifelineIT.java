// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

@DisplayName("A container")
@Timeout(60)
class LifelineIT {

  @BeforeEach
  void requireDocker() {
    TestServers.requireDocker();
  }

  @Test
  @DisplayName("that the JVM never came to hold, as it was killed, ends by itself")
  void neverHeld() {
    try (GenericContainer<?> container = start()) {
      while (container.isRunning()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  @Test
  @DisplayName("that is held goes on, and ends when it is let go")
  void held() {
    DockerClient client = DockerClientFactory.instance().client();
    try (GenericContainer<?> container = start()) {
      Lifeline lifeline = Lifeline.hold(client, container.getContainerId());
      while (commands(client, container).contains("sleep 1")) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertThat(container.isRunning()).isTrue();
      assertThat(commands(client, container)).contains("cat");
      lifeline.close();
      while (container.isRunning()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static List<String> commands(DockerClient client, GenericContainer<?> container) {
    String[][] processes =
        client
            .topContainerCmd(container.getContainerId())
            .withPsArgs("-eo pid,args")
            .exec()
            .getProcesses();
    return Arrays.stream(processes).map(row -> row[row.length - 1]).toList();
  }

  private static GenericContainer<?> start() {
    DockerClient client = DockerClientFactory.instance().client();
    String[] main =
        ContainerMain.around(client, PostgresProvider.DEFAULT_IMAGE, true, Duration.ofSeconds(1));
    GenericContainer<?> container =
        new GenericContainer<>(PostgresProvider.DEFAULT_IMAGE)
            .withEnv("POSTGRES_PASSWORD", "only for this test")
            .withCreateContainerCmdModifier(create -> create.withEntrypoint(main))
            .withCommand("postgres");
    container.start();
    return container;
  }
}
