// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import io.hivedb.BackendNotAvailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** An image that takes its time. */
@Timeout(90)
class ImagePullIT {

  @TempDir private Path directory;

  @BeforeEach
  void docker() {
    TestServers.requireDocker();
  }

  private ForkedJvm start(String image, String more) throws Exception {
    return ForkedJvm.start(
        directory,
        Map.of(
            "HELD_SETTINGS",
            "hive.postgres.mode=container\nhive.postgres.image=" + image + "\n" + more));
  }

  @Test
  void progressIsToldWhileItIsPulled() throws Exception {
    try (SlowRegistry registry = SlowRegistry.start(directory);
        ForkedJvm jvm = start(registry.image(), "")) {
      String pulling = "Pulling the image " + registry.image();
      Pattern progress = Pattern.compile(Pattern.quote(pulling) + ": [1-4] MB of 1 layers");
      Awaiting.until(
          "a line tells the progress",
          Duration.ofSeconds(60),
          () -> progress.matcher(jvm.output()).find());
      assertThat(jvm.output()).contains(pulling + "\n").doesNotContain("Pulled");
      registry.goOn();
      assertThat(jvm.answer())
          .as("it holds no PostgreSQL")
          .startsWith("The container of the image [" + registry.image() + "] did not come up");
      assertThat(jvm.output())
          .containsPattern("Pulled the image " + registry.image() + " in \\d+ s");
      DockerClientFactory.lazyClient().removeImageCmd(registry.image()).exec();
    }
  }

  @Test
  void aPullThatComesToAStandstillIsAnError() throws Exception {
    try (SlowRegistry registry = SlowRegistry.start(directory)) {
      DockerClient client = DockerClientFactory.instance().client();
      assertThatThrownBy(() -> ImagePull.ifMissing(client, registry.image(), Duration.ofSeconds(1)))
          .isInstanceOf(BackendNotAvailableException.class)
          .hasMessageStartingWith(
              "The image ["
                  + registry.image()
                  + "] is not on this machine and could not be pulled: it made no progress for 1 s."
                  + " Pull it where there is a network");
    }
  }
}
